import { digitOf } from '../text/digits';

/** What {@link fold} says of characters that have no say: marks of direction, joiners. */
export const MARK = 0;
export const SPACE = 32;
/** What it says of a letter of any script. */
export const LETTER = 119;

/** By code, plus one; 0: not looked at yet. */
const FOLDED = new Uint16Array(2 ** 16);

/**
 * A character (UTF-16 unit) of a header line as the grammar sees it: digits of all scripts as those of ASCII, spaces of all
 * widths as one, letters as {@link LETTER}, commas, colons, dashes and brackets of other scripts as their ASCII likes.
 * @param code NaN, past the end of a text, is a mark
 */
export function fold(code: number): number {
  const known = FOLDED[code | 0] as number;
  return known > 0 ? known - 1 : learn(code | 0);
}

function learn(code: number): number {
  const folded = folding(code);
  FOLDED[code] = folded + 1;
  return folded;
}

export function isDigit(folded: number): boolean {
  return folded >= 48 && folded < 58;
}

const LIKES = new Map(
  Object.entries({
    ',': '\u060c\u3001\uff0c\u055d\u1363',
    ':': '\uff1a\u2236\ua789',
    '-': '\u2010\u2011\u2012\u2013\u2014\u2015\u2212\uff0d',
    '.': '\u3002\uff0e\u06d4',
    '/': '\uff0f\u2044',
    '[': '\uff3b\u3010',
    ']': '\uff3d\u3011',
    '(': '\uff08',
    ')': '\uff09',
  }).flatMap(([like, others]) => [...others].map((other) => [other, like.charCodeAt(0)] as const)),
);

function folding(code: number): number {
  if (code < 128) {
    if (code === 9) return SPACE;
    return /[a-z]/i.test(String.fromCharCode(code)) ? LETTER : code;
  }
  const character = String.fromCharCode(code);
  const digit = digitOf(code);
  if (digit >= 0) return 48 + digit;
  if (isMark(code)) return MARK;
  if (/\s/.test(character)) return SPACE;
  const like = LIKES.get(character);
  if (like !== undefined) return like;
  return /[\p{L}\p{M}\p{Cs}]/u.test(character) || IN_WORDS.includes(character) ? LETTER : code;
}

/** Signs that are parts of words: of Hebrew, Tibetan, Devanagari and Syriac. */
const IN_WORDS = '\u05f3\u05f4\u0f0b\u0970\u070f';

/** Invisible: it says how text runs, or joins letters. Unicode, general category Cf, and the soft hyphen. */
export function isMark(code: number): boolean {
  return (
    (code >= 0x200b && code <= 0x200f) ||
    (code >= 0x202a && code <= 0x202e) ||
    (code >= 0x2060 && code <= 0x2069) ||
    code === 0x61c ||
    code === 0xad ||
    code === 0xfeff
  );
}

const DIRECTION = /[\u061c\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]/g;

/** Without invisible marks, but for what joins letters and emoji. */
export function withoutMarks(text: string): string {
  return text.replace(DIRECTION, '');
}
