import type { Moment } from '../model';
import { momentOf } from '../time/iso';
import { DMY, MDY, type Order } from '../time/date-order';
import type { HeaderGrammar } from './header-grammar';
import { HeaderMatcher } from './header-matcher';
import { eraOf, midnightOf } from '../time/years';

/** Different words that are remembered. */
const MOST_WORDS = 256;
const DAY = 86_400_000;

/** Reads the header lines of one export. */
export class HeaderReader {
  readonly #grammar: HeaderGrammar;
  readonly #matcher: HeaderMatcher;
  readonly #precision: Moment['precision'];
  readonly #words = new Map<string, number>();
  /** The date of the last header, as three numbers in their order; where the month has a name, day, month and year. */
  readonly date: [number, number, number] = [0, 0, 0];
  era = 0;
  readonly #known: { a: number; b: number; c: number; ms: number | null } = { a: -1, b: -1, c: -1, ms: null };
  /** The year and the day of the date before, for dates without a year. */
  #year = -1;
  #last = 0;
  /** That of the message before: many have the same. */
  #moment: Moment | null = null;

  constructor(grammar: HeaderGrammar) {
    this.#grammar = grammar;
    this.#matcher = new HeaderMatcher(grammar.shape);
    this.#precision = grammar.shape.layout.second === null ? 'minute' : 'second';
  }

  /** Where the message begins in the line read last. UTF-16 units. */
  get bodyAt(): number {
    return this.#matcher.bodyAt;
  }

  /** Whether the line from `start` up to `end` is a header; its date is in `date` then. */
  read(text: string, start = 0, end = text.length): boolean {
    if (!this.#matcher.match(text, start, end)) return false;
    const { values } = this.#matcher;
    const { date, month, year, era } = this.#grammar.shape.layout;
    const [first = 0] = date;
    if (month === null) {
      for (let place = 0; place < 3; place++) this.date[place] = values[first + place] as number;
      this.era = era === null ? 0 : this.#meaning(era, eraOf);
      return true;
    }
    const named = this.#meaning(month, this.#grammar.months);
    const day = date.find((place) => place !== year);
    if (named === 0 || day === undefined) return false;
    this.date[0] = values[day] as number;
    this.date[1] = named;
    this.date[2] = year === null ? -1 : (values[year] as number);
    return true;
  }

  /** The time of the header read last; null where its date is none. */
  moment(order: Order): Moment | null {
    const midnight = this.#midnight(order);
    if (midnight === null) return null;
    const { values } = this.#matcher;
    const { hour, minute, second } = this.#grammar.shape.layout;
    const seconds = second === null ? 0 : (values[second] as number);
    const minutes = this.#hour(values[hour] as number) * 60 + (values[minute] as number);
    const ms = midnight + (minutes * 60 + seconds) * 1000;
    if (this.#moment?.ms !== ms) this.#moment = momentOf(ms, null, this.#precision);
    return this.#moment;
  }

  #midnight(order: Order): number | null {
    const a = this.date[0];
    const b = this.date[1];
    const c = this.date[2];
    const known = this.#known;
    if (known.a === a && known.b === b && known.c === c) return known.ms;
    let ms = c < 0 ? this.#withoutYear() : this.#dayIn(order);
    // A date that is none in the order of the export: of another one, put together with it.
    if (ms === null && c >= 0 && order.year === 2) {
      ms = this.#dayIn(order === DMY ? MDY : DMY);
    }
    if (ms !== null) {
      this.#year = new Date(ms).getUTCFullYear();
      this.#last = ms;
    }
    [known.a, known.b, known.c, known.ms] = [a, b, c, ms];
    return ms;
  }

  #dayIn({ year, month, day }: Order): number | null {
    return midnightOf(this.date[year], this.date[month], this.date[day], this.era);
  }

  /** A date without a year is in that of the message before it, or in the next one. */
  #withoutYear(): number | null {
    const [day, month] = this.date;
    if (this.#year < 0) return null;
    const ms = midnightOf(this.#year, month, day, 0);
    return ms !== null && ms < this.#last - 30 * DAY ? midnightOf(this.#year + 1, month, day, 0) : ms;
  }

  /** The hour of the day: of the two with the same place on a dial, the one in the part of the day that is named. */
  #hour(shown: number): number {
    const { period } = this.#grammar;
    if (period === null || shown > 12) return shown % 24;
    const hours = this.#meaning(period.gap, period.hours);
    if (hours === 0) return shown;
    const morning = shown % 12;
    if ((hours >> morning) & 1) return morning;
    return hours >> 12 === 0 ? morning : morning + 12;
  }

  #meaning(gap: number, of: (word: string) => number): number {
    const word = this.#matcher.word(gap);
    const key = `${gap}${word}`;
    let meaning = this.#words.get(key);
    if (meaning === undefined) {
      meaning = of(word);
      if (this.#words.size < MOST_WORDS) this.#words.set(key, meaning);
    }
    return meaning;
  }
}
