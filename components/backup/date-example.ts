import type { ChatSummary } from '@/utils/messengers/summary/summary';
import { clockOf } from '@/utils/messengers/time/iso';
import { locale } from '@/utils/words';

/** A date in figures, and the two days that it can mean. */
export interface DateExample {
  /** `03/05/2019`. */
  readonly written: string;
  readonly dayFirst: string;
  readonly monthFirst: string;
}

/** One of a chat's dates that can be read in two ways; null where its first and its last cannot. */
export function exampleOf({ first, last, dayFirst }: ChatSummary): DateExample | null {
  for (const time of [first, last]) {
    if (time === null) continue;
    const date = new Date(clockOf(time));
    const [day, month, year] = [date.getUTCDate(), date.getUTCMonth() + 1, date.getUTCFullYear()];
    if (day > 12 || day === month) continue;
    const [a, b] = dayFirst?.value ? [day, month] : [month, day];
    return { written: inFigures(a, b, year), dayFirst: inWords(a, b, year), monthFirst: inWords(b, a, year) };
  }
  return null;
}

/** A date that can be read in one way only, in both orders. */
export const ORDERS = { dayFirst: inFigures(31, 12, 2019), monthFirst: inFigures(12, 31, 2019) };

function inFigures(...parts: number[]): string {
  return parts.map((part) => String(part).padStart(2, '0')).join('/');
}

function inWords(day: number, month: number, year: number): string {
  return new Intl.DateTimeFormat(locale(), { dateStyle: 'long', timeZone: 'UTC' }).format(
    Date.UTC(year, month - 1, day),
  );
}
