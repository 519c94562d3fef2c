import { readHtml } from '../html/read-html';
import type { Chat } from '../model';
import type { ExportFile } from '../source/export-file';
import { plainDigits } from '../text/digits';
import { DyiPage } from './html-page';

/** `13.09.2020, 12:26`: no month in words, and the year last. */
const NUMBERS = /^\D*(\d{1,2})([./ -]+)(\d{1,2})[./ -]+\d{4}/;

/**
 * Whether days come before months in the dates of an export's pages, which are all in one language: as the first date that
 * can be read in only one way has it, otherwise a guess. undefined: dates are not in numbers.
 * @throws PasskeepError as {@link ExportFile.stream}
 */
export async function dayOrderOf(files: readonly ExportFile[], signal: AbortSignal): Promise<Chat['dayFirst']> {
  let guess: Chat['dayFirst'];
  for (const file of files) {
    const page = new DyiPage();
    for await (const _ of readHtml(file, page, undefined, signal)) {
      for (const { date } of page.found) {
        const [, first, separator, second] = NUMBERS.exec(plainDigits(date)) ?? [];
        if (separator === undefined) return undefined;
        if (Number(first) > 12) return { value: true, by: 'file' };
        if (Number(second) > 12) return { value: false, by: 'file' };
        guess ??= { value: separator.includes('.') || isDayFirstIn(page.language), by: 'guess' };
      }
      page.found = [];
      page.unknown = [];
    }
  }
  return guess;
}

/** How a language writes dates; the user's where the page does not tell its own. */
function isDayFirstIn(language: string): boolean {
  const locales = /^[a-z]{2,3}(?:-[a-z0-9]{2,8})*$/i.test(language) ? [language] : undefined;
  const parts = new Intl.DateTimeFormat(locales).formatToParts(0).map(({ type }) => type);
  return parts.indexOf('day') < parts.indexOf('month');
}
