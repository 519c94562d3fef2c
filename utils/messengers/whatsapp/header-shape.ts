import { fold, isDigit, LETTER, MARK, SPACE } from './fold';
import { type Layout, layoutOf } from './header-layout';

/** What stands around the date and time: `[…] `, `… - ` or `…: `. */
type Wrapper = '[' | '-' | ':';

/** How header lines of one export are built. Digits, words and the width of days, months and hours vary within it. */
export interface HeaderShape {
  readonly wrapper: Wrapper;
  /**
   * What stands before each number and after the last one, as {@link fold} sees it; words with what stands between them
   * are one letter.
   */
  readonly gaps: readonly string[];
  /** Digits that each number has; 2 stands for one or two. */
  readonly widths: readonly number[];
  readonly layout: Layout;
  /** Equal for equal shapes. */
  readonly key: string;
}

/** A line taken apart as a header of unknown shape. */
export interface ScannedHeader {
  readonly shape: HeaderShape;
  readonly values: readonly number[];
  /** Some number of the date has one digit only. */
  readonly isUnpadded: boolean;
  /** As written, by the gap that they stand in: the last of it. */
  readonly words: readonly string[];
}

/** The longest date and time with what stands around them. UTF-16 units. */
const LONGEST = 96;

/** What the line's beginning says if it is a header of any kind; null where it cannot be one. Linear in a bounded beginning. */
export function scanHeader(text: string): ScannedHeader | null {
  const found = { values: [] as number[], digits: [] as number[], gaps: [''], words: [''] };
  const end = Math.min(text.length, LONGEST);
  let at = 0;
  while (at < end && fold(text.charCodeAt(at)) === MARK) at++;
  const isBracket = text[at] === '[';
  if (isBracket) at++;
  for (let before = MARK; at < end; at++) {
    const folded = fold(text.charCodeAt(at));
    if (folded === MARK) continue;
    if (isDigit(folded)) {
      const from = at;
      let value = 0;
      for (let digit = folded; isDigit(digit); digit = fold(text.charCodeAt(++at))) value = value * 10 + digit - 48;
      if (at - from > 4 || found.values.length === 6) return null;
      found.values.push(value);
      found.digits.push(at - from);
      found.gaps.push('');
      found.words.push('');
      before = MARK;
      at--;
      continue;
    }
    const wrapper = endsAt(text, at, folded, isBracket, before);
    const scanned = wrapper && wrapped(wrapper, found);
    if (scanned || (wrapper && isBracket)) return scanned;
    add(found, folded, text.charAt(at), before);
    before = folded;
  }
  return null;
}

function endsAt(text: string, at: number, folded: number, isBracket: boolean, before: number): Wrapper | null {
  if (isBracket) return folded === 93 ? '[' : null;
  if (folded !== 45 && folded !== 58) return null;
  let next = at + 1;
  while (next < text.length && fold(text.charCodeAt(next)) === MARK) next++;
  if (next < text.length && fold(text.charCodeAt(next)) !== SPACE) return null;
  if (folded === 58) return ':';
  return before === SPACE ? '-' : null;
}

function add(found: { gaps: string[]; words: string[] }, folded: number, character: string, before: number): void {
  const gap = found.gaps.length - 1;
  if (folded === LETTER && before !== LETTER && /[^w .'’-][ .'’]*$/.test(found.gaps[gap] ?? '')) found.words[gap] = '';
  if (folded === LETTER || found.words[gap] !== '') found.words[gap] += character;
  if (folded !== SPACE || before !== SPACE) found.gaps[gap] += String.fromCharCode(folded);
}

/** Words that belong together, with dots and spaces between and after: `a. m.` */
const WORDS = /w(?:[ .'’]*w|-w)*\.?/g;

function wrapped(
  wrapper: Wrapper,
  { values, digits, gaps: raw, words }: { values: number[]; digits: number[]; gaps: string[]; words: string[] },
): ScannedHeader | null {
  const gaps = raw.map((gap, at) => {
    const merged = gap.replace(WORDS, 'w');
    return wrapper === '-' && at === raw.length - 1 ? merged.trimEnd() : merged;
  });
  const widths = digits.map((count) => Math.max(2, count));
  const layout = layoutOf(values, widths, gaps, words);
  if (!layout) return null;
  const key = `${wrapper}${gaps.map((gap, at) => `${gap}\t${widths[at] ?? ''}`).join('\t')}`;
  const isUnpadded = layout.date.some((place) => digits[place] === 1);
  return { shape: { wrapper, gaps, widths, layout, key }, values: [...values], isUnpadded, words: [...words] };
}
