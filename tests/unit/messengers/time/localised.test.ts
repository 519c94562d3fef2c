import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isoOf } from '@/utils/messengers/time/iso';
import { parseLocalised } from '@/utils/messengers/time/localised';
import { allLocales } from '@/utils/messengers/time/localised-locales';

/**
 * Locales some of whose dates are not read. CLDR has no names of months for `lrc`, `mzn`, `rof` and falls back to those of no
 * language; `blo`, `mgo` have numbers in the names of weekdays and parts of the day; `dz` writes the hour in words and minutes
 * with a colon; `fr-CM` writes no part of the day beside twelve hours; `kok-Latn`, `ks-Deva`, `za` have `AM` before the clock,
 * which is a preposition elsewhere; `mni` has one word for both halves of the day.
 */
const UNREAD = new Set('blo dz fr-CM kok-Latn ks-Deva lrc mgo mni mzn rof za'.split(' '));

const read = (text: string, dayFirst?: boolean): string | null => {
  const moment = parseLocalised(text, dayFirst === undefined ? {} : { dayFirst });
  return moment && isoOf(moment);
};

describe('dates in every language that the platform knows', () => {
  const TIMES = [Date.UTC(2024, 0, 2, 3, 4, 5), Date.UTC(2023, 8, 13, 15, 0, 9), Date.UTC(2021, 11, 31, 12, 59, 59)];

  const STYLES = [
    ['full', 'full'],
    ['full', 'long'],
    ['long', 'medium'],
    ['medium', 'short'],
  ] as const;

  test('are read back as they were written, with words in full, long and of middle length', () => {
    const wrong: string[] = [];
    let turn = 0;
    for (const locale of allLocales().filter((one) => !UNREAD.has(one))) {
      const parts = new Intl.DateTimeFormat(locale, { dateStyle: 'medium' }).formatToParts(0).map(({ type }) => type);
      const dayFirst = parts.indexOf('day') < parts.indexOf('month');
      for (const [dateStyle, timeStyle] of STYLES) {
        const at = TIMES[turn++ % TIMES.length] as number;
        const text = new Intl.DateTimeFormat(locale, { dateStyle, timeStyle, timeZone: 'UTC' }).format(at);
        const expected = timeStyle === 'short' ? at - (at % 60_000) : at;
        if (parseLocalised(text, { dayFirst })?.ms !== expected) wrong.push(`${locale}: ${text}`);
      }
    }
    expect(wrong).toEqual([]);
  });

  test('are very nearly all', () => {
    expect(allLocales().length).toBeGreaterThan(250);
    expect(UNREAD.size).toBeLessThan(12);
  });
});

describe('dates as exports have them', () => {
  test.each([
    ['Tuesday, January 2, 2024 at 3:04:05 AM UTC', '2024-01-02T03:04:05Z'],
    ['Tuesday, January 2, 2024 at 3:04:05 PM UTC', '2024-01-02T15:04:05Z'],
    ['Tuesday, 2 January 2024 at 17:13:43 UTC', '2024-01-02T17:13:43Z'],
    ['2015. február 15., vasárnap 21:54:36 UTC', '2015-02-15T21:54:36Z'],
    ['2024年1月2日星期二 UTC 03:04:05', '2024-01-02T03:04:05Z'],
    ['2024年1月2日 星期二 下午3:04:05 [UTC]', '2024-01-02T15:04:05Z'],
    ['2024년 1월 2일 화요일 오후 3시 4분 5초 UTC', '2024-01-02T15:04:05Z'],
    ['mardi 2 janvier 2024 à 03:04:05 UTC', '2024-01-02T03:04:05Z'],
    ['Dienstag, 2. Januar 2024 um 03:04:05 UTC', '2024-01-02T03:04:05Z'],
    ['am Dienstag, 2. Januar 2024 um 12:04:05 UTC', '2024-01-02T12:04:05Z'],
    ['вторник, 2 января 2024 г. в 03:04:05 UTC', '2024-01-02T03:04:05Z'],
    ['الثلاثاء، ٢ يناير ٢٠٢٤ في ٣:٠٤:٠٥ م UTC', '2024-01-02T15:04:05Z'],
    ['วันอังคารที่ 2 มกราคม พุทธศักราช 2567 เวลา 3 นาฬิกา 04 นาที 05 วินาที UTC', '2024-01-02T03:04:05Z'],
    ['سه‌شنبه ۱۲ دی ۱۴۰۲، ساعت ۳:۰۴:۰۵ (UTC)', '2024-01-02T03:04:05Z'],
    ['Tue, Jan 2, 2024, 03:04:05', '2024-01-02T03:04:05'],
    ['Tue, Jan 2, 2024, 3:04:05 p.m.', '2024-01-02T15:04:05'],
    ['Mar 01, 2023  2:06:00 PM', '2023-03-01T14:06:00'],
    ['2 Jan 2024 03:04', '2024-01-02T03:04:00'],
    ['Tuesday, January 2, 2024 at 3:04:05 AM GMT+5:30', '2024-01-02T03:04:05+05:30'],
    ['2024-01-02T03:04:05.678Z', '2024-01-02T03:04:05.678Z'],
    ['2. Listopada 2024. u 03:04:05', '2024-10-02T03:04:05'],
    ['sobota 2 listopada 2024 03:04:05', '2024-11-02T03:04:05'],
  ])('%s', (text, expected) => {
    expect(read(text)).toBe(expected);
  });

  test('a number that can be the day or the month is told by what is known, or not at all', () => {
    expect(read('1/2/2024, 3:04 PM')).toBeNull();
    expect(read('1/2/2024, 3:04 PM', true)).toBe('2024-02-01T15:04:00');
    expect(read('1/2/2024, 3:04 PM', false)).toBe('2024-01-02T15:04:00');
    expect(read('13/2/2024, 3:04')).toBe('2024-02-13T03:04:00');
    expect(read('Tue, 1/2/2024 03:04')).toBe('2024-01-02T03:04:00');
    expect(read('Thu, 1/2/2024 03:04')).toBe('2024-02-01T03:04:00');
  });

  test.each(['', 'hello', 'Tuesday', '3:04', 'January 2, 2024', '31 February 2024 03:04', 'x'.repeat(200)])(
    '%j is none',
    (text) => {
      expect(read(text)).toBeNull();
    },
  );
});

test('whatever the text, it is a moment or none', () => {
  const dateLike = fc.string({ unit: fc.constantFrom(...'0123 :./-،年月日,apmJan'), maxLength: 60 });
  fc.assert(
    fc.property(fc.oneof(fc.string({ unit: 'binary', maxLength: 160 }), dateLike), (text) => {
      const moment = parseLocalised(text);
      if (moment) expect(isoOf(moment)).toMatch(/^\d{4}-/);
    }),
  );
});
