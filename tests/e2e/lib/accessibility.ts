import axe from 'axe-core';
import type { Page } from 'puppeteer-core';

/**
 * What axe-core finds wrong in a page, one readable line each; none is what we want. The source goes in through the
 * protocol, since the pages' policy allows no script of another origin.
 */
export async function accessibilityFindings(page: Page): Promise<string[]> {
  await page.evaluate(axe.source);
  // Colours on their way from one state to the next are none of either. Where the page is not the one in front they would
  // never arrive by themselves.
  await page.evaluate(() => {
    const running = document.getAnimations().filter(({ effect }) => effect?.getTiming().iterations !== Infinity);
    for (const animation of running) animation.finish();
  });
  const { violations } = await page.evaluate(
    async () => await (globalThis as unknown as { axe: typeof axe }).axe.run({ reporter: 'v2' }),
  );
  return violations.flatMap(({ id, impact, help, nodes }) =>
    nodes.map(({ target, failureSummary }) => `${id} (${impact}): ${help}; ${target.join(' ')}; ${failureSummary}`),
  );
}

/** {@link accessibilityFindings} of the page in light and in dark colours, each with the scheme before it. */
export async function findingsInBothSchemes(page: Page): Promise<string[]> {
  const findings: string[] = [];
  for (const value of ['dark', 'light']) {
    await page.emulateMediaFeatures([
      { name: 'prefers-color-scheme', value },
      // Colours on their way from one state to the next are none of either.
      { name: 'prefers-reduced-motion', value: 'reduce' },
    ]);
    findings.push(...(await accessibilityFindings(page)).map((finding) => `${value}: ${finding}`));
  }
  await page.emulateMediaFeatures([]);
  return findings;
}
