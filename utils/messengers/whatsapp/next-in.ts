/** Looks for one thing in texts that are gone through from start to end: each place is looked for only once. */
export class NextIn {
  readonly #wanted: string;
  #text = '';
  #from = 0;
  #at = 0;

  constructor(wanted: string) {
    this.#wanted = wanted;
  }

  /** Where it comes next, from a place on; the text's length where it does not come again. */
  after(text: string, from: number): number {
    if (from > this.#at || from < this.#from || text !== this.#text) {
      const at = text.indexOf(this.#wanted, from);
      this.#text = text;
      this.#at = at < 0 ? text.length : at;
    }
    this.#from = from;
    return this.#at;
  }
}
