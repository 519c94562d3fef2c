import { numericDay } from '@/utils/messengers/time/numeric-day';

/** Two dates in the same time zone as the machine's are no more apart than this. Milliseconds. */
const DAY = 86_400_000;

/** A date of three numbers. */
export interface NumericDate {
  readonly numbers: readonly string[];
  /** Its midnight where it is known from elsewhere, read as UTC, milliseconds; null: it is not. */
  readonly known: number | null;
}

/**
 * Whether a page's dates in numbers have the day first, as far as the dates themselves say: one of the orders would make of
 * one of them no date, one in the future, or another than is known; or would have time go back.
 */
export class DayOrder {
  #proven: boolean | null = null;

  /** What is proven; null: nothing is. */
  get dayFirst(): boolean | null {
    return this.#proven;
  }

  /**
   * @param dates in the order of the page
   * @param isInOrder whether that is the order of time, the oldest first
   * @param now milliseconds since 1970
   */
  learn(dates: readonly NumericDate[], isInOrder: boolean, now: number): void {
    if (this.#proven !== null) return;
    const [dayFirst, monthFirst] = [true, false].map((order) => isPossible(dates, order, isInOrder, now));
    if (dayFirst !== monthFirst) this.#proven = dayFirst === true;
  }
}

function isPossible(dates: readonly NumericDate[], dayFirst: boolean, isInOrder: boolean, now: number): boolean {
  let last = -Infinity;
  for (const { numbers, known } of dates) {
    const ms = inOrder(numbers, dayFirst);
    if (ms === null || ms > now + DAY || (known !== null && ms !== known)) return false;
    if (isInOrder && ms < last) return false;
    last = ms;
  }
  return true;
}

/** Unlike `numericDay` alone: null where the order does not fit. */
function inOrder(numbers: readonly string[], dayFirst: boolean): number | null {
  const isYearFirst = (numbers[0]?.length ?? 0) >= 3;
  const month = Number(numbers[isYearFirst || dayFirst ? 1 : 0]);
  return month > 12 ? null : numericDay(numbers, dayFirst);
}
