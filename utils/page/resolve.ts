import type { Moment, Participant } from '@/utils/messengers/model';
import { contentHash } from '@/utils/messengers/message-key';
import type { HeldRow } from './held-row';
import type { Clock, Day } from './reader';

/** A row with what was carried to it from the rows above, which pages show once for several. */
export interface Resolved {
  readonly held: HeldRow;
  readonly sender: Participant | null;
  readonly time: Moment | null;
  /** Nothing above it is needed to know it. */
  readonly complete: boolean;
  /** By which it is known again. Sure where it is complete and what has the same time is all there. */
  readonly key: string;
}

/** Rows oldest first. `readyFrom`: from there on they and their keys are sure, whatever comes before them. */
export interface Resolution {
  readonly rows: readonly Resolved[];
  readonly readyFrom: number;
}

/** What stands above a row, as far as it is known; undefined: that has not been seen. */
interface Above {
  sender: Participant | null | undefined;
  time: Moment | null | undefined;
  day: Day | undefined;
}

/** Carries senders, times and days downwards. `whole`: nothing is above the first row, or nothing will be known of it. */
export function resolve(held: readonly HeldRow[], whole: boolean): Resolution {
  const above: Above = { sender: undefined, time: undefined, day: undefined };
  const keys = new Keys();
  const rows = held.map((one): Resolved => {
    carry(above, one);
    const [sender, time] = [above.sender ?? null, above.time ?? null];
    const complete = above.sender !== undefined && above.time !== undefined;
    return { held: one, sender, time, complete, key: keys.next(one, sender, time) };
  });
  return { rows, readyFrom: whole ? 0 : readyFrom(rows) };
}

function carry(above: Above, { row, day }: HeldRow): void {
  if (day) above.day = day;
  if (row.kind === 'unread') {
    // Whoever wrote it: what is "the same" below it would be the same as something that is not known.
    above.sender = null;
    above.time = null;
    return;
  }
  if (row.sender !== 'same') above.sender = row.sender;
  if (row.time === 'same') return;
  if (row.time === null || !('clock' in row.time)) above.time = row.time;
  else above.time = above.day && momentOf(above.day, row.time.clock);
}

function momentOf({ year, month, day }: Day, { hour, minute, second }: Clock): Moment | null {
  const ms = Date.UTC(year, month - 1, day, hour, minute, second ?? 0);
  return Number.isFinite(ms) ? { ms, zone: null, precision: second === null ? 'minute' : 'second' } : null;
}

/** Rows of one time are counted from the first of them: where that has not been seen, none of them is sure. */
function readyFrom(rows: readonly Resolved[]): number {
  const from = rows.findLastIndex(({ complete }) => !complete) + 1;
  const first = rows[from];
  if (!first) return from;
  let end = from;
  while (end < rows.length && rows[end]?.time?.ms === first.time?.ms) end++;
  return rows.slice(from, end).some(({ held }) => held.row.id === null) ? end : from;
}

/** Names rows as `utils/messengers/message-key.ts` does, with ordinals among those that have one time and follow each other. */
class Keys {
  #time: number | undefined;
  #seen = new Map<string, number>();

  next({ row, media }: HeldRow, sender: Participant | null, time: Moment | null): string {
    if (time?.ms !== this.#time) this.#seen = new Map();
    this.#time = time?.ms;
    if (row.id !== null) return `id:${row.id}`;
    const text = row.kind === 'message' ? row.message.text : row.check;
    const attachments = media.map(({ shown: { kind, name } }) => ({ kind, name, path: null }));
    const same = `${time?.ms ?? ''}:${contentHash({ sender: sender?.id ?? null, text, attachments })}`;
    const ordinal = this.#seen.get(same) ?? 0;
    this.#seen.set(same, ordinal + 1);
    return `at:${same}:${ordinal}`;
  }
}
