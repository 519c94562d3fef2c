/** Calendars that count only their years otherwise: what to add for the Gregorian year. */
const YEARS: Readonly<Record<string, number>> = { gregory: 0, buddhist: -543, roc: 1911 };

/** The Gregorian year in which other calendars begin, and days in their years, near enough for a first guess. */
const CALENDARS: Readonly<Record<string, { readonly epoch: number; readonly year: number }>> = {
  ethiopic: { epoch: 7.65, year: 365.25 },
  persian: { epoch: 621.2, year: 365.2422 },
  'islamic-civil': { epoch: 621.54, year: 354.367 },
  'islamic-umalqura': { epoch: 621.54, year: 354.367 },
  'islamic-tbla': { epoch: 621.54, year: 354.367 },
};

const DAY = 86_400_000;

/**
 * The midnight (UTC) at which a day begins, in milliseconds; null for a day that the calendar has not got.
 * @param calendar as BCP 47 names it; one that is not known here counts as `gregory`
 * @param month from 1
 */
export function dayOf(calendar: string, year: number, month: number, day: number): number | null {
  const known = CALENDARS[calendar];
  return known ? otherDay(calendar, known, year, month, day) : gregorianDay(year + (YEARS[calendar] ?? 0), month, day);
}

function gregorianDay(year: number, month: number, day: number): number | null {
  const date = new Date(0);
  date.setUTCFullYear(year, month - 1, day);
  return date.getUTCMonth() === month - 1 && date.getUTCDate() === day && year > 0 && year < 10_000
    ? date.getTime()
    : null;
}

/** By what the platform says of days near the guess: no arithmetic of calendars here. */
function otherDay(
  calendar: string,
  { epoch, year: length }: { readonly epoch: number; readonly year: number },
  year: number,
  month: number,
  day: number,
): number | null {
  if (year < 1 || year > 5000 || month < 1 || month > 13 || day < 1 || day > 32) return null;
  const days = (epoch + (year * length) / 365.2425 - 1970) * 365.2425 + (month - 1) * (length / 12) + day;
  let at = Math.round(days) * DAY;
  // Every step leaps by how far the day shown is from the one looked for; a few suffice, whatever the calendar.
  for (let step = 0; step < 12; step++) {
    const shown = partsOf(calendar, at);
    const away = Math.round((year - shown.year) * length + (month - shown.month) * (length / 12)) + day - shown.day;
    if (shown.year === year && shown.month === month && shown.day === day) return at;
    at += (away === 0 ? 1 : away) * DAY;
  }
  return null;
}

const formatters = new Map<string, Intl.DateTimeFormat>();

function partsOf(calendar: string, at: number): { year: number; month: number; day: number } {
  let formatter = formatters.get(calendar);
  if (!formatter) {
    formatter = new Intl.DateTimeFormat(`en-u-ca-${calendar}-nu-latn`, {
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      timeZone: 'UTC',
    });
    formatters.set(calendar, formatter);
  }
  const parts = formatter.formatToParts(at);
  const of = (type: string): number => Number.parseInt(parts.find((part) => part.type === type)?.value ?? '', 10);
  return { year: of('year'), month: of('month'), day: of('day') };
}
