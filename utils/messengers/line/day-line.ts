import { plainDigits } from '../text/digits';
import { dayOf } from '../time/calendar';
import { weekdaysNamed } from './weekday';

/** A line with nothing but a date: the messages below it are of that day. */
export interface DayLine {
  /** Its midnight where the line itself says which number is which; as UTC, in milliseconds. */
  readonly ms: number | null;
  /** Its midnight with the day, and with the month, first; null where the numbers begin with the year. */
  readonly orders: { readonly dayFirst: number | null; readonly monthFirst: number | null } | null;
  /** The date falls on the weekday that is written. */
  readonly hasWeekday: boolean;
}

/** `2024/01/02(火)`, `2024.01.02 Tuesday`, `Tue, 1/2/2024`, `Do., 05.09.2019`, `R7/02/11(火)`, `2024년 1월 2일 화요일`. */
const DAY =
  /^([^\d\t]{0,24}?)(\d{1,4})\s?[./\-年년]\s?(\d{1,2})\s?[./\-月월]\s?(\d{1,4})(?:[日일](?![曜요]))?\.?([^\d\t"]{0,30})$/;

/** Japanese years, by the year before their first. */
const ERAS: ReadonlyMap<string, number> = new Map([
  ['R', 2018],
  ['令和', 2018],
  ['H', 1988],
  ['平成', 1988],
]);

/** Years above are of the Buddhist calendar. */
const BUDDHIST = 2400;
const LONGEST = 64;

/** What a line says as a day line; null for what is none. */
export function readDayLine(line: string): DayLine | null {
  if (line.length > LONGEST) return null;
  const match = DAY.exec(plainDigits(line).trim());
  if (!match) return null;
  const [, before = '', first = '', second = '', third = '', after = ''] = match;
  const era = ERAS.get(before.trim());
  const words = era === undefined ? before + after : after;
  const weekdays = weekdaysNamed(words);
  if (weekdays === 0 && /\p{L}{2}/u.test(words)) return null;
  const fits = (ms: number | null): boolean => ms !== null && ((weekdays >> new Date(ms).getUTCDay()) & 1) === 1;
  if (era !== undefined || first.length > 2) {
    const ms = midnight((era ?? 0) + Number(first), Number(second), Number(third));
    return ms === null ? null : { ms, orders: null, hasWeekday: fits(ms) };
  }
  const year = Number(third) + (third.length <= 2 ? 2000 : 0);
  const dayFirst = midnight(year, Number(second), Number(first));
  const monthFirst = midnight(year, Number(first), Number(second));
  if (dayFirst === null && monthFirst === null) return null;
  const byWeekday = fits(dayFirst) === fits(monthFirst) ? null : fits(dayFirst) ? dayFirst : monthFirst;
  const ms = dayFirst === monthFirst || monthFirst === null ? dayFirst : dayFirst === null ? monthFirst : byWeekday;
  return { ms, orders: { dayFirst, monthFirst }, hasWeekday: fits(ms ?? dayFirst) };
}

function midnight(year: number, month: number, day: number): number | null {
  return dayOf('gregory', year > BUDDHIST ? year - 543 : year, month, day);
}
