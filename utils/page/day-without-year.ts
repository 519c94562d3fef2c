import { dayOf } from '@/utils/messengers/time/calendar';

/** Years back that are looked through for a day that falls on its weekday: 29 February takes up to 40. */
const MOST_YEARS = 40;

/** A day of a calendar whose year is not told, as far as its words go. */
export interface Yearless {
  readonly calendar: string;
  /** From 1; 0: it is one of the numbers. */
  readonly month: number;
  /** As bits, bit 0: Sunday; 0: none is named. */
  readonly weekdays: number;
}

/**
 * The midnight of the latest such day, today at the latest, that falls on one of the weekdays; null: there is none.
 * @param numbers the day; or day and month, in the order that their values say, or else `dayFirst`
 * @param today its midnight, read as UTC, in milliseconds
 */
export function latestDay(
  numbers: readonly number[],
  { calendar, month: named, weekdays }: Yearless,
  today: number,
  dayFirst: boolean,
): number | null {
  const [first = 0, second = 0] = numbers;
  const isDayFirst = named !== 0 || first > 12 || (second <= 12 && dayFirst);
  const [day, month] = isDayFirst ? [first, named || second] : [second, first];
  const year = yearOf(calendar, today);
  for (let back = 0; back < MOST_YEARS; back++) {
    const ms = dayOf(calendar, year - back, month, day);
    if (ms === null || ms > today) continue;
    if (weekdays === 0 || (weekdays >> new Date(ms).getUTCDay()) & 1) return ms;
  }
  return null;
}

function yearOf(calendar: string, ms: number): number {
  const format = new Intl.DateTimeFormat(`en-u-ca-${calendar}-nu-latn`, { year: 'numeric', timeZone: 'UTC' });
  const year = format.formatToParts(ms).find(({ type }) => /year/i.test(type));
  return Number.parseInt(year?.value ?? '', 10);
}
