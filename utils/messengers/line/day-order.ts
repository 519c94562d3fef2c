import type { ChatAnswers } from '../format';
import type { Chat } from '../model';
import type { ExportFile } from '../source/export-file';
import { readLines } from '../text/lines';
import { type DayLine, readDayLine } from './day-line';

/** Whether the day comes first in a file's day lines, and how that is known. */
export type DayOrder = NonNullable<Chat['dayFirst']>;

/**
 * Reads through a file for the day lines that say which number is which: by one above 12, or by the weekday.
 * @throws PasskeepError as {@link ExportFile.stream}
 */
export async function dayOrder(
  file: ExportFile,
  answers: ChatAnswers | undefined,
  signal: AbortSignal,
): Promise<DayOrder> {
  let votes = 0;
  for await (const lines of readLines(file, undefined, signal))
    for (const { text } of lines) {
      const { ms, orders } = readDayLine(text) ?? {};
      if (!orders || ms === null || orders.dayFirst === orders.monthFirst) continue;
      votes += ms === orders.dayFirst ? 1 : -1;
    }
  if (votes !== 0) return { value: votes > 0, by: 'file' };
  if (answers?.dayFirst !== undefined) return { value: answers.dayFirst, by: 'answer' };
  return { value: true, by: 'guess' };
}

/** The midnight that a day line means: by itself where it says enough, otherwise by the order of the file. */
export function midnightOf({ ms, orders }: DayLine, order: DayOrder | undefined): number | null {
  return ms ?? (order?.value ? orders?.dayFirst : orders?.monthFirst) ?? null;
}
