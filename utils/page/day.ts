import { readDay } from '@/utils/messengers/time/localised-day';
import { likelyLanguages, otherLanguages } from '@/utils/messengers/time/localised-languages';
import { rowsOf } from '@/utils/messengers/time/localised-rows';
import { fold, type Token, tokensOf } from '@/utils/messengers/time/localised-tokens';
import type { Vocabulary } from '@/utils/messengers/time/localised-vocabulary';
import { numericDay } from '@/utils/messengers/time/numeric-day';
import { dayNames, keyOf } from './day-names';
import { latestDay } from './day-without-year';
import type { Day } from './reader';
import { type PageLanguage, languagesOf } from './vocabularies';

/** Longer texts are no days. UTF-16 units. */
const LONGEST = 80;

/**
 * A day as a page's dividers name it, in the page's language: `Today`, `Yesterday`, `Monday`, `16 November`,
 * `November 16, 2026`, `16/11/2026`. A day without its year is the latest such day that is not in the future. null for what
 * is no day, or has other words beside it.
 * @param locale the page's language
 * @param now milliseconds since 1970; the day that it is on the clock of this machine is today
 * @param dayFirst whether `3/5/2026` has the day first, where it is known better than the language tells
 */
export function parseDay(text: string, locale: string, now: number, dayFirst?: boolean): Day | null {
  const day = parseDayIn(text, locale, now, dayFirst);
  if (day || text.length > LONGEST) return day;
  const tokens = tokensOf(withoutCounters(fold(text)));
  if (!tokens.some(({ kind }) => kind === 'number')) return null;
  for (const languages of [likelyLanguages, otherLanguages])
    for (const vocabulary of languages(tokens)) {
      const ms = wholeDay(tokens, vocabulary);
      if (ms !== null) return dayOfMs(ms);
    }
  return null;
}

/** As {@link parseDay}, in no other language than the page's: for many texts, most of which are none. */
export function parseDayIn(text: string, locale: string, now: number, dayFirst?: boolean): Day | null {
  if (text.length > LONGEST) return null;
  const tokens = tokensOf(withoutCounters(fold(text)));
  const today = todayOf(now);
  for (const language of languagesOf(locale)) {
    const ms = dayIn(language, text, tokens, today, dayFirst ?? isDayFirstIn(language.locale));
    if (ms !== null) return dayOfMs(ms);
  }
  return null;
}

/** `2026年11月16日` in numbers alone: the counters of Chinese, Japanese and Korean are names of weekdays as well. */
function withoutCounters(folded: string): string {
  const plain = folded.replace(/(\d) ?[年月日号號년월일]/gu, '$1 ');
  return /\p{L}/u.test(plain) ? folded : plain;
}

/** The midnight (read as UTC) of the day that a clock of this machine shows. Milliseconds. */
function todayOf(now: number): number {
  const date = new Date(now);
  return Date.UTC(date.getFullYear(), date.getMonth(), date.getDate());
}

function dayOfMs(ms: number): Day {
  const date = new Date(ms);
  return { year: date.getUTCFullYear(), month: date.getUTCMonth() + 1, day: date.getUTCDate() };
}

/** Whether dates in numbers have the day before the month in a language. */
function isDayFirstIn(locale: string): boolean {
  const parts = new Intl.DateTimeFormat(locale, { month: 'numeric', day: 'numeric' }).formatToParts(0);
  return parts.find(({ type }) => type === 'day' || type === 'month')?.type === 'day';
}

/** The midnight of what one language makes of it; null: nothing. */
function dayIn(
  { locale, vocabulary }: PageLanguage,
  text: string,
  tokens: readonly Token[],
  today: number,
  dayFirst: boolean,
): number | null {
  const numbers = tokens.filter(({ kind }) => kind === 'number').map((token) => token.text);
  if (numbers.length === 3 && tokens.length === 3) return numericDay(numbers, dayFirst);
  const named = numbers.length < tokens.length ? dayNames(locale, today).get(keyOf(text)) : undefined;
  if (named !== undefined || numbers.length === 0) return named ?? null;
  const words = wordsIn(tokens, vocabulary);
  if (words && isYearless(numbers, words.month))
    return latestDay(numbers.map(Number), { ...words, calendar: vocabulary.calendar }, today, dayFirst);
  return wholeDay(tokens, vocabulary);
}

/** A day with its year, and words that are all known. */
function wholeDay(tokens: readonly Token[], vocabulary: Vocabulary): number | null {
  const reading = readDay(tokens, vocabulary, true);
  return reading?.isSound && reading.unknown === 0 ? reading.day.ms : null;
}

function isYearless(numbers: readonly string[], month: number): boolean {
  return numbers.length === (month === 0 ? 2 : 1) && numbers.every((number) => number.length <= 2);
}

/** The month, from 1 (0: none is named), and the weekdays as bits, that the words name. null: there are other words. */
function wordsIn(tokens: readonly Token[], vocabulary: Vocabulary): { month: number; weekdays: number } | null {
  let [months, weekdays] = [0, 0];
  for (const { meaning } of rowsOf(tokens, vocabulary)) {
    if (!meaning) return null;
    // A short name may be that of a month and of a weekday: beside a number it is the month.
    if (meaning.months !== 0 && months === 0) months = meaning.months;
    else weekdays |= meaning.weekdays;
  }
  return { month: months === 0 ? 0 : 32 - Math.clz32(months), weekdays };
}
