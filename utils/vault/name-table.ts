/** Some of a table's names: numbers of them as ranges, `from`, `until`, `from`, `until` and so on, in rising order. */
export type NameSet = readonly number[];

/**
 * Short names of snapshots, each once, with a number. A snapshot names all that there were before it: where they were
 * entered in the order in which they were made, that is one range, however many they are.
 */
export class NameTable {
  readonly #names: string[];
  readonly #numbers: Map<string, number>;

  constructor(names: readonly string[] = []) {
    this.#names = [...names];
    this.#numbers = new Map(names.map((name, number) => [name, number]));
  }

  /** All names, each at the place of its number. */
  get names(): readonly string[] {
    return this.#names;
  }

  /** Enters names that are new, in their order. */
  enter(names: readonly string[]): void {
    for (const name of names) {
      if (this.#numbers.has(name)) continue;
      this.#numbers.set(name, this.#names.length);
      this.#names.push(name);
    }
  }

  /** These names as a set; new ones are entered. */
  setOf(names: readonly string[]): NameSet {
    this.enter(names);
    const ranges: number[] = [];
    const numbers = Uint32Array.from(names, (name) => this.#numbers.get(name) as number).toSorted();
    for (const number of numbers) {
      const until = ranges.at(-1);
      if (until === number) ranges[ranges.length - 1] = number + 1;
      else if (until === undefined || until < number) ranges.push(number, number + 1);
    }
    return ranges;
  }

  /** The names that are in any of these sets. */
  union(sets: Iterable<NameSet>): Set<string> {
    const marks = new Uint8Array(this.#names.length);
    for (const ranges of sets) for (let at = 0; at < ranges.length; at += 2) marks.fill(1, ranges[at], ranges[at + 1]);
    return new Set(this.#names.filter((_, number) => marks[number] === 1));
  }
}
