import type { Moment } from '@/utils/messengers/model';
import { parseClock } from '../clock';
import { parseDayIn } from '../day';
import type { Clock, Day, Page } from '../reader';

/** A time that stands at the beginning of a text. */
export interface TimedText {
  readonly day: Day;
  readonly moment: Moment;
  /** What comes after it, without the comma between. */
  readonly rest: string;
}

/** What can end a time: a comma or a colon that is not in the middle of numbers. */
const CUTS = /[,،、，:：](?!\d)/g;
/** A clock, which is in no day. */
const CLOCK = /(?<![\p{N}./-])\p{N}{1,2}[:.٫]\p{N}{2}(?![\p{N}./-]*\p{N})/u;
/** `17 h 12`, `17時12分`. */
const SPELT = /(\p{N}{1,2}) ?(?:h|時|时|點|点|시) ?(\p{N}{2})(?!\p{N})[分분]?/u;
/** Words of a time that are looked at. */
const MOST_WORDS = 10;
/** Words beside a clock that can stand for nothing: `At`, `A las`. More of them are a day that is not understood. */
const MOST_IDLE = 2;
/** Texts, and days, that are remembered: every look at the page meets the same ones. */
const MOST_KNOWN = 500;

/**
 * Reads the times that Messenger writes: `8:59 AM` (today), `Yesterday at 5:00 PM`, `Mon 14:02`, `June 11, 2026, 8:59 AM`, in any
 * language, with words before them. They show the clock of this machine, to the minute.
 */
export class MessengerTimes {
  readonly #locale: string;
  readonly #now: number;
  readonly #has24Hours: boolean;
  readonly #days = new Map<string, Day | null>();
  readonly #texts = new Map<string, TimedText | null>();

  constructor({ document, now }: Page) {
    this.#locale = document.documentElement.lang;
    this.#now = now;
    this.#has24Hours = has24Hours(this.#locale);
  }

  /** null: there is no time in the text's beginning, or one that is not understood. */
  at(text: string): TimedText | null {
    const known = this.#texts.get(text);
    if (known !== undefined) return known;
    if (this.#texts.size === MOST_KNOWN) this.#texts.clear();
    const timed = this.#read(text);
    this.#texts.set(text, timed);
    return timed;
  }

  #read(text: string): TimedText | null {
    const cuts = [...text.matchAll(CUTS)].map(({ index }) => index).concat(text.length);
    let place = cuts.findIndex((cut) => this.#clock(text.slice(0, cut)) !== null);
    const clock = this.#clock(text.slice(0, cuts[place]));
    if (!clock) return null;
    // The day may follow: `8:59, 11 June 2026, …`.
    while (place + 1 < cuts.length && this.#isDay(text.slice(Number(cuts[place]) + 1, cuts[place + 1]))) place++;
    const day = this.#dayIn(text.slice(0, cuts[place]));
    return day && { day, moment: momentAt(day, clock), rest: text.slice(Number(cuts[place]) + 1).trim() };
  }

  #clock(text: string): Clock | null {
    const spelt = text.replace(SPELT, '$1:$2');
    const bare = CLOCK.exec(spelt);
    if (!bare) return null;
    // Where days have 24 hours, the words beside a clock are no part of it.
    return parseClock(this.#has24Hours && !/[ap]\.?\s?m\b/i.test(spelt) ? bare[0] : spelt, this.#locale);
  }

  #isDay(piece: string): boolean {
    return /\p{Nd}/u.test(piece) && this.#named(wordsOf(piece)) !== null;
  }

  /** The day that is named; today where nothing is. */
  #dayIn(text: string): Day | null {
    const words = wordsOf(text);
    const named = this.#named(words);
    if (named) return named;
    const idle = words.filter((word) => !CLOCK.test(word) && !isPartOfDay(word));
    return idle.length <= MOST_IDLE && !idle.some((word) => /\p{Nd}/u.test(word)) ? todayAt(this.#now) : null;
  }

  /** The day that most of the words, next to each other, name. */
  #named(words: readonly string[]): Day | null {
    const key = words.map((word) => (CLOCK.test(word) ? ':' : word)).join(' ');
    const known = this.#days.get(key);
    if (known !== undefined) return known;
    const day = this.#longest(words);
    if (this.#days.size === MOST_KNOWN) this.#days.clear();
    this.#days.set(key, day);
    return day;
  }

  #longest(words: readonly string[]): Day | null {
    for (let size = words.length; size > 0; size--)
      for (let start = 0; start + size <= words.length; start++) {
        const some = words.slice(start, start + size);
        const day = some.some((word) => CLOCK.test(word)) ? null : parseDayIn(some.join(' '), this.#locale, this.#now);
        if (day) return day;
      }
    return null;
  }
}

function has24Hours(locale: string): boolean {
  try {
    const { hourCycle } = new Intl.DateTimeFormat(locale, { hour: 'numeric' }).resolvedOptions();
    return hourCycle === 'h23' || hourCycle === 'h24';
  } catch {
    return false;
  }
}

function wordsOf(text: string): readonly string[] {
  return text
    .replace(SPELT, '$1:$2')
    .split(/[\s,،、，]+|[:：](?!\p{N})/u)
    .filter(Boolean)
    .slice(0, MOST_WORDS);
}

/** `AM`, `p. m.`: short, and beside a clock. */
function isPartOfDay(word: string): boolean {
  return /^[ap]\.?(?:m\.?)?$|^m\.$/i.test(word);
}

function momentAt({ year, month, day }: Day, { hour, minute }: Clock): Moment {
  return { ms: Date.UTC(year, month - 1, day, hour, minute), zone: null, precision: 'minute' };
}

function todayAt(now: number): Day {
  const date = new Date(now);
  return { year: date.getFullYear(), month: date.getMonth() + 1, day: date.getDate() };
}
