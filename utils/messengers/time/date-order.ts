import { midnightOf } from './years';

/** Which of a date's three numbers is the day, the month and the year, by their places. */
export interface Order {
  readonly name: 'dmy' | 'mdy' | 'ymd';
  readonly day: 0 | 1 | 2;
  readonly month: 0 | 1 | 2;
  readonly year: 0 | 1 | 2;
}

export const DMY: Order = { name: 'dmy', day: 0, month: 1, year: 2 };
export const MDY: Order = { name: 'mdy', day: 1, month: 0, year: 2 };
export const YMD: Order = { name: 'ymd', day: 2, month: 1, year: 0 };

/** The order of an export's dates, and how it is known. */
export interface DecidedOrder {
  readonly order: Order;
  readonly by: 'file' | 'guess';
  /** There was only one order that the dates could have. */
  readonly isSettled: boolean;
}

const DAY = 86_400_000;

/** What the dates say of one order. */
interface Evidence {
  readonly order: Order;
  /** Dates that are none in this order. */
  wrong: number;
  /** Days by which time goes back and forth in it. */
  travelled: number;
  /** Times that it goes back. */
  back: number;
  last: number | null;
}

/**
 * Finds out the order of the dates of an export: by dates that are none in one of the orders; otherwise by time running on,
 * as an export is written in its order; otherwise it is a guess: the order in which the chat takes fewer days, or the likelier
 * where both take about as many.
 */
export class DateOrder {
  readonly #all: readonly Evidence[];
  readonly #isSure: boolean;
  #changes = 0;

  /**
   * @param orders those that the header allows, the likeliest first
   * @param isSure it is the first where the dates do not speak against it
   */
  constructor(orders: readonly Order[], isSure: boolean) {
    this.#isSure = isSure;
    this.#all = orders.map((order) => ({ order, wrong: 0, travelled: 0, back: 0, last: null }));
  }

  /** The next date; the same one again need not be told. */
  take(numbers: readonly [number, number, number], era: number): void {
    this.#changes++;
    for (const evidence of this.#all) {
      const { day, month, year } = evidence.order;
      const at = numbers[month];
      const ms = at > 12 ? null : midnightOf(numbers[year], at, numbers[day], era);
      if (ms === null || ms < EARLIEST) {
        evidence.wrong++;
        continue;
      }
      const days = evidence.last === null ? 0 : (ms - evidence.last) / DAY;
      evidence.travelled += Math.abs(days);
      if (days < 0) evidence.back++;
      evidence.last = ms;
    }
  }

  decided(): DecidedOrder {
    const chosen = this.#all.reduce((best, one) => (this.#isBetter(one, best) ? one : best));
    const swapped = this.#all.find(({ order }) => order.year === chosen.order.year && order !== chosen.order);
    const by = !swapped || this.#isProven(chosen, swapped) ? 'file' : 'guess';
    return { order: chosen.order, by, isSettled: !swapped };
  }

  /** @param other comes first of the two where nothing speaks for either */
  #isBetter(one: Evidence, other: Evidence): boolean {
    if (one.wrong !== other.wrong) return one.wrong < other.wrong;
    if (this.#isProven(one, other)) return true;
    return !this.#isSure && !this.#isProven(other, one) && one.travelled * 1.5 < other.travelled;
  }

  #isProven(one: Evidence, other: Evidence): boolean {
    if (one.wrong !== other.wrong) return one.wrong * 10 < other.wrong;
    if (this.#isSure && one === this.#all[0]) return true;
    // One step back is common: the notice of encryption comes first, with the time of its last change.
    return one.back <= 1 + this.#changes / 50 && other.back >= 2 + one.back * 3;
  }
}

/** Nobody wrote in WhatsApp before 2009; a clock may be wrong by some years. */
const EARLIEST = Date.UTC(2000);
