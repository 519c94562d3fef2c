import type { Moment } from '../model';
import { momentOf, parseIso } from './iso';
import { type Day, type Reading, readDay } from './localised-day';
import { hourOf, partOfDay } from './localised-hours';
import { likelyLanguages, otherLanguages } from './localised-languages';
import { type Clock, findClock, fold, type Token, tokensOf } from './localised-tokens';
import type { Vocabulary } from './localised-vocabulary';
import { numericDay } from './numeric-day';

/** Longer texts are no dates. UTF-16 units. */
const LONGEST = 150;

/** Dates that are remembered, clocks apart: an export has few days beside its many messages. */
const MOST_REMEMBERED = 4096;

const remembered = new Map<string, Day | null>();

/** The language of the date before: that of the next one, mostly. */
let last: Vocabulary | undefined;

/**
 * A date and time as people read them, in any language: `Tuesday, January 2, 2024 at 3:04:05 AM UTC`,
 * `2024年1月2日星期二 UTC 03:04:05`, `2 ม.ค. 2567 03:04`. The words are those of the platform's locales (Intl). null for what
 * is none, and for one in numbers that does not say which is the day (`dayFirst` says it then).
 */
export function parseLocalised(text: string, { dayFirst }: { readonly dayFirst?: boolean } = {}): Moment | null {
  if (text.length > LONGEST) return null;
  const iso = parseIso(text);
  if (iso) return iso;
  // Mostly the clock has plain digits: what is around it was met before, and need not be looked at again.
  const plain = findClock(text);
  const folded = plain ? text : fold(text);
  const clock = plain ?? findClock(folded);
  const rest = clock?.rest ?? folded;
  const key = `${dayFirst ?? ''}${clock ? 1 : 0}${rest}`;
  let day = remembered.get(key);
  if (day === undefined) {
    day = interpret(fold(rest), clock !== null, dayFirst);
    if (remembered.size >= MOST_REMEMBERED) remembered.clear();
    remembered.set(key, day);
  }
  return day && together(day, clock);
}

/** `utc+2`, `gmt-03:30`, `utc`; in words that are not known only with its minutes. */
const OFFSET = /\b(?:utc|gmt) ?([+−-])(\d{1,2})(?:[:.]?(\d\d))?(?!\d)|\p{L} ?([+−-])(\d\d):(\d\d)|\b(?:utc|gmt)\b/u;

/** A date without its clock. */
function interpret(folded: string, hasClock: boolean, dayFirst: boolean | undefined): Day | null {
  const offset = OFFSET.exec(folded);
  const [, sign = offset?.[4], hour = offset?.[5], minute = offset?.[6]] = offset ?? [];
  const zone = offset && (sign === '+' ? 1 : -1) * (Number(hour ?? 0) * 60 + Number(minute ?? 0));
  const tokens = tokensOf(offset ? folded.replace(offset[0], ' ') : folded);
  const numeric = (): Day | null => (hasClock ? inNumbers(tokens, dayFirst) : null);
  const day =
    dayFirst === undefined
      ? (inAnyLanguage(tokens, hasClock) ?? numeric())
      : (numeric() ?? inAnyLanguage(tokens, hasClock));
  return day && { ...day, zone: zone === null ? day.zone : zone || 0 };
}

function inAnyLanguage(tokens: readonly Token[], hasClock: boolean): Day | null {
  // Day and year are always numbers: no language needs to be known where there are none.
  if (tokens.filter(({ kind }) => kind === 'number').length < 2) return null;
  let best: { reading: Reading; vocabulary: Vocabulary } | null = null;
  const languages = [() => (last ? [last] : []), () => likelyLanguages(tokens), () => otherLanguages(tokens)];
  for (const list of languages)
    for (const vocabulary of list()) {
      const reading = readDay(tokens, vocabulary, hasClock);
      if (reading && (!best || isBetter(reading, best.reading))) best = { reading, vocabulary };
      if (best?.reading.isSound && best.reading.unknown === 0) {
        last = best.vocabulary;
        return best.reading.day;
      }
    }
  return best?.reading.day ?? null;
}

function isBetter(one: Reading, other: Reading): boolean {
  return one.isSound === other.isSound ? one.unknown < other.unknown : one.isSound;
}

function inNumbers(tokens: readonly Token[], dayFirst: boolean | undefined): Day | null {
  const numbers = tokens.filter(({ kind }) => kind === 'number').map(({ text }) => text);
  const ms = numericDay(numbers, dayFirst);
  return ms === null ? null : { ms, zone: null, hours: partOfDay(tokens), clock: null };
}

function together({ ms, zone, hours, clock: spelt }: Day, digits: Clock | null): Moment | null {
  const clock = digits ?? spelt;
  if (!clock) return null;
  const { hour: shown, minute, second } = clock;
  const hour = hourOf(shown, hours);
  if (hour === null) return null;
  const local = ms + hour * 3_600_000 + (minute ?? 0) * 60_000 + (second ?? 0) * 1000 + (digits?.millisecond ?? 0);
  const precision = typeof digits?.millisecond === 'number' ? 'millisecond' : second === null ? 'minute' : 'second';
  return momentOf(local - (zone ?? 0) * 60_000, zone, precision);
}
