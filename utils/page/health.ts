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
  #rows = 0;
  readonly #unread = new Map<string, number>();
  #messages = 0;
  #timeless = 0;
  #dated = 0;
  #senderless = 0;
  #backwards = 0;
  readonly #now: number;

  /** @param now milliseconds since 1970 */
  constructor(now: number) {
    this.#now = now;
  }

  /** Rows that follow each other, oldest first. Those whose time was never to be seen do not count against the page. */
  note(rows: readonly Resolved[]): void {
    let last: number | null = null;
    for (const { held, sender, time, complete } of rows) {
      this.#rows++;
      if (held.row.kind === 'unread') {
        this.#unread.set(held.row.check, (this.#unread.get(held.row.check) ?? 0) + 1);
        continue;
      }
      // What the messenger itself writes has often no time.
      if (held.row.message.kind === 'system') continue;
      this.#messages++;
      if (sender === null) this.#senderless++;
      if (time === null && complete) this.#timeless++;
      if (time === null) continue;
      this.#dated++;
      if (!(time.ms > EARLIEST && time.ms < this.#now + AHEAD)) this.#timeless++;
      if (last !== null && time.ms < last - DAY) this.#backwards++;
      last = time.ms;
    }
  }

  /** The same with more rows, which are not counted in for good. */
  with(rows: readonly Resolved[]): Health {
    const other = new Health(this.#now);
    other.#rows = this.#rows;
    for (const [check, count] of this.#unread) other.#unread.set(check, count);
    other.#messages = this.#messages;
    other.#timeless = this.#timeless;
    other.#senderless = this.#senderless;
    other.#dated = this.#dated;
    other.#backwards = this.#backwards;
    other.note(rows);
    return other;
  }

  /** What looks as if the page had changed, in a word or two; null: nothing. `done`: nothing more comes. */
  trouble(done: boolean): string | null {
    if (this.#rows < FEW && !done) return null;
    const unread = this.#unread.values().reduce((sum, count) => sum + count, 0);
    if (unread * 10 > this.#rows) return [...this.#unread].toSorted(([, a], [, b]) => b - a)[0]?.[0] ?? 'rows';
    const messages = this.#messages;
    if (this.#timeless * 5 > messages) return 'times';
    if (done && messages >= FEW && this.#dated === 0) return 'days';
    if (done && messages >= FEW && this.#senderless === messages) return 'senders';
    return this.#backwards * 5 > messages ? 'order' : null;
  }
}
