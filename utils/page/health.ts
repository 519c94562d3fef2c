import type { Resolved } from './resolve';

/** Fewer rows say nothing of a page. */
const FEW = 10;
/** Milliseconds that a clock may be ahead. */
const AHEAD = 2 * 86_400_000;
/** Before any of the messengers. Milliseconds since 1970. */
const EARLIEST = Date.UTC(1995, 0, 1);
const DAY = 86_400_000;

/** Counts what is wrong with what is read: a page that has changed gives nonsense rather than nothing. */
export class Health {
  readonly #unread = new Map<string, number>();
  readonly #counts = { rows: 0, messages: 0, timeless: 0, dated: 0, senderless: 0, backwards: 0 };
  readonly #now: number;

  /** @param now milliseconds since 1970 */
  constructor(now: number) {
    this.#now = now;
  }

  /** Rows that follow each other, oldest first. Those whose time was never to be seen do not count against the page. */
  note(rows: readonly Resolved[]): void {
    let last: number | null = null;
    for (const { held, sender, time, complete } of rows) {
      this.#counts.rows++;
      if (held.row.kind === 'unread') {
        this.#unread.set(held.row.check, (this.#unread.get(held.row.check) ?? 0) + 1);
        continue;
      }
      // What the messenger itself writes has often no time.
      if (held.row.message.kind === 'system') continue;
      this.#counts.messages++;
      if (sender === null) this.#counts.senderless++;
      if (time === null && complete) this.#counts.timeless++;
      if (time === null) continue;
      this.#counts.dated++;
      if (!(time.ms > EARLIEST && time.ms < this.#now + AHEAD)) this.#counts.timeless++;
      if (last !== null && time.ms < last - DAY) this.#counts.backwards++;
      last = time.ms;
    }
  }

  /** The same with more rows, which are not counted in for good. */
  with(rows: readonly Resolved[]): Health {
    const other = new Health(this.#now);
    Object.assign(other.#counts, this.#counts);
    for (const [check, count] of this.#unread) other.#unread.set(check, count);
    other.note(rows);
    return other;
  }

  /** What looks as if the page had changed, in a word or two; null: nothing. `done`: nothing more comes. */
  trouble(done: boolean): string | null {
    if (this.#counts.rows < FEW && !done) return null;
    const unread = this.#unread.values().reduce((sum, count) => sum + count, 0);
    if (unread * 10 > this.#counts.rows) return [...this.#unread].toSorted(([, a], [, b]) => b - a)[0]?.[0] ?? 'rows';
    const messages = this.#counts.messages;
    if (this.#counts.timeless * 5 > messages) return 'times';
    if (done && messages >= FEW && this.#counts.dated === 0) return 'days';
    if (done && messages >= FEW && this.#counts.senderless === messages) return 'senders';
    return this.#counts.backwards * 5 > messages ? 'order' : null;
  }
}
