import { fold, isDigit, LETTER, MARK, SPACE } from './fold';
import type { HeaderShape } from './header-shape';

const DOT = 46;
const HYPHEN = 45;

/**
 * Tells the header lines of one shape from all other lines, and takes them apart, without copying anything: what one of them
 * says stands in its fields until the next.
 */
export class HeaderMatcher {
  /** The numbers, in their order. */
  readonly values: Int32Array;
  /** Where the message begins behind the header. UTF-16 units. */
  bodyAt = 0;
  readonly #text: { whole: string } = { whole: '' };
  readonly #shape: HeaderShape;
  readonly #gaps: readonly (readonly number[])[];
  readonly #wordAt: Int32Array;
  readonly #wordEnd: Int32Array;
  readonly #isBracket: boolean;
  /** The code that the first character folds to most often: other lines are no headers. */
  readonly #first: number;

  constructor(shape: HeaderShape) {
    this.#shape = shape;
    this.#gaps = shape.gaps.map((gap) => [...gap].map((character) => character.charCodeAt(0)));
    this.values = new Int32Array(shape.widths.length);
    this.#wordAt = new Int32Array(shape.gaps.length);
    this.#wordEnd = new Int32Array(shape.gaps.length);
    this.#isBracket = shape.wrapper === '[';
    this.#first = this.#isBracket ? 91 : (this.#gaps[0]?.[0] ?? 0);
  }

  /** The last words in a gap of the line matched last, as written. */
  word(gap: number): string {
    return this.#text.whole.slice(this.#wordAt[gap], this.#wordEnd[gap]);
  }

  /** Whether a line is a header of the shape. */
  match(text: string): boolean {
    let at = 0;
    let folded = fold(text.charCodeAt(0));
    while (folded === MARK && at < text.length) folded = fold(text.charCodeAt(++at));
    if (this.#first === 0 ? !isDigit(folded) : folded !== this.#first) return false;
    if (this.#isBracket) at++;
    const { widths } = this.#shape;
    for (let place = 0; place < this.#gaps.length; place++) {
      at = this.#gap(text, at, place);
      if (at < 0) return false;
      if (place === widths.length) break;
      const from = (at = pastMarks(text, at));
      let value = 0;
      for (let digit = fold(text.charCodeAt(at)); isDigit(digit); digit = fold(text.charCodeAt(++at)))
        value = value * 10 + digit - 48;
      const width = at - from;
      if (width === 0 || Math.max(2, width) !== widths[place]) return false;
      this.values[place] = value;
    }
    this.#text.whole = text;
    return this.#wrapped(text, at) && this.#isPossible();
  }

  /** Where the pattern of a gap ends; -1: something else is there. */
  #gap(text: string, start: number, place: number): number {
    let at = start;
    for (const wanted of this.#gaps[place] as readonly number[]) {
      at = pastMarks(text, at);
      if (fold(text.charCodeAt(at)) !== wanted || at >= text.length) return -1;
      if (wanted === LETTER) {
        this.#wordAt[place] = at;
        at = pastWords(text, at);
        this.#wordEnd[place] = at;
      } else if (wanted === SPACE) at = pastSpaces(text, at);
      else at++;
    }
    return at;
  }

  /** What follows the date and time: `] `, ` - ` or `: `. */
  #wrapped(text: string, end: number): boolean {
    const { wrapper } = this.#shape;
    let at = pastMarks(text, end);
    if (wrapper === '-') {
      if (fold(text.charCodeAt(at)) !== SPACE) return false;
      at = pastSpaces(text, at);
    }
    if (fold(text.charCodeAt(at)) !== (wrapper === '[' ? 93 : wrapper.charCodeAt(0)) || at >= text.length) return false;
    at++;
    const isSpaced = fold(text.charCodeAt(at)) === SPACE && at < text.length;
    this.bodyAt = isSpaced ? at + 1 : at;
    return isSpaced || at === text.length || wrapper === '[' || fold(text.charCodeAt(at)) === MARK;
  }

  /** Hours, minutes, seconds, days and months are in their bounds. */
  #isPossible(): boolean {
    const { hour, minute, second, date, year } = this.#shape.layout;
    const { values } = this;
    if ((values[hour] as number) > 24 || (values[minute] as number) > 59) return false;
    if (second !== null && (values[second] as number) > 60) return false;
    // Where all three have two digits, the one in the middle is no year.
    for (const place of date) {
      const isYear = year === null ? place !== (date[0] as number) + 1 : place === year;
      if (!isYear && ((values[place] as number) - 1) >>> 0 > 30) return false;
    }
    return true;
  }
}

function pastMarks(text: string, start: number): number {
  let at = start;
  while (at < text.length && fold(text.charCodeAt(at)) === MARK) at++;
  return at;
}

function pastSpaces(text: string, start: number): number {
  let at = start;
  for (; at < text.length; at++) {
    const folded = fold(text.charCodeAt(at));
    if (folded !== SPACE && folded !== MARK) break;
  }
  return at;
}

/** Words with dots, spaces, apostrophes or one hyphen between them, and a dot behind. */
function pastWords(text: string, start: number): number {
  let end = start;
  let before = LETTER;
  for (let at = start; at < text.length; at++) {
    const folded = fold(text.charCodeAt(at));
    if (folded === LETTER) {
      if (before === HYPHEN && end !== at - 1) break;
      end = at + 1;
    } else if (folded === MARK) {
      if (end === at) end = at + 1;
      continue;
    } else if (folded !== SPACE && folded !== DOT && folded !== 39 && folded !== 0x2019 && folded !== HYPHEN) break;
    else if (before === HYPHEN || (folded === HYPHEN && before !== LETTER)) break;
    before = folded;
  }
  return fold(text.charCodeAt(end)) === DOT && end < text.length ? end + 1 : end;
}
