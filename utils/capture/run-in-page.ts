import { PasskeepError } from '@/utils/errors';
import { browser } from 'wxt/browser';
import type { PageScript } from './page-scripts';

/**
 * Runs a script of the package in a tab's page, which the user's click on the toolbar button has opened to it, and gives
 * what it returns.
 * @throws {PasskeepError} PAGE_REFUSED where the browser lets no extension in: its own pages, its store, a PDF, a file
 */
export async function runInPage(tab: number, { file, world }: PageScript): Promise<unknown> {
  try {
    const [main] = await browser.scripting.executeScript({ target: { tabId: tab }, files: [file], world });
    return main?.result;
  } catch (cause) {
    throw new PasskeepError('PAGE_REFUSED', { cause });
  }
}
