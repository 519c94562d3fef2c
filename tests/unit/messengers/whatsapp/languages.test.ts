import { allLocales } from '@/utils/messengers/time/localised-locales';
import { DateOrder } from '@/utils/messengers/time/date-order';
import { findGrammar } from '@/utils/messengers/whatsapp/header-grammar';
import { HeaderReader } from '@/utils/messengers/whatsapp/header-reader';
import { expect, test } from 'vitest';
import { dateWriter } from '../writers/whatsapp';

/** Regions, digits and calendars beside those of each language. */
const MORE = [
  'en-US en-GB en-CA en-IN en-AU en-ZA en-US-u-ca-buddhist en-US-u-ca-japanese fr-CA fr-BE fr-CH de-AT de-CH es-MX es-US pt-PT',
  'nl-BE zh-TW zh-HK zh-TW-u-ca-roc ja-JP-u-ca-japanese th-TH th-TH-u-ca-gregory th-TH-u-nu-thai ar-EG ar-SA ar-AE',
  'ar-SA-u-ca-islamic-umalqura fa-IR fa-IR-u-ca-gregory fa-u-nu-latn hi-u-nu-deva mr-u-nu-deva bn-u-nu-beng ne-u-nu-deva',
  'my-u-nu-mymr km-u-nu-khmr ta-u-nu-tamldec sr-Latn pa-Arab ur-IN',
].join(' ');

/**
 * Not read: a slash between two words for a part of the day, such a word with a digit in it, months in Roman numerals, and
 * digits beyond the first 65,536 characters. WhatsApp is in none of these languages.
 */
const UNREAD = new Set(['xnr', 'blo', 'haw', 'ccp', 'ff-Adlm']);

const TIMES = Array.from({ length: 14 }, (_, at) =>
  Date.UTC(2022, at % 12, 1 + at * 2, (at * 7) % 24, (at * 13) % 60, (at * 17) % 60),
).toSorted((a, b) => a - b);

/** What is read differs from what was written: the first such line; null: nothing does. */
function firstWrong(locale: string, system: 'ios' | 'android', hour12: boolean | undefined): string | null {
  const style = { system, locale, ...(hour12 !== undefined && { hour12 }), spokesman: '', attached: '', edited: '' };
  const date = dateWriter(style);
  const lines = TIMES.map((ms, at) =>
    system === 'ios' ? `[${date(ms)}] Bob: hi ${at}` : `${date(ms)} - Bob: hi ${at}`,
  );
  const grammar = findGrammar(lines);
  if (!grammar) return `no header: ${lines[0]}`;
  const reader = new HeaderReader(grammar);
  const order = new DateOrder(grammar.orders, grammar.isSure);
  for (const line of lines) {
    if (!reader.read(line)) return `no header: ${line}`;
    order.take(reader.date, reader.era);
  }
  const decided = order.decided();
  if (decided.by !== 'file') return `a guess: ${lines[0]}`;
  const step = system === 'ios' ? 1000 : 60_000;
  const wrong = lines.findIndex((line, at) => {
    reader.read(line);
    const isBody = line.slice(reader.bodyAt) === `Bob: hi ${at}`;
    return !isBody || reader.moment(decided.order)?.ms !== Math.floor((TIMES[at] as number) / step) * step;
  });
  return wrong < 0 ? null : `wrong: ${lines[wrong]}`;
}

test.each(['ios', 'android'] as const)(
  'dates are read in every language, calendar and digits that the platform writes: %s',
  (system) => {
    const locales = Intl.DateTimeFormat.supportedLocalesOf([...allLocales(), ...MORE.split(' ')]);
    const wrong = locales
      .filter((locale) => !UNREAD.has(locale))
      .flatMap((locale) =>
        (system === 'ios' ? [undefined, true] : [undefined]).map((hour12) => [
          locale,
          firstWrong(locale, system, hour12),
        ]),
      )
      .filter(([, found]) => found !== null);
    expect(wrong).toEqual([]);
  },
);

/** Shapes seen in real exports, or told of in issues; each with 18 March 2022, 14:56 (or :01), and what follows the header. */
test.each([
  ['[14:56:01, 3/18/22] ', 1],
  ['[18/3/2022 14.56.01] ', 1],
  ['[12.3.2022 klo 14.08.18] ', null],
  ['18.03.22, 14:56 - ', 0],
  ['18.03.2022 г., 14:56 ч. - ', 0],
  ['2022. 03. 18. 14:56 - ', 0],
  ['2022-03-18, 2:56 p.m. - ', 0],
  ['18/3/2022, 2:56\u00a0p.\u00a0m. - ', 0],
  ['[18/03/2022, 2:56:01\u202fPM] ', 1],
  ['09/17/19, 8:30:52 AM – ', null],
  ['3/18/22, 2:56:01 PM: ', 1],
  ['18 Mar 2022, 14:56 - ', 0],
  ['2:56 PM, 18 March 2022 - ', 0],
  ['Mar 18, 2022, 2:56 PM - ', 0],
  ['18-03-2022 14:56 - ', 0],
  ['2022년 3월 18일 오후 2:56 - ', 0],
  ['[2022. 3. 18. 오후 2:56:01] ', 1],
  ['2022年3月18日 下午2:56 - ', 0],
  ['[2022/3/18 下午2:56:01] ', 1],
  ['[18\u200f/3\u200f/2565 BE, 14:56:01] ', 1],
  ['[18/3/65 14:56:01] ', 1],
  ['[3/18/R4, 14:56:01] ', 1],
  ['[R4/3/18 14:56:01] ', 1],
  ['[令和4年3月18日 14:56:01] ', 1],
  ['[民國111/3/18 下午2:56:01] ', 1],
  ['۱۴۰۰/۱۲/۲۷،\u200f ۱۴:۵۶ - ', 0],
  ['١٥\u200f/٨\u200f/١٤٤٣ هـ، ٢:٥٦ م - ', 0],
  ['[\u200f١٨\u200f/\u200f٣\u200f/\u200f٢٠٢٢، ٢:٥٦:٠١ م] ', 1],
] as const)('a header such as %j', (header, second) => {
  const grammar = findGrammar([`${header}Bob: hi`, 'and more']);
  if (!grammar) throw new Error('no header');
  const reader = new HeaderReader(grammar);
  expect(reader.read(`${header}Bob: hi`)).toBe(true);
  expect(`${header}Bob: hi`.slice(reader.bodyAt)).toBe('Bob: hi');
  const order = new DateOrder(grammar.orders, grammar.isSure);
  order.take(reader.date, reader.era);
  const time = reader.moment(order.decided().order);
  if (second !== null) expect(time?.ms).toBe(Date.UTC(2022, 2, 18, 14, 56, second));
});
