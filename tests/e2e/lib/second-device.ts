import type { Page } from 'puppeteer-core';
import type { Downloads } from './downloads.ts';
import { pickNext } from './private-folders.ts';
import { until } from './until.ts';
import * as walk from './walkthrough.ts';

/** Files of a vault by path, as a sync program carries them. */
export type VaultFiles = ReadonlyMap<string, Buffer>;

/** Those of a folder's files that belong to the vault. */
export function ofVault(files: VaultFiles): Map<string, Buffer> {
  return new Map([...files].filter(([path]) => /^(keys|packs|index|snapshots)\//.test(path)));
}

/** In a fresh profile: agrees, and says that there are archives already. */
export async function sayUsedBefore(page: Page): Promise<void> {
  await walk.click(page, '#agree');
  await walk.click(page, '#start-existing');
  await page.waitForSelector('#pick-vault');
}

/** Picks a folder, of the private file system, in which the archives are said to be. */
export async function pickVault(page: Page, folder: string): Promise<void> {
  await pickNext(page, folder);
  await walk.click(page, '#pick-vault');
}

/**
 * Has the app look into its folder, from the page of an archive, until nothing of that is missing any more. The app looks by
 * itself too, now and then: the button may have gone already, or be pressed while a look is under way that began earlier.
 */
export async function lookUntilAllCame(page: Page): Promise<void> {
  const look = async (): Promise<boolean> => {
    if (!(await page.$('#missing'))) return true;
    await (await page.$('.look-again:enabled'))?.evaluate((one) => (one as HTMLElement).click());
    return false;
  };
  await until('all of the archive to be there', look, { timeout: 90_000, interval: 1000 });
}

/** Downloads what of an archive is here. @returns the download's path, what the job's card says, and which files it names as left out */
export async function restoreRest(
  page: Page,
  downloads: Downloads,
  title: string,
): Promise<{ path: string; said: string; left: string[] }> {
  await walk.openArchive(page, title);
  await walk.click(page, '#download');
  const path = await downloads.next(120_000);
  let left: string[] = [];
  const said = await walk.jobDone(page, async () => {
    left = await page.$$eval('.job .problems li', (items) => items.map((item) => item.textContent));
  });
  return { path, said, left };
}
