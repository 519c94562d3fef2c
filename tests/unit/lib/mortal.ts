/** What everything throws in a process that was killed. */
export class Killed extends Error {}

/** How the change at which a process dies ends: not at all, wholly, or (where it has a half) with half of it. */
export type Death = 'before' | 'after' | 'half';

/** A process that is killed at its `k`-th change (1, 2, …) of anything that lasts: nothing works from then on. */
export class Mortal {
  changes = 0;
  dead = false;
  #k: number;
  #death: Death;

  constructor(k = Infinity, death: Death = 'before') {
    this.#k = k;
    this.#death = death;
  }

  /** It dies at the `k`-th change from now on. */
  doom(k: number, death: Death): void {
    this.#k = this.changes + k;
    this.#death = death;
  }

  /** @throws Killed. */
  alive(): void {
    if (this.dead) throw new Killed();
  }

  /** Makes a change, unless it is the last. */
  async change<T>(work: () => T | Promise<T>, half: () => unknown = () => {}): Promise<T> {
    this.alive();
    if (++this.changes < this.#k) return await work();
    this.dead = true;
    if (this.#death === 'after') await work();
    if (this.#death === 'half') await half();
    throw new Killed();
  }
}
