import { dayOf } from '../time/calendar';

/** `2024년 3월 11일`, `2024. 3. 11.`, `2024年3月11日`, `2024-03-11` */
const NUMBERS = /^(\d{4})\s?[년年./-]\s?(\d{1,2})\s?[월月./-]\s?(\d{1,2})(?:\s?[일日]|\.)?/;

/** `March 11, 2024`, `Monday, March 11, 2024` */
const WORDS = /^(?:\p{L}{3,12}, )?(\p{L}{3,12})\.? (\d{1,2}), (\d{4})/u;

/** `11 March 2024`, `Monday, 11 Mar 2024` */
const DAY_FIRST = /^(?:\p{L}{3,12},? )?(\d{1,2}) (\p{L}{3,12})\.? (\d{4})/u;

/** What both of these have: asked first, as they and the names of months take a while to be made. */
const YEAR = / \d{4}/;
/** Of a date in words. UTF-16 units. */
const LONGEST = 64;

let months: Map<string, number> | undefined;

/** A date at the start of a text: its midnight as UTC, in milliseconds, and what follows; null where there is none. */
export function takeDate(text: string): { readonly ms: number; readonly rest: string } | null {
  const [whole = '', year, month, day] = partsOf(text);
  const ms = whole === '' ? null : dayOf('gregory', Number(year), Number(month), Number(day));
  return ms === null ? null : { ms, rest: text.slice(whole.length) };
}

/** What was found, year, month and day. */
function partsOf(text: string): readonly (string | undefined)[] {
  const numbers = NUMBERS.exec(text);
  if (numbers) return numbers;
  if (!YEAR.test(text.slice(0, LONGEST))) return [];
  const [inWords, monthFirst, after, year] = WORDS.exec(text) ?? [];
  if (inWords !== undefined) return [inWords, year, String(monthNamed(monthFirst ?? '')), after];
  const [british, day, month, last] = DAY_FIRST.exec(text) ?? [];
  return [british, last, String(monthNamed(month ?? '')), day];
}

/** From 1; 0: it names none. KakaoTalk writes months as words in English alone. */
function monthNamed(word: string): number {
  months ??= new Map(
    (['long', 'short'] as const).flatMap((month) => {
      const format = new Intl.DateTimeFormat('en', { month, timeZone: 'UTC' });
      return Array.from({ length: 12 }, (_, at) => [format.format(Date.UTC(2024, at)).toLowerCase(), at + 1] as const);
    }),
  );
  return months.get(word.toLowerCase()) ?? 0;
}
