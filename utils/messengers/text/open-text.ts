import { LONGEST_LINE } from './lines';

/** The lines of a message, as they come, joined by LF; no more of them than fit into {@link LONGEST_LINE} units. */
export class OpenText {
  readonly #lines: string[];
  #length: number;

  constructor(first: string) {
    this.#lines = [first];
    this.#length = first.length;
  }

  /** false: the text is too long for this line. */
  add(line: string): boolean {
    if (this.#length + line.length >= LONGEST_LINE) return false;
    this.#lines.push(line);
    this.#length += line.length + 1;
    return true;
  }

  /** Takes back the last line where it is empty: it stands between messages. */
  dropBlank(): void {
    if (this.#lines.length > 1 && this.#lines.at(-1) === '') this.#lines.pop();
  }

  get text(): string {
    return this.#lines.join('\n');
  }
}
