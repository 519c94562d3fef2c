import { allLocales } from '../time/localised-locales';
import { withoutMarks } from './fold';

/** What a word means: the hours of a part of the day as bits (bit 0: midnight), or a month from 1. 0: nothing. */
export type Meaning = (word: string) => number;

/** By word, by language: its meaning. */
type Known = ReadonlyMap<string, ReadonlyMap<string, number>>;

const MORNING = 0xfff;
const EVENING = 0xfff000;

let hours: Known | undefined;
let months: Known | undefined;

/** What the words for parts of the day (`PM`, `午後`, `μ.μ.`) mean in the language of the platform's that knows most of them. */
export function hoursAmong(words: readonly string[]): Meaning {
  // Written in so many languages that the others need not be asked.
  if (words.every((word) => half(word) !== 0)) return (word) => half(word) || among(knownHours(), words)(word);
  const meaning = among(knownHours(), words);
  return (word) => half(word) || meaning(word);
}

/** The same for names of months. */
export function monthsAmong(words: readonly string[]): Meaning {
  return among((months ??= knownMonths()), words);
}

/** Whether a word names a month in any language. */
export function isMonth(word: string): boolean {
  return lookUp((months ??= knownMonths()), word) !== undefined;
}

function half(word: string): number {
  const letter = /^([ap]) ?m$/.exec(keyOf(word))?.[1];
  if (letter === undefined) return 0;
  return letter === 'a' ? MORNING : EVENING;
}

function among(known: Known, words: readonly string[]): Meaning {
  const languages = new Map<string, number>();
  for (const word of words)
    for (const language of lookUp(known, word)?.keys() ?? [])
      languages.set(language, (languages.get(language) ?? 0) + 1);
  const [best] = [...languages].toSorted(([, a], [, b]) => b - a)[0] ?? [];
  return (word) => {
    const meanings = lookUp(known, word);
    return meanings?.get(best ?? '') ?? meanings?.values().next().value ?? 0;
  };
}

/** The whole of it, or else the longest of its words (`ч. pm`, `de mar. de`), or what follows 日. */
function lookUp(known: Known, word: string): ReadonlyMap<string, number> | undefined {
  const key = keyOf(word);
  const whole = known.get(key) ?? known.get(key.replaceAll(' ', ''));
  if (whole || key.length > 60) return whole;
  const words = key.split(' ').toSorted((a, b) => b.length - a.length);
  return words.map((one) => known.get(one) ?? known.get(one.replace(/^[日일]/u, ''))).find(Boolean);
}

function keyOf(word: string): string {
  return withoutMarks(word.normalize('NFC'))
    .toLowerCase()
    .replace(/['’]/g, ' ')
    .replace(/[^\p{L}\p{M}\s]/gu, '')
    .replace(/\s+/g, ' ')
    .trim();
}

/** As it is written with spaces and without them. */
function keysOf(value: string): ReadonlySet<string> {
  const key = keyOf(value);
  return new Set([key, key.replaceAll(' ', '')]);
}

const PERIODS: readonly Intl.DateTimeFormatOptions[] = [{}, { dayPeriod: 'short' }, { dayPeriod: 'long' }];

function knownHours(): Known {
  return (hours ??= known(allLocales(), PERIODS, { hour: 'numeric', hour12: true }, 'dayPeriod', 24, (hour) => ({
    at: hour * 3_600_000,
    meaning: 1 << hour,
  })));
}

const NAMES: readonly Intl.DateTimeFormatOptions[] = [
  { month: 'short' },
  { dateStyle: 'medium' },
  { dateStyle: 'long' },
];

/** Only old exports name months: those of languages that have two letters in their code, as WhatsApp's do. */
function knownMonths(): Known {
  const locales = allLocales().filter((locale) => /^..(?:-|$)/.test(locale));
  return known(locales, NAMES, { calendar: 'gregory' }, 'month', 12, (month) => ({
    at: Date.UTC(2022, month, 15),
    meaning: month + 1,
  }));
}

function known(
  locales: readonly string[],
  forms: readonly Intl.DateTimeFormatOptions[],
  base: Intl.DateTimeFormatOptions,
  part: 'dayPeriod' | 'month',
  count: number,
  of: (place: number) => { readonly at: number; readonly meaning: number },
): Known {
  const words = new Map<string, Map<string, number>>();
  const keys = new Map<string, ReadonlySet<string>>();
  for (const locale of locales)
    for (const form of forms) {
      const format = new Intl.DateTimeFormat(locale, { ...base, ...form, timeZone: 'UTC' });
      for (let place = 0; place < count; place++) {
        const { at, meaning } = of(place);
        for (const { type, value } of format.formatToParts(at)) {
          if (type !== part || /^\p{N}+$/u.test(value)) continue;
          // Languages say the same of many hours, and many languages the same.
          let written = keys.get(value);
          if (!written) keys.set(value, (written = keysOf(value)));
          for (const key of written) {
            const meanings = words.get(key) ?? new Map<string, number>();
            words.set(key, meanings);
            // A month has one number; a part of the day has several hours.
            const before = meanings.get(locale) ?? 0;
            meanings.set(locale, part === 'month' ? meaning : before | meaning);
          }
        }
      }
    }
  return words;
}
