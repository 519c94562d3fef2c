import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from 'puppeteer-core';

export const SCREENSHOTS = join(import.meta.dirname, '..', '..', '..', '.output', 'screenshots');

const WIDTHS = { wide: 1200, narrow: 380 };
const SCHEMES = ['light', 'dark'] as const;

/**
 * Takes a view as users may see it: light and dark, wide and narrow (`NAME-wide-dark.png`), the whole height. Leaves the
 * page as it was.
 * @param widths the popup has one width of its own: pass an empty list
 */
export async function takeScreenshots(
  page: Page,
  name: string,
  widths: readonly (keyof typeof WIDTHS)[] = ['wide', 'narrow'],
): Promise<void> {
  await mkdir(SCREENSHOTS, { recursive: true });
  const before = page.viewport();
  for (const width of widths.length > 0 ? widths : [null]) {
    if (width) await page.setViewport({ width: WIDTHS[width], height: 900 });
    for (const scheme of SCHEMES) {
      await page.emulateMediaFeatures([
        { name: 'prefers-color-scheme', value: scheme },
        // No picture of colours on their way from light to dark.
        { name: 'prefers-reduced-motion', value: 'reduce' },
      ]);
      const path = join(SCREENSHOTS, `${[name, width, scheme].filter(Boolean).join('-')}.png`);
      await page.screenshot({ path: path as `${string}.png`, fullPage: width !== null });
    }
  }
  await page.emulateMediaFeatures([]);
  if (widths.length > 0) await page.setViewport(before);
}
