import type { Page } from 'puppeteer-core';

/** How long {@link untilSays} waits. Milliseconds. */
const PATIENCE = 60_000;

/**
 * Waits until an element says what is wanted: what a view shows first may still be on its way to it.
 * @returns all that the element says then
 * @throws Error with what it said instead
 */
export async function untilSays(
  page: Page,
  selector: string,
  ...wanted: readonly (string | RegExp)[]
): Promise<string> {
  const patterns = wanted.map((one) => (typeof one === 'string' ? RegExp.escape(one) : one.source));
  const said = async (): Promise<string> =>
    await page.$eval(selector, (element) => (element as HTMLElement).innerText).catch(() => 'it is not there');
  await page
    .waitForFunction(
      (where, all) => {
        const text = document.querySelector<HTMLElement>(where)?.innerText ?? '';
        return all.every((one) => new RegExp(one).test(text));
      },
      { timeout: PATIENCE },
      selector,
      patterns,
    )
    .catch(async (cause: unknown) => {
      throw new Error(`${selector} does not say ${wanted.join(', ')}: ${await said()}`, { cause });
    });
  return await said();
}
