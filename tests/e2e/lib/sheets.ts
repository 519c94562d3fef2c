import { execFileSync } from 'node:child_process';
import type { Page } from 'puppeteer-core';
import * as walk from './walkthrough.ts';

const KEY_TIMEOUT = 120_000;

/** Makes sheets for these people on the keys view, as far as they are to be put on paper. */
export async function makeSheets(page: Page, people: readonly string[], threshold: number): Promise<void> {
  await walk.goTo(page, 'keys');
  await walk.click(page, '#make-heirs');
  await page.waitForSelector('#make-sheets');
  for (let more = 3; more < people.length; more++) await walk.click(page, '#add-heir');
  for (const [at, name] of people.entries())
    await page.locator(`.heir:nth-of-type(${at + 2}) input, .heir:nth-child(${at + 3}) input`).fill(name);
  await page.select('#heirs-needed', `${threshold}`);
  await walk.click(page, '#make-sheets');
  await page.waitForSelector('#print-heirs', { timeout: KEY_TIMEOUT });
}

/**
 * Prints the sheets that have just been made, and calls `look` while they would be printed.
 * @returns the texts on the sheets, in their order
 */
export async function printSheets(page: Page, look: () => Promise<void> = async () => {}): Promise<string[]> {
  // Headless Chromium has no printer to ask for.
  await page.evaluate(() => Object.assign(window, { print: () => {} }));
  await walk.click(page, '#print-heirs');
  await page.waitForSelector('.paper');
  await page.emulateMediaType('print');
  await look();
  const texts = await page.$$eval('.heirs-sheet .secret', (all) => all.map((one) => one.textContent.trim()));
  await page.emulateMediaType();
  await page.evaluate(() => dispatchEvent(new Event('afterprint')));
  await page.waitForSelector('.paper', { hidden: true });
  return texts;
}

/** Says that the sheets are on paper, and keeps them. */
export async function keepSheets(page: Page): Promise<void> {
  await walk.click(page, '#heirs-checked');
  await walk.click(page, '#keep-heirs');
  await page.waitForSelector('#heirs-kept', { timeout: KEY_TIMEOUT });
}

/** Types sheets on the locked app's view, and asks to be let in. */
export async function unlockWithSheets(page: Page, sheets: readonly string[]): Promise<void> {
  if (!(await page.$('#unlock-with-heirs'))) {
    await walk.goTo(page, 'archives');
    await walk.click(page, '#use-words');
  }
  await walk.click(page, '#unlock-with-heirs');
  await typeSheets(page, 'sheets-typed', sheets);
  await walk.click(page, '#unlock-sheets:enabled');
}

/** Empties all fields for sheets, then puts sheets, as they would be pasted, one into each. */
export async function typeSheets(page: Page, id: string, sheets: readonly string[]): Promise<void> {
  const field = (at: number) => `#${at === 0 ? id : `${id}-${at + 1}`}`;
  await page.waitForSelector(field(0));
  const shown = (await page.$$('.shares textarea')).length;
  for (let at = 0; at < shown; at++) await paste(page, field(at), '');
  for (const [at, sheet] of sheets.entries()) await paste(page, field(at), sheet);
}

async function paste(page: Page, field: string, text: string): Promise<void> {
  const found = await page.waitForSelector(field);
  await found?.evaluate((element, pasted) => {
    (element as HTMLTextAreaElement).value = pasted;
    element.dispatchEvent(new InputEvent('input', { bubbles: true, inputType: 'insertFromPaste' }));
  }, text);
}

/** What zbar, which has nothing in common with Passkeep's encoder, reads in a picture. */
export function readCodes(picture: string): string[] {
  const read = execFileSync('zbarimg', ['--quiet', '--raw', picture], { stdio: ['ignore', 'pipe', 'ignore'] });
  return read.toString().trim().split('\n').toSorted();
}
