/** What goes together at most: with more, nothing is quicker, and a failure costs more. */
export const MOST_TOGETHER = 3;

/** Something to be written, and who waits for it. */
interface Waiting<T> {
  readonly item: T;
  resolve(): void;
  reject(reason: unknown): void;
}

/**
 * Has what comes while something is being written go together into the next writing. A browser writes the files of one
 * transaction beside each other, but those of two transactions one after the other: see docs/performance.md.
 */
export class GroupCommit<T> {
  readonly #commit: (items: readonly T[]) => Promise<void>;
  readonly #waiting: Waiting<T>[] = [];
  #isRunning = false;

  /** `commit` writes all of the items or none. */
  constructor(commit: (items: readonly T[]) => Promise<void>) {
    this.#commit = commit;
  }

  /** Resolves when the item is written. @throws what `commit` throws for it alone: another one's failure is not its own */
  async add(item: T): Promise<void> {
    const { promise, resolve, reject } = Promise.withResolvers<void>();
    this.#waiting.push({ item, resolve, reject });
    if (!this.#isRunning) void this.#run();
    await promise;
  }

  async #run(): Promise<void> {
    this.#isRunning = true;
    while (this.#waiting.length > 0) await this.#write(this.#waiting.splice(0, MOST_TOGETHER));
    this.#isRunning = false;
  }

  async #write(group: readonly Waiting<T>[]): Promise<void> {
    try {
      await this.#commit(group.map(({ item }) => item));
      for (const { resolve } of group) resolve();
    } catch (thrown) {
      const [first] = group;
      if (first && group.length === 1) first.reject(thrown);
      else for (const one of group) await this.#write([one]);
    }
  }
}
