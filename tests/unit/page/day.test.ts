import { describe, expect, test } from 'vitest';
import { parseDay } from '@/utils/page/day';
import type { Day } from '@/utils/page/reader';

/** A Sunday, in the afternoon, on the clock of this machine. */
const NOW = new Date(2026, 10, 22, 14, 5).getTime();

const LOCALES =
  'af am ar ar-EG az be bg bn bs ca cs da de de-AT el en en-GB en-IN es es-MX et eu fa fi fil fr fr-CA ga gl gu he hi hr hu hy id ' +
  'is it ja ka kk km kn ko lo lt lv mk ml mn mr ms my nb ne nl pa pl pt pt-PT ro ru si sk sl sq sr sr-Latn sv sw ta te ' +
  'th tr uk ur uz vi zh zh-Hant zu';

const FORMS: Readonly<Record<string, Intl.DateTimeFormatOptions>> = {
  'a whole date': { dateStyle: 'long' },
  'a whole date with its weekday': { dateStyle: 'full' },
  'a short date': { day: 'numeric', month: 'short', year: 'numeric' },
  'a date in numbers': { day: '2-digit', month: '2-digit', year: 'numeric' },
  'a day without its year': { day: 'numeric', month: 'long' },
  'a short day without its year': { day: 'numeric', month: 'short' },
  'a day with its weekday and without its year': { weekday: 'long', day: 'numeric', month: 'long' },
};

/** Days before NOW, none of them more than a year. */
const DAYS: readonly Day[] = [
  { year: 2026, month: 11, day: 16 },
  { year: 2026, month: 2, day: 28 },
  { year: 2026, month: 7, day: 3 },
  { year: 2025, month: 12, day: 31 },
  { year: 2026, month: 5, day: 5 },
];

function written(day: Day, locale: string, form: Intl.DateTimeFormatOptions): string {
  const at = Date.UTC(day.year, day.month - 1, day.day);
  return new Intl.DateTimeFormat(locale, { ...form, timeZone: 'UTC' }).format(at);
}

describe.each(LOCALES.split(' '))('in %s', (locale) => {
  test.each(Object.entries(FORMS))('%s', (_, form) => {
    const texts = DAYS.map((day) => written(day, locale, form));
    const days = texts.map((text) => parseDay(text, locale, NOW));
    expect(texts.map((text, at) => [text, days[at]])).toEqual(texts.map((text, at) => [text, DAYS[at]]));
  });

  test('weekdays, yesterday and today', () => {
    const relative = new Intl.RelativeTimeFormat(locale, { numeric: 'auto' });
    const texts = [0, 1].map((back) => relative.format(-back, 'day'));
    for (const [at, day] of [22, 21, 20, 19, 18, 17, 16].entries())
      if (at > 1) texts.push(written({ year: 2026, month: 11, day }, locale, { weekday: 'long' }));
    const days = texts.map((text) => parseDay(text, locale, NOW)?.day);
    expect(texts.map((text, at) => [text, days[at]])).toEqual(
      texts.map((text, at) => [text, [22, 21, 20, 19, 18, 17, 16][at]]),
    );
  });
});

describe('a day', () => {
  test.each([
    ['3/5/2026', 'en', undefined, { year: 2026, month: 3, day: 5 }],
    ['3/5/2026', 'en', true, { year: 2026, month: 5, day: 3 }],
    ['3/5/2026', 'en-GB', undefined, { year: 2026, month: 5, day: 3 }],
    ['3/5/2026', 'de', false, { year: 2026, month: 3, day: 5 }],
    ['13/5/2026', 'en', false, { year: 2026, month: 5, day: 13 }],
    ['2026/11/16', 'en', true, { year: 2026, month: 11, day: 16 }],
    ['16.11.26', 'de', undefined, { year: 2026, month: 11, day: 16 }],
    ['\u200f١٦\u200f/١١\u200f/٢٠٢٦', 'ar', undefined, { year: 2026, month: 11, day: 16 }],
    ['29 February', 'en', undefined, { year: 2024, month: 2, day: 29 }],
    ['Sunday', 'en', undefined, { year: 2026, month: 11, day: 15 }],
    ['23 November', 'en', undefined, { year: 2025, month: 11, day: 23 }],
    ['Sunday, 22 November', 'en', undefined, { year: 2026, month: 11, day: 22 }],
    ['Saturday, 22 November', 'en', undefined, { year: 2025, month: 11, day: 22 }],
    ['16 November 2026', 'de', undefined, { year: 2026, month: 11, day: 16 }],
    ['16 Kasım 2026', 'de', undefined, { year: 2026, month: 11, day: 16 }],
    ['November 16', 'nonsense of a page', undefined, { year: 2026, month: 11, day: 16 }],
    ['16 de novembro', 'pt_BR', undefined, { year: 2026, month: 11, day: 16 }],
    ['gestern', '', undefined, null],
    ['TODAY', 'en', undefined, { year: 2026, month: 11, day: 22 }],
    ['vorgestern', 'de', undefined, { year: 2026, month: 11, day: 20 }],
  ] as const)('%s in %s, day first %s', (text, locale, dayFirst, day) => {
    expect(parseDay(text, locale, NOW, dayFirst)).toEqual(day);
  });

  test.each([
    '',
    ' ',
    '12',
    'Anna',
    'Anna joined',
    '31/31/2026',
    '30 February 2026',
    '32 May',
    'May',
    '5 May 2026 or so and so',
    'x'.repeat(5000),
  ])('%s is none', (text) => {
    expect(parseDay(text, 'en', NOW)).toBeNull();
  });
});
