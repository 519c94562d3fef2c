import { describe, expect, test } from 'vitest';
import { parseClock } from '@/utils/page/clock';

const LOCALES =
  'af am ar ar-EG az bg bn ca cs da de el en en-GB en-IN es es-MX et fa fi fil fr fr-CA gu he hi hr hu id it ja kk kn ko ' +
  'lt lv ml mr ms nb nl pa pl pt pt-PT ro ru sk sl sq sr sv sw ta te th tr uk ur uz vi zh zh-Hant zh-HK zu';

describe.each(LOCALES.split(' '))('in %s', (locale) => {
  test.each([true, false])('with 12 hours: %s', (hour12) => {
    const format = new Intl.DateTimeFormat(locale, { hour: 'numeric', minute: '2-digit', hour12, timeZone: 'UTC' });
    const hours = Array.from({ length: 24 }, (_, hour) => hour);
    const texts = hours.map((hour) => format.format(Date.UTC(2026, 0, 1, hour, 7)));
    expect(texts.map((text) => [text, parseClock(text, locale)])).toEqual(
      texts.map((text, hour) => [text, { hour, minute: 7, second: null }]),
    );
  });
});

describe('a clock', () => {
  test.each([
    ['17:12', 'en', 17, 12, null],
    ['5:12 PM', 'en', 17, 12, null],
    ['12:05 a.m.', 'en-AU', 0, 5, null],
    ['5:12\u202fpm', 'de', 17, 12, null],
    ['17:12:09', 'de', 17, 12, 9],
    ['17.12', 'fi', 17, 12, null],
    ['17 h 12', 'fr-CA', 17, 12, null],
    ['오후 5:12', 'en', 17, 12, null],
    ['\u200f٥:١٢ م', 'ar', 17, 12, null],
    ['edited 17:12', 'en', 17, 12, null],
  ] as const)('%s in %s', (text, locale, hour, minute, second) => {
    expect(parseClock(text, locale)).toEqual({ hour, minute, second });
  });

  test.each(['', 'now', '25:00', '5:60', '5', '16.11.2026', '5:12:'.repeat(100)])('%s is none', (text) => {
    expect(parseClock(text, 'en')).toBeNull();
  });
});
