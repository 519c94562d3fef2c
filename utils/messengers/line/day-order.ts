import type { ChatAnswers } from '../format';
import type { Chat } from '../model';
import type { ExportFile } from '../source/export-file';
import { readLines } from '../text/lines';
import { type DayLine, readDayLine } from './day-line';

/** Whether the day comes first in a file's day lines, and how that is known. */
export type DayOrder = NonNullable<Chat['dayFirst']>;

/** `Tue, 1/2/2024`: numbers without zeros before them are American. */
const AMERICAN = /^[A-Za-z]{3,}, (?!0)\d{1,2}\/(?!0)\d{1,2}\//;

/**
 * Reads through a file for the day lines that say which number is which: by one above 12, or by the weekday; or, where no line
 * does, by going on from day to day in one of the two orders only.
 * @throws PasskeepError as {@link ExportFile.stream}
 */
export async function dayOrder(
  file: ExportFile,
  answers: ChatAnswers | undefined,
  signal: AbortSignal,
): Promise<DayOrder> {
  let votes = 0;
  let isAmerican = false;
  const dayFirst = new Course();
  const monthFirst = new Course();
  for await (const lines of readLines(file, undefined, signal))
    for (const { text } of lines) {
      const { ms, orders } = readDayLine(text) ?? {};
      if (!orders) continue;
      if (ms !== null && ms !== undefined && orders.dayFirst !== orders.monthFirst)
        votes += ms === orders.dayFirst ? 1 : -1;
      dayFirst.goTo(orders.dayFirst);
      monthFirst.goTo(orders.monthFirst);
      isAmerican ||= AMERICAN.test(text);
    }
  if (votes !== 0) return { value: votes > 0, by: 'file' };
  if (dayFirst.goesBack !== monthFirst.goesBack) return { value: monthFirst.goesBack, by: 'file' };
  if (answers?.dayFirst !== undefined) return { value: answers.dayFirst, by: 'answer' };
  return { value: !isAmerican, by: 'guess' };
}

/** The days of a file in one order. */
class Course {
  goesBack = false;
  #last = -Infinity;

  goTo(ms: number | null): void {
    if (ms === null) return;
    if (ms < this.#last) this.goesBack = true;
    this.#last = ms;
  }
}

/** The midnight that a day line means: by itself where it says enough, otherwise by the order of the file. */
export function midnightOf({ ms, orders }: DayLine, order: DayOrder | undefined): number | null {
  return ms ?? (order?.value ? orders?.dayFirst : orders?.monthFirst) ?? null;
}
