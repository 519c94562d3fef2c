import { parseDay } from '../day';
import { DayOrder, type NumericDate } from '../day-order';
import type { Day } from '../reader';
import { isDayInWords, numbersIn, type Stamp } from './whatsapp-stamp';

/** What stands in the list, as far as it tells days. */
export type DayMark =
  { readonly kind: 'divider'; readonly text: string } | { readonly kind: 'stamp'; readonly stamp: Stamp };

/** Reads the days of a page of WhatsApp Web, whose order of day and month is found out from what the page shows. */
export class Days {
  readonly #order = new DayOrder();
  readonly #locale: string;
  readonly #now: number;
  #guess: boolean | null = null;

  constructor(locale: string, now: number) {
    this.#locale = locale;
    this.#now = now;
  }

  /** Whether dates have the day first: proven by them, or as their language and look have it mostly. */
  get dayFirst(): { readonly value: boolean; readonly by: 'file' | 'guess' } {
    const proven = this.#order.dayFirst;
    return proven === null ? { value: this.#guess ?? true, by: 'guess' } : { value: proven, by: 'file' };
  }

  /** What stands in the list now, oldest first. */
  learn(marks: readonly DayMark[]): void {
    let known: number | null = null;
    const dates: NumericDate[] = [];
    for (const mark of marks) {
      if (mark.kind === 'stamp') {
        if (mark.stamp.numbers) dates.push({ numbers: mark.stamp.numbers, known });
        this.#guess ??= this.#guessFrom(mark.stamp);
        continue;
      }
      const numbers = numbersIn(mark.text);
      const day = numbers ? null : parseDay(mark.text, this.#locale, this.#now);
      if (numbers) dates.push({ numbers, known: null });
      known = day && Date.UTC(day.year, day.month - 1, day.day);
    }
    this.#order.learn(dates, true, this.#now);
  }

  /** Dates that are shown elsewhere, in no order: those of the other chats. */
  learnBeside(texts: readonly string[]): void {
    const dates = texts.flatMap((text) => {
      const numbers = numbersIn(text);
      return numbers ? [{ numbers, known: null }] : [];
    });
    this.#order.learn(dates, false, this.#now);
  }

  dayOf(date: string): Day | null {
    return parseDay(date, this.#locale, this.#now, this.dayFirst.value);
  }

  /** Whether a text between messages is the divider of a day. */
  isDivider(text: string): boolean {
    return numbersIn(text) !== null || isDayInWords(text, this.#locale, this.#now);
  }

  /** English alone does not tell: most who set it write the day first. */
  #guessFrom(stamp: Stamp): boolean {
    if (this.#locale === '' || /^en$/i.test(this.#locale)) return !stamp.looksAmerican;
    return parseDay('2/3/2024', this.#locale, this.#now)?.day === 2;
  }
}
