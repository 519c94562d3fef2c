import { withoutMarks } from './fold';

/** Who stands in front of messages, and how often. */
export interface Sender {
  /** As in the model: without marks of direction and the `~` of those who are in nobody's contacts. */
  readonly name: string;
  /** Messages that are a person's, and those that the messenger wrote in the name. Counted in the first reading. */
  wrote: number;
  system: number;
  /** Header lines. */
  lines: number;
  /** What follows the name, up to another colon, in each of its lines; null: not always the same. */
  longer: string | null;
}

/** Names are shorter. UTF-16 units. */
const LONGEST = 150;
/** Times that a name with a colon must stand there before it is believed. */
const OFTEN = 3;

/**
 * Splits what follows a header into sender and message. A name ends at the first `: `, unless what follows up to another one
 * is the same in all lines of the name; at a colon without a space where the name is known, or the whole export is so.
 */
export class Senders {
  /** By what stands in the file; null: that is no name. */
  readonly #byText = new Map<string, Sender | null>();
  readonly #byName = new Map<string, Sender>();
  readonly #separator: ': ' | ':';
  #isSettled = false;
  /** Where the message of the line split last begins. UTF-16 units. */
  textAt = 0;

  /** @param isSpaced colons after names are followed by a space */
  constructor(isSpaced: boolean) {
    this.#separator = isSpaced ? ': ' : ':';
  }

  /** Every name that was met. */
  get all(): IterableIterator<Sender> {
    return this.#byName.values();
  }

  get(name: string): Sender | undefined {
    return this.#byName.get(name);
  }

  /** All lines were seen once: what is known of names holds from now on. */
  settle(): void {
    this.#isSettled = true;
  }

  /** The sender of a header line; null: it has none. */
  split(line: string, bodyAt: number): Sender | null {
    const end = line.indexOf(this.#separator, bodyAt);
    const sender = end < 0 ? this.#unspaced(line, bodyAt) : this.#at(line, bodyAt, end);
    if (!sender) this.textAt = bodyAt;
    return sender;
  }

  #at(line: string, bodyAt: number, end: number): Sender | null {
    const sender = this.#of(line.slice(bodyAt, end));
    if (!sender) return null;
    this.textAt = end + this.#separator.length;
    if (this.#isSettled) {
      const isLonger = sender.longer !== null && sender.lines >= OFTEN;
      if (!isLonger) return sender;
      this.textAt += (sender.longer as string).length + 2;
      return this.#of(line.slice(bodyAt, this.textAt - 2));
    }
    if (sender.lines++ === 0) {
      const next = line.indexOf(': ', this.textAt);
      sender.longer = next < 0 || next - bodyAt > LONGEST ? null : owned(line.slice(this.textAt, next));
    } else if (sender.longer !== null && !line.startsWith(`${sender.longer}: `, this.textAt)) sender.longer = null;
    return sender;
  }

  /** `Bob:Hi`, or `Bob:` with the message in the next line. */
  #unspaced(line: string, bodyAt: number): Sender | null {
    const end = line.indexOf(':', bodyAt);
    if (end < 0) return null;
    const known = this.#byText.get(line.slice(bodyAt, end)) ?? null;
    this.textAt = end + 1;
    return known ?? (end === line.length - 1 ? this.#at(`${line} `, bodyAt, end) : null);
  }

  #of(text: string): Sender | null {
    const known = this.#byText.get(text);
    if (known !== undefined) return known;
    const name = nameOf(text);
    const isName = name !== '' && text.length <= LONGEST && !isSentence(text);
    let sender = isName ? (this.#byName.get(name) ?? null) : null;
    if (isName && !sender) {
      sender = { name, wrote: 0, system: 0, lines: 0, longer: null };
      this.#byName.set(name, sender);
    }
    if (text.length <= LONGEST) this.#byText.set(owned(text), sender);
    return sender;
  }
}

function nameOf(text: string): string {
  return owned(
    withoutMarks(text)
      .replace(/\s/g, ' ')
      .replace(/^~ */, '')
      .trim(),
  );
}

/** A part of a line keeps the whole block that it was read in; this keeps only itself. */
function owned(text: string): string {
  return ` ${text}`.slice(1);
}

/** What names have not: a quotation that is not closed (`Ann named the group "Rome`), sentences. */
function isSentence(text: string): boolean {
  const open = (text.match(/["“„«「『]/g) ?? []).length;
  const closed = (text.match(/["”“»」』]/g) ?? []).length;
  const quotes = (text.match(/"/g) ?? []).length;
  return quotes % 2 === 1 || (open > closed && quotes === 0) || (text.length > 60 && /[.!?。]\s/.test(text));
}
