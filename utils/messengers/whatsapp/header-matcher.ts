import { fold, LETTER, MARK, SPACE } from './fold';
import type { HeaderShape } from './header-shape';
import { HeaderTemplate } from './header-template';

const [TAB, HYPHEN, DOT] = [9, 45, 46] as const;
/** Stands for a number in a pattern. */
const NUMBER = 48;
const LAST_DAY = 31;
/** UTF-16 units. */
const LONGEST_WORDS = 64;

/**
 * Tells the header lines of one shape from all other lines, and takes them apart, without copying anything: what one of them
 * says stands in its fields until the next.
 */
export class HeaderMatcher {
  /** The numbers, in their order. */
  readonly values: Int32Array;
  /** Where the message begins behind the header. UTF-16 units. */
  bodyAt = 0;
  #text = '';
  readonly #shape: HeaderShape;
  /** What {@link fold} says of a header's characters; {@link NUMBER} and {@link LETTER} stand for a number and for words. */
  readonly #pattern: Uint16Array;
  readonly #widths: Int32Array;
  readonly #most: Int32Array;
  /** By gap, from where the header begins. */
  readonly #wordAt: Int32Array;
  readonly #wordEnd: Int32Array;
  #base = 0;
  readonly #template = new HeaderTemplate();

  constructor(shape: HeaderShape) {
    this.#shape = shape;
    const { wrapper, gaps } = shape;
    const inside = gaps.join('0');
    const pattern = wrapper === '[' ? `[${inside}]` : wrapper === '-' ? `${inside} -` : `${inside}:`;
    this.#pattern = Uint16Array.from(pattern, (character) => character.charCodeAt(0));
    this.#widths = Int32Array.from(shape.widths);
    this.#most = mostOf(shape);
    this.values = new Int32Array(shape.widths.length);
    this.#wordAt = new Int32Array(gaps.length);
    this.#wordEnd = new Int32Array(gaps.length);
  }

  /** The last words in a gap of the line matched last, as written. */
  word(gap: number): string {
    return this.#text.slice(this.#base + (this.#wordAt[gap] as number), this.#base + (this.#wordEnd[gap] as number));
  }

  /** Whether the line from `start` up to `end` is a header of the shape. */
  match(text: string, start: number, end: number): boolean {
    let base = start;
    while (base < end && text.charCodeAt(base) > 127 && fold(text.charCodeAt(base)) === MARK) base++;
    const known = this.#template.match(text, base, end, this.values);
    if (known >= 0) this.bodyAt = known;
    else if (!this.#takeApart(text, base, end)) return false;
    this.#text = text;
    this.#base = base;
    return this.#isPossible();
  }

  #takeApart(text: string, base: number, end: number): boolean {
    const at = this.#pass(text, base, end);
    if (at < 0 || !this.#isSpaced(text, at, end)) return false;
    // The space behind it is a part of it: where there is none, what stands there instead says where the message begins.
    if (this.bodyAt > at) this.#template.learn(text, base, this.bodyAt);
    return true;
  }

  /** Goes through the pattern. Where the header ends; -1: the line is none. */
  #pass(text: string, base: number, end: number): number {
    const pattern = this.#pattern;
    let at = base;
    let place = 0;
    for (let step = 0; step < pattern.length; step++) {
      if (at >= end) return -1;
      const wanted = pattern[step] as number;
      // Most of a header is ASCII that stands for itself.
      let folded = text.charCodeAt(at);
      if (folded > 127 || wanted === LETTER) {
        folded = fold(folded);
        while (folded === MARK && ++at < end) folded = fold(text.charCodeAt(at));
        if (at >= end) return -1;
      }
      if (wanted === NUMBER) {
        const first = at;
        let value = 0;
        for (; folded >= 48 && folded < 58; folded = digitAt(text, ++at)) value = value * 10 + folded - 48;
        const width = at - first;
        if (width === 0 || (width < 2 ? 2 : width) !== this.#widths[place]) return -1;
        this.values[place++] = value;
      } else if (folded !== wanted && !(wanted === SPACE && folded === TAB)) return -1;
      else if (wanted === LETTER) {
        this.#template.forget();
        this.#wordAt[place] = at - base;
        at = pastWords(text, at, end);
        this.#wordEnd[place] = at - base;
      } else if (wanted === SPACE) at = pastSpaces(text, at, end);
      else at++;
    }
    return at;
  }

  /** After a header comes a space, but for brackets; or a mark, or nothing. */
  #isSpaced(text: string, at: number, end: number): boolean {
    const folded = at < end ? fold(text.charCodeAt(at)) : MARK;
    this.bodyAt = folded === SPACE ? at + 1 : at;
    return folded === SPACE || folded === MARK || this.#shape.wrapper === '[';
  }

  /** Hours, minutes, seconds, days and months are in their bounds. */
  #isPossible(): boolean {
    const { values } = this;
    const most = this.#most;
    for (let place = 0; place < values.length; place++) {
      const value = values[place] as number;
      if (value > (most[place] as number) || (value === 0 && most[place] === LAST_DAY)) return false;
    }
    return true;
  }
}

/** The largest value that each number can have. */
function mostOf({ widths, layout: { hour, minute, second, date, year } }: HeaderShape): Int32Array {
  const most = Int32Array.from(widths, () => 9999);
  // Where all three numbers of a date have two digits, the one in the middle is no year.
  for (const place of date)
    if (year === null ? place === (date[0] as number) + 1 : place !== year) most[place] = LAST_DAY;
  most[hour] = 24;
  most[minute] = 59;
  if (second !== null) most[second] = 60;
  return most;
}

function digitAt(text: string, at: number): number {
  if (at === text.length) return MARK;
  const code = text.charCodeAt(at);
  return code < 128 ? code : fold(code);
}

function pastSpaces(text: string, start: number, end: number): number {
  let at = start + 1;
  for (; at < end; at++) {
    const code = text.charCodeAt(at);
    if (code > SPACE && code < 128) break;
    const folded = fold(code);
    if (folded !== SPACE && folded !== MARK) break;
  }
  return at;
}

/** Words with dots, spaces, apostrophes or one hyphen between them, and a dot behind. */
function pastWords(text: string, start: number, end: number): number {
  let past = start;
  let before = LETTER;
  for (let at = start; at < Math.min(end, start + LONGEST_WORDS); at++) {
    const folded = fold(text.charCodeAt(at));
    if (folded === LETTER) past = at + 1;
    else if (folded === MARK) {
      if (past === at) past = at + 1;
      continue;
    } else if (folded === HYPHEN ? before !== LETTER : before === HYPHEN || !isBetweenWords(folded)) break;
    before = folded;
  }
  return past < end && fold(text.charCodeAt(past)) === DOT ? past + 1 : past;
}

function isBetweenWords(folded: number): boolean {
  return folded === SPACE || folded === DOT || folded === 39 || folded === 0x2019;
}
