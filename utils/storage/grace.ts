import type { Ledger } from './ledger';
import type { Grace } from './storage';

const DAY = 24 * 60 * 60 * 1000;

/**
 * How long a file must have been unneeded before it is deleted from a folder that other devices use too: another one may
 * be at a backup that needs it, and may have been away from the folder for weeks. Milliseconds.
 */
export const GRACE = 30 * DAY;

/** After so long away, what others have done meanwhile may take so long to come. Of that time this much counts. */
const AWAY = 7 * DAY;
const CATCH_UP = 2 * DAY;
/** So long between two looks is taken for the clock's doing, not for time. */
const IMPLAUSIBLE = 60 * DAY;

/** The name under which the ledger notes that the user let go of a snapshot: what a path of its would begin with. */
function noteOf(name: string): string {
  return `snapshots/${name}`;
}

/**
 * The time of grace of a folder's files, as this device's ledger knows it. It runs from one look at the folder to the
 * next, so that a clock which jumps does not end it: what is due is told by the last look, however late it is.
 */
export class LedgerGrace implements Grace {
  readonly #ledger: Ledger;
  readonly #now: () => number;
  readonly #lookedAt: () => number;

  /** `lookedAt`: when the folder was last looked at; -Infinity for never. Both in milliseconds since 1970. */
  constructor(ledger: Ledger, lookedAt: () => number, now: () => number) {
    this.#ledger = ledger;
    this.#lookedAt = lookedAt;
    this.#now = now;
  }

  get retiring(): ReadonlySet<string> {
    return new Set(this.#marked.map(([path]) => path));
  }

  /** Whether something has been unneeded for long enough. */
  get hasOverdue(): boolean {
    return this.#marked.some(([, since]) => this.#isOver(since));
  }

  dueAt(path: string): number | null {
    const entry = this.#ledger.entries.get(path);
    // What has never been in the folder, nobody else can know of.
    if (!entry) return null;
    const since = entry.unneededSince ?? this.#start;
    return this.#isOver(since) ? null : since + GRACE;
  }

  async retire(paths: readonly string[]): Promise<void> {
    const unneeded = new Set(paths);
    const marked = new Set(this.#marked.map(([path]) => path));
    await this.#ledger.mark(
      [...marked].filter((path) => !unneeded.has(path)),
      { unneededSince: null },
    );
    await this.#ledger.mark(
      paths.filter((path) => !marked.has(path)),
      { unneededSince: this.#start },
    );
  }

  /**
   * To be called when the folder has been looked at, before that counts as the last look. Of a long time since the one
   * before, little counts: what others have done meanwhile may not have come yet.
   */
  async lookedAt(): Promise<void> {
    const now = this.#now();
    const gap = now - this.#lookedAt();
    const lost = gap > IMPLAUSIBLE ? gap : Math.max(0, gap - AWAY);
    const earliest = gap > AWAY ? now - GRACE + CATCH_UP : -Infinity;
    for (const [path, since] of this.#marked) {
      // None can have begun after now: the clock was wrong then, or is now.
      const unneededSince = Math.min(now, Math.max(since + lost, earliest));
      if (unneededSince !== since) await this.#ledger.mark([path], { unneededSince });
    }
  }

  hasLetGo(name: string): boolean {
    return this.#ledger.entries.get(noteOf(name))?.state === 'let-go';
  }

  /**
   * Notes that nobody is to wait for the snapshots with these short names any more. What they may have needed has the
   * whole time of grace before it.
   */
  async letGo(names: readonly string[]): Promise<void> {
    if (names.length === 0) return;
    await this.retire([]);
    await this.#ledger.letGo(names.map(noteOf));
  }

  get #marked(): (readonly [string, number])[] {
    return [...this.#ledger.entries].flatMap(([path, { unneededSince }]) =>
      unneededSince === null ? [] : [[path, unneededSince] as const],
    );
  }

  /** Since when what is unneeded now is so: not before the last look, wherever the clock has jumped since. */
  get #start(): number {
    return Math.max(this.#now(), this.#lookedAt());
  }

  #isOver(since: number): boolean {
    return since + GRACE <= this.#lookedAt();
  }
}
