import type { Page } from 'puppeteer-core';
import type { Downloads } from './downloads.ts';
import { pickNext } from './private-folders.ts';
import { appState } from './stored-vault.ts';
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

/** Has the app look into its folder, and waits until it has. */
export async function lookAgain(page: Page): Promise<void> {
  const before = (await appState(page)).folder?.syncedAt ?? 0;
  await walk.click(page, '.look-again:enabled');
  await until('a look into the folder', async () => ((await appState(page)).folder?.syncedAt ?? 0) > before);
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
