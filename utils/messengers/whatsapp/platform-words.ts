import { allLocales } from '../time/localised-locales';
import { withoutMarks } from './fold';

const MORNING = 0xfff;
const EVENING = 0xfff000;

/**
 * The hours that a word for a part of the day names (`PM`, `午後`, `μ.μ.`), in whichever of the platform's languages knows
 * it; bit 0: midnight. 0: it is no such word.
 */
export function hoursNamed(word: string): number {
  const key = keyOf(word);
  const half = /^([ap])m$/.exec(key.replaceAll(' ', ''))?.[1];
  if (half !== undefined) return half === 'a' ? MORNING : EVENING;
  hours ??= readHours();
  return lookUp(hours, key) ?? 0;
}

/** The month that a word names in most of the platform's languages that know it, from 1; 0: it names none. */
export function monthNamed(word: string): number {
  months ??= readMonths();
  const counts = lookUp(months, keyOf(word));
  return counts ? counts.indexOf(Math.max(...counts)) + 1 : 0;
}

let hours: ReadonlyMap<string, number> | undefined;
let months: ReadonlyMap<string, readonly number[]> | undefined;

/** The whole of it, or else one of its words, the last first (`ч. pm`, `de mar. de`), or what follows 日. */
function lookUp<T>(known: ReadonlyMap<string, T>, key: string): T | undefined {
  const whole = known.get(key) ?? known.get(key.replaceAll(' ', ''));
  if (whole !== undefined) return whole;
  const words = key.split(' ').toReversed();
  return words.map((word) => known.get(word) ?? known.get(word.slice(1))).find((found) => found !== undefined);
}

function keyOf(word: string): string {
  return withoutMarks(word.normalize('NFC'))
    .toLowerCase()
    .replace(/[^\p{L}\p{M}\s]/gu, '')
    .replace(/\s+/g, ' ')
    .trim();
}

const PERIODS: readonly Intl.DateTimeFormatOptions[] = [{}, { dayPeriod: 'short' }, { dayPeriod: 'long' }];

function readHours(): ReadonlyMap<string, number> {
  const found = new Map<string, number>();
  for (const locale of allLocales())
    for (const options of PERIODS) {
      const format = new Intl.DateTimeFormat(locale, { ...options, hour: 'numeric', hour12: true, timeZone: 'UTC' });
      for (let hour = 0; hour < 24; hour++)
        for (const { type, value } of format.formatToParts(hour * 3_600_000))
          if (type === 'dayPeriod')
            for (const key of [keyOf(value), keyOf(value).replaceAll(' ', '')])
              found.set(key, (found.get(key) ?? 0) | (1 << hour));
    }
  return found;
}

const NAMES: readonly Intl.DateTimeFormatOptions[] = [
  { month: 'short' },
  { month: 'long' },
  { dateStyle: 'medium' },
  { dateStyle: 'long' },
];

function readMonths(): ReadonlyMap<string, readonly number[]> {
  const found = new Map<string, number[]>();
  for (const locale of allLocales())
    for (const options of NAMES) {
      const format = new Intl.DateTimeFormat(`${locale}-u-ca-gregory`, { ...options, timeZone: 'UTC' });
      for (let month = 0; month < 12; month++)
        for (const { type, value } of format.formatToParts(Date.UTC(2022, month, 15))) {
          if (type !== 'month' || /^\p{N}+$/u.test(value)) continue;
          const counts = found.get(keyOf(value)) ?? Array.from({ length: 12 }, () => 0);
          counts[month] = (counts[month] ?? 0) + 1;
          found.set(keyOf(value), counts);
        }
    }
  return found;
}
