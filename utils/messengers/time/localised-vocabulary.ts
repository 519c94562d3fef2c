import { findClock, fold, tokensOf } from './localised-tokens';

/** What a word, or several in a row, can mean in a date: bits, as short names often stand for more than one. */
export interface Meaning {
  /** Bit 0: the first month of the calendar. */
  months: number;
  /** Bit 0: Sunday. */
  weekdays: number;
  /** Of a part of the day: the hours that it names. Bit 0: midnight. */
  hours: number;
  /** It says that the clock is that of UTC. */
  isUtc: boolean;
}

/** How dates are written in one language. */
export interface Vocabulary {
  readonly calendar: string;
  /** Every word, and every row of words with a meaning, joined by spaces. */
  readonly words: ReadonlyMap<string, Meaning>;
  /** Words in the longest row. */
  readonly longest: number;
  /** What the numbers mean, in their order: `y`, `m`, `d`, and `h`, `n`, `s` where the clock is written with words. */
  readonly orders: ReadonlySet<string>;
}

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
/** A Sunday with a day of two digits, early in a month and a year of every calendar: 14 January 2024. */
const MIDNIGHT = Date.UTC(2024, 0, 14);
const START = MIDNIGHT + 3 * HOUR;

const NUMBERS: Readonly<Record<string, string>> = {
  year: 'y',
  relatedYear: 'y',
  month: 'm',
  day: 'd',
  hour: 'h',
  minute: 'n',
  second: 's',
};

/** Formats, and how many days are written in each: 13 for all months, 7 for all weekdays. */
const SAMPLES: readonly (readonly [Intl.DateTimeFormatOptions, number])[] = [
  [{ dateStyle: 'full', timeStyle: 'full' }, 13],
  [{ dateStyle: 'long', timeStyle: 'long' }, 13],
  [{ dateStyle: 'medium', timeStyle: 'medium' }, 13],
  [{ dateStyle: 'medium', timeStyle: 'short' }, 1],
  [{ month: 'long' }, 13],
  [{ month: 'short' }, 13],
  [{ weekday: 'short', month: 'short', day: 'numeric', year: 'numeric' }, 7],
];

/** Languages with many parts of the day show other ones in short times than in long. */
const PERIODS: readonly Intl.DateTimeFormatOptions[] = [{ timeStyle: 'short' }, { timeStyle: 'medium' }];

/** Reads a language's words off the dates that the platform writes. */
export function vocabularyOf(locale: string): Vocabulary {
  const { calendar } = new Intl.DateTimeFormat(locale).resolvedOptions();
  const builder = new Builder(calendar);
  for (const [options, days] of SAMPLES) {
    const format = new Intl.DateTimeFormat(locale, { ...options, timeZone: 'UTC' });
    // Every month on another weekday: 13 times 29 days are a year and more, and 29 is no multiple of 7.
    for (let day = 0; day < days; day++) builder.add(format, START + day * 29 * DAY);
  }
  for (const options of PERIODS) {
    const format = new Intl.DateTimeFormat(locale, { ...options, hour12: true, timeZone: 'UTC' });
    for (let hour = 0; hour < 24; hour++) builder.add(format, MIDNIGHT + hour * HOUR, hour);
  }
  return { calendar, words: builder.words, longest: builder.longest, orders: builder.orders };
}

class Builder {
  readonly words = new Map<string, Meaning>();
  readonly orders = new Set<string>();
  longest = 1;
  readonly #calendar: string;
  #calendarMonth: Intl.DateTimeFormat | undefined;

  constructor(calendar: string) {
    this.#calendar = calendar;
  }

  /** @param hour where the format has parts of the day: which hour it shows */
  add(format: Intl.DateTimeFormat, at: number, hour?: number): void {
    const parts = format.formatToParts(at);
    const values = parts.map(({ value }) => fold(value));
    const text = values.join('');
    const tokens = tokensOf(text);
    for (const token of tokens) if (token.kind === 'word') this.#meaning(token.text);
    let end = 0;
    let order = '';
    const clock = findClock(text);
    for (const [index, { type }] of parts.entries()) {
      const value = values[index] ?? '';
      const start = end;
      end += value.length;
      if (/\d/.test(value)) order += (clock && /hour|minute|second/.test(type) ? '' : NUMBERS[type]) ?? '';
      const row = tokens.filter((token) => token.end > start && token.start < end);
      if (row.length === 0 || row.some(({ kind }) => kind === 'number')) continue;
      const key = row.map((token) => token.text).join(' ');
      if (type === 'month') this.#meaning(key).months |= 1 << (this.#monthOf(at) - 1);
      if (type === 'weekday') this.#meaning(key).weekdays |= 1 << new Date(at).getUTCDay();
      if (type === 'timeZoneName') this.#meaning(key).isUtc = true;
      if (type === 'dayPeriod' && hour !== undefined)
        for (const form of [key, key.replaceAll(' ', '')]) this.#meaning(form).hours |= 1 << hour;
      this.longest = Math.max(this.longest, row.length);
    }
    if (order.includes('y') && order.includes('d')) this.orders.add(order);
  }

  #monthOf(at: number): number {
    this.#calendarMonth ??= new Intl.DateTimeFormat(`en-u-ca-${this.#calendar}-nu-latn`, {
      month: 'numeric',
      timeZone: 'UTC',
    });
    return Number.parseInt(this.#calendarMonth.format(at), 10);
  }

  #meaning(key: string): Meaning {
    let meaning = this.words.get(key);
    if (!meaning) {
      meaning = { months: 0, weekdays: 0, hours: 0, isUtc: false };
      this.words.set(key, meaning);
    }
    return meaning;
  }
}
