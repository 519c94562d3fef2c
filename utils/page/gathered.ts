import { align } from './align';
import { type FullRow, type HeldRow, heldRows, learn } from './held-row';
import type { Row } from './reader';
import { type Resolution, type Resolved, resolve } from './resolve';

/** Rows that were sent and are kept, to know where the next look belongs. */
const KEPT = 300;
/** Fewer are not worth a message, unless they are the last. */
const FEWEST_SENT = 25;
/** Rows of the last look that are not sent yet: pages go on filling them. */
const MOST_HELD_BACK = 100;

/** What became of a look at the page. */
export interface Joined {
  readonly how: 'joined' | 'apart' | 'unsure';
  /** Rows that had not been seen before. */
  readonly added: number;
  /** Those of the look that are held, and not sent. */
  readonly inView: readonly HeldRow[];
}

/**
 * The rows of a conversation that is read upwards, put together from looks that overlap, each row once. Holds those that are
 * not sent, and of the others only as many as it takes to find the place of the next look: it does not grow with the chat.
 */
export class Gathered {
  /** Oldest first: first those that are not sent, then the oldest that are. */
  #rows: HeldRow[] = [];
  #unsent = 0;
  #lastLook = 0;
  readonly #ids = new Set<string>();
  /** Rows that were ever added, without those that were cut off. */
  count = 0;

  /** Takes a look, oldest first. `guess`: where rows repeat, and fit in more than one way, the longest overlap is taken. */
  add(look: readonly Row[], guess = false): Joined {
    const fresh = heldRows(look);
    if (fresh.length === 0) return { how: 'joined', added: 0, inView: [] };
    const places = this.#rows.length === 0 ? fresh.map(() => null) : this.#align(fresh, guess);
    if (places === 'apart' || places === 'unsure') return { how: places, added: 0, inView: [] };
    this.#lastLook = fresh.length;
    const inView: HeldRow[] = [];
    const before = new Map<number, HeldRow[]>();
    // Upwards, so that each new row stands before the one that the page has below it.
    let next: number | null = null;
    for (let at = fresh.length - 1; at >= 0; at--) {
      const row = fresh[at] as HeldRow;
      const place = places[at] ?? null;
      if (place !== null) next = place;
      const known = place === null ? undefined : this.#rows[place];
      if (known && place !== null && place < this.#unsent) {
        learn(known, row);
        inView.push(known);
      } else if (!known) {
        const spot = next ?? this.#rows.length;
        // What comes between messages that were sent already has come too late.
        if (spot > this.#unsent || (row.row.id !== null && this.#ids.has(row.row.id))) continue;
        before.set(spot, [row, ...(before.get(spot) ?? [])]);
        inView.push(row);
      }
    }
    return { how: 'joined', added: this.#insert(before), inView: inView.toReversed() };
  }

  #align(fresh: readonly HeldRow[], guess: boolean): ReturnType<typeof align> {
    const rowOf = ({ row }: HeldRow): FullRow => row;
    return align(this.#rows.map(rowOf), fresh.map(rowOf), guess);
  }

  #insert(before: ReadonlyMap<number, HeldRow[]>): number {
    if (before.size === 0) return 0;
    const all: HeldRow[] = [];
    let added = 0;
    for (let at = 0; at <= this.#rows.length; at++) {
      const fresh = before.get(at) ?? [];
      added += fresh.length;
      for (const { row } of fresh) if (row.id !== null) this.#ids.add(row.id);
      all.push(...fresh, ...this.#rows.slice(at, at + 1));
    }
    this.#rows = all;
    this.#unsent += added;
    this.count += added;
    return added;
  }

  /** Whether a look has rows that are gone by already: the page stands below what is held, not above. */
  isBelow(look: readonly Row[]): boolean {
    return look.some((row) => row.kind !== 'day' && row.id !== null && this.#ids.has(row.id));
  }

  /** Those that are not sent. `whole`: nothing above them will be known. */
  resolved(whole: boolean): Resolution {
    return resolve(this.#rows.slice(0, this.#unsent), whole);
  }

  /** Forgets the oldest of those that are not sent, but for `keep`. */
  cut(count: number, keep: (row: HeldRow) => boolean = () => false): void {
    const kept = this.#rows.slice(0, count).filter(keep);
    this.#rows.splice(0, count, ...kept);
    this.#unsent -= count - kept.length;
    this.count -= count - kept.length;
  }

  /** Those that are ready to be sent, oldest first, which are sent now. `whole`: all that there are. */
  take(whole: boolean): readonly Resolved[] {
    const { rows, readyFrom } = this.resolved(whole);
    const from = whole ? 0 : Math.max(readyFrom, Math.min(this.#lastLook, MOST_HELD_BACK));
    if (!whole && rows.length - from < FEWEST_SENT) return [];
    const taken = rows.slice(from);
    this.#unsent = Math.min(from, this.#unsent);
    this.#rows.splice(this.#unsent + KEPT);
    return taken;
  }
}
