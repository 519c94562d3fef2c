import { withoutMarks } from './fold';

/** Who stands in front of messages, and how often. */
export interface Sender {
  /** As in the model: without marks of direction and the `~` of those who are in nobody's contacts. */
  readonly name: string;
  /** Messages that are a person's, and those that the messenger wrote in the name: of those that were surveyed. */
  wrote: number;
  system: number;
}

/** A sender as written in the file. */
interface Written {
  readonly text: string;
  /** Those of `text`. */
  readonly units: Uint16Array;
  readonly sender: Sender | null;
  /** Header lines that were surveyed. */
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
  readonly #byText = new Map<string, Written>();
  /** The last one of each first letter: most lines have one of these, found without looking for where it ends. */
  readonly #recent = new Map<number, Written>();
  readonly #byName = new Map<string, Sender>();
  readonly #isSpaced: boolean;
  #isSettled = false;
  /** Where the message of the line split last begins. UTF-16 units. */
  textAt = 0;

  /** @param isSpaced colons after names are followed by a space */
  constructor(isSpaced: boolean) {
    this.#isSpaced = isSpaced;
  }

  /** Every name that was met. */
  get all(): IterableIterator<Sender> {
    return this.#byName.values();
  }

  get(name: string): Sender | undefined {
    return this.#byName.get(name);
  }

  /** The chat was surveyed: what is known of names with colons holds from now on. */
  settle(): void {
    this.#isSettled = true;
  }

  /** The sender of a line that ends at `end`, where a header has been read up to `bodyAt`; null: it has none. */
  split(text: string, bodyAt: number, end: number): Sender | null {
    const recent = this.#recentAt(text, bodyAt);
    const at = recent ? bodyAt + recent.text.length : this.#separatorAt(text, bodyAt, Math.min(end, bodyAt + LONGEST));
    const sender =
      at < 0
        ? this.#unspaced(text, bodyAt, end)
        : this.#before(at, recent ?? this.#written(text, bodyAt, at), text, bodyAt, end);
    if (!sender) this.textAt = bodyAt;
    return sender;
  }

  #recentAt(text: string, from: number): Written | null {
    const recent = this.#isSpaced ? this.#recent.get(text.charCodeAt(from)) : undefined;
    if (!recent) return null;
    const to = from + recent.text.length;
    const isThere = text.charCodeAt(to) === 58 && text.charCodeAt(to + 1) === 32 && isAt(recent.units, text, from);
    return isThere ? recent : null;
  }

  #separatorAt(text: string, from: number, to: number): number {
    for (let at = from; at < to; at++)
      if (text.charCodeAt(at) === 58 && (!this.#isSpaced || text.charCodeAt(at + 1) === 32)) return at;
    return -1;
  }

  /** The sender that is written before a separator. */
  #before(at: number, written: Written | null, text: string, bodyAt: number, end: number): Sender | null {
    if (!written?.sender) return null;
    this.textAt = at + (this.#isSpaced ? 2 : 1);
    if (!this.#isSettled) this.#survey(written, text, end);
    else if (written.longer !== null && written.lines >= OFTEN && text.startsWith(`${written.longer}: `, this.textAt)) {
      this.textAt += written.longer.length + 2;
      return this.#written(text, bodyAt, this.textAt - 2)?.sender ?? null;
    }
    return written.sender;
  }

  #survey(written: Written, text: string, end: number): void {
    if (written.lines++ === 0) {
      const next = text.slice(this.textAt, Math.min(end, this.textAt + LONGEST)).indexOf(': ');
      written.longer = next < 1 ? null : owned(text.slice(this.textAt, this.textAt + next));
    } else if (written.longer !== null && !text.startsWith(`${written.longer}: `, this.textAt)) written.longer = null;
  }

  /** `Bob:Hi`, or `Bob:` with the message in the next line. */
  #unspaced(text: string, bodyAt: number, end: number): Sender | null {
    const at = text.slice(bodyAt, Math.min(end, bodyAt + LONGEST)).indexOf(':');
    if (at < 0) return null;
    const isLast = bodyAt + at === end - 1;
    const name = text.slice(bodyAt, bodyAt + at);
    const written = this.#byText.get(name) ?? (isLast ? this.#written(text, bodyAt, bodyAt + at) : null);
    this.textAt = bodyAt + at + 1;
    return written?.sender ?? null;
  }

  #written(text: string, from: number, to: number): Written | null {
    if (to - from > LONGEST) return null;
    const part = text.slice(from, to);
    const written = this.#byText.get(part) ?? this.#learn(part);
    this.#recent.set(text.charCodeAt(from), written);
    return written;
  }

  #learn(part: string): Written {
    const name = isSentence(part) ? '' : nameOf(part);
    let sender = this.#byName.get(name) ?? null;
    if (name !== '' && !sender) {
      sender = { name, wrote: 0, system: 0 };
      this.#byName.set(name, sender);
    }
    const units = Uint16Array.from({ length: part.length }, (_, at) => part.charCodeAt(at));
    const written: Written = { text: owned(part), units, sender, lines: 0, longer: null };
    this.#byText.set(written.text, written);
    return written;
  }
}

/** As `startsWith`, without its cost: it is asked for every message. */
function isAt(units: Uint16Array, text: string, from: number): boolean {
  for (let at = 0; at < units.length; at++) if (text.charCodeAt(from + at) !== units[at]) return false;
  return true;
}

function nameOf(text: string): string {
  return owned(withoutMarks(text).replace(/\s/g, ' ').replace(/^~ */, '').trim());
}

/** A part of a text keeps the whole block that it was read in; this keeps only itself. */
function owned(text: string): string {
  return ` ${text}`.slice(1);
}

/** The end of one sentence and the beginning of another. `Dr. Who` is none. */
const SENTENCE = /。|^.{20,}\p{L}{6}\. \p{Lu}/u;

/** What names have not: a quotation that is not closed (`Ann named the group "Rome`), sentences. */
function isSentence(text: string): boolean {
  const open = (text.match(/["“„«「『]/g) ?? []).length;
  const closed = (text.match(/["”“»」』]/g) ?? []).length;
  const quotes = (text.match(/"/g) ?? []).length;
  return quotes % 2 === 1 || (open > closed && quotes === 0) || SENTENCE.test(text);
}
