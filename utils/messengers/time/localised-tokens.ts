import { plainDigits } from '../text/digits';

/** Stands where the clock was. */
const CLOCK = '\0';

/** Scripts whose digits {@link plainDigits} leaves, as they are two units long: Chakma, Adlam. Code points of their zeros. */
const MORE_ZEROS = [0x11136, 0x1e950] as const;

/** A number or a word of a date, in lower case; or the place of its clock. */
export interface Token {
  readonly text: string;
  readonly kind: 'number' | 'word' | 'clock';
  /** UTF-16 units in the folded text. */
  readonly start: number;
  readonly end: number;
}

const UNSEEN = /[\u061c\u200b-\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff'’ʼʻ]/g;

/** A date's text so that its words compare: digits 0 to 9, lower case, no marks of direction, no apostrophes. */
export function fold(text: string): string {
  if (/^[ -&(-~]*$/.test(text)) return text.toLowerCase();
  return plainDigits(text.normalize('NFC'))
    .replace(/(?!\d)\p{Nd}/gu, moreDigits)
    .replace(UNSEEN, '')
    .replace(/\s+/g, ' ')
    .toLowerCase();
}

function moreDigits(digit: string): string {
  const code = digit.codePointAt(0) ?? 0;
  const zero = MORE_ZEROS.find((first) => code >= first && code < first + 10);
  return zero === undefined ? digit : String(code - zero);
}

/** The numbers and words of a folded text. */
export function tokensOf(folded: string): Token[] {
  return [...folded.matchAll(/(\d+)|[\p{L}\p{M}]+|\0/gu)].map(({ 0: text, 1: number, index }) => ({
    text,
    kind: number !== undefined ? 'number' : text === CLOCK ? 'clock' : 'word',
    start: index,
    end: index + text.length,
  }));
}

/** The clock in a folded text. */
export interface Clock {
  readonly hour: number;
  readonly minute: number;
  /** null: not told. */
  readonly second: number | null;
  readonly millisecond: number | null;
  /** What is left when the clock is taken out; a token of its own stands there. */
  readonly rest: string;
}

const COLONS = /(?<![\d:+−-])(\d{1,2})(?::|\.(?=\d\d:)|h(?=\d\d))(\d{1,2})(?::(\d{1,2})(?:[.,](\d{1,3}))?)?(?![\d:])/;
const DOTS = /(?<![\d.])(\d{1,2})\.(\d\d)(?:\.(\d\d))?(?![\d.]*\d)/g;

/** Finds `3:04`, `03:04:05.678`, `3.04.05`, `03.04:05` or `3h04`; null where there is none. */
export function findClock(folded: string): Clock | null {
  const match = COLONS.exec(folded) ?? [...folded.matchAll(DOTS)].at(-1);
  if (!match) return null;
  const [hour, minute] = [Number(match[1]), Number(match[2])];
  const second = match[3] === undefined ? null : Number(match[3]);
  const millisecond = match[4] === undefined ? null : Number(match[4].padEnd(3, '0'));
  if (hour > 24 || minute > 59 || (second ?? 0) > 60) return null;
  const rest = `${folded.slice(0, match.index)}${CLOCK}${folded.slice(match.index + match[0].length)}`;
  return { hour, minute, second, millisecond, rest };
}
