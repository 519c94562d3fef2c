import type { Moment } from '../model';
import { findClock, fold, tokensOf } from '../time/localised-tokens';
import { parseLocalised } from '../time/localised';

/** What begins a message: `Tue, Jan 2, 2024, 03:04:05 - `. */
export interface Header {
  readonly date: string;
  /** What comes after it in its line. */
  readonly rest: string;
}

/** No date is longer. UTF-16 units. */
const LONGEST_DATE = 80;

const DASH = ' - ';

/**
 * The header of a line, by its shape alone; null where there is none. Element writes `toLocaleString()`: seconds are always
 * there, which sets it apart from WhatsApp.
 */
export function headerOf(line: string): Header | null {
  const dash = line.slice(0, LONGEST_DATE + DASH.length).indexOf(DASH);
  if (dash < 8) return null;
  const date = line.slice(0, dash);
  // Three numbers of a clock and two of a day at least, whatever the script of the digits.
  if ((date.match(/\p{Nd}+/gu)?.length ?? 0) < 5) return null;
  return { date, rest: line.slice(dash + DASH.length) };
}

/** When a header says it was; null where it is no date with seconds. @param dayFirst as {@link parseLocalised} */
export function timeOf({ date }: Header, dayFirst: boolean | undefined): Moment | null {
  const moment = parseLocalised(date, dayFirst === undefined ? {} : { dayFirst });
  return moment?.precision === 'second' ? moment : null;
}

/** The numbers of a date that is written in numbers only; null for another. */
export function numbersOf({ date }: Header): readonly [number, number, number] | null {
  if (timeOf({ date, rest: '' }, true) === null) return null;
  const rest = findClock(fold(date))?.rest;
  const numbers = rest === undefined ? [] : tokensOf(rest).filter(({ kind }) => kind === 'number');
  const [first, second, third] = numbers.map(({ text }) => Number(text));
  if (first === undefined || second === undefined || third === undefined || numbers.length > 3) return null;
  return first > 31 ? null : [first, second, third];
}
