import type { Moment } from '@/utils/messengers/model';
import type { Gathered } from './gathered';
import type { Resolution } from './resolve';

/** Messages in a row that have to be older than the day that was asked for: one alone may be out of its order. */
const CERTAIN = 3;

/** Where a capture has been told to end, and whether it is there. */
export class Boundary {
  readonly #since: number | null;
  readonly #known: ReadonlySet<string>;
  metKnown = false;

  constructor(since: number | null, known: readonly string[]) {
    this.#since = since;
    this.#known = new Set(known);
  }

  /**
   * Whether all that is asked for is held, and surely so; then what is not asked for is cut off. `whole`: nothing above what
   * is held will be known.
   */
  reached(gathered: Gathered, whole: boolean): 'known' | 'since' | null {
    const { rows, readyFrom } = gathered.resolved(whole);
    const isSure = (at: number) => at >= readyFrom || rows[at]?.held.row.id !== null;
    const newest = rows.findLastIndex(({ key }, at) => isSure(at) && this.#known.has(key));
    if (newest !== -1) {
      this.metKnown = true;
      const first = rows.slice(newest + 1).findIndex(({ complete }) => !complete);
      if (first !== -1) return null;
      this.#cutKnown(gathered, rows, newest);
      return 'known';
    }
    const older = this.#olderRows(rows);
    if (older === 0 || (older < CERTAIN && !whole) || readyFrom > older) return null;
    gathered.cut(older);
    return 'since';
  }

  /** What has come late among messages that are known goes along, where its id says that it is not one of them. */
  #cutKnown(gathered: Gathered, rows: Resolution['rows'], newest: number): void {
    const oldest = rows.findIndex(({ key }) => this.#known.has(key));
    const late = new Set(
      rows
        .filter(({ held, key }, at) => at > oldest && held.row.id !== null && !this.#known.has(key))
        .map(({ held }) => held),
    );
    gathered.cut(newest + 1, (row) => late.has(row));
  }

  /** How many of the oldest, one after the other, are older than the day that was asked for. */
  #olderRows(rows: Resolution['rows']): number {
    if (this.#since === null) return 0;
    const since = this.#since;
    let older = 0;
    for (const [at, { time }] of rows.entries()) {
      if (time !== null && !isBefore(time, since)) break;
      if (time !== null) older = at + 1;
    }
    return older;
  }
}

/** Whether a moment lies before one on the clock of this machine. `since`: milliseconds since 1970. */
function isBefore({ ms, zone }: Moment, since: number): boolean {
  if (zone !== null) return ms < since;
  return ms < since - new Date(since).getTimezoneOffset() * 60_000;
}
