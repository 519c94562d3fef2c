import { stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { hashFile, hashFolder, hashZip } from './hashes.ts';
import type { Device } from './two-devices.ts';
import * as walk from './walkthrough.ts';

/** What is in an archive, in the order of the paths: SHA-256 and path of each file; of one file alone just its SHA-256. */
export type Content = readonly string[];

/** What an archive of this one file or folder, of several files, holds. */
export async function contentOf(path: string): Promise<Content> {
  if (!(await stat(path)).isDirectory()) return [await hashFile(path)];
  return lines(await hashFolder(path, join(path, '..')));
}

/** In the order of the titles. Those of one title stay in the order that they were in. */
export function byTitle(archives: readonly [title: string, content: Content][]): [title: string, content: Content][] {
  return archives.toSorted(([one], [other]) => (one < other ? -1 : one > other ? 1 : 0));
}

/** What is in a download of one archive. A zip that was itself the one file is named as it was. */
async function contentOfDownload(path: string, ofSeveral: boolean): Promise<Content> {
  return ofSeveral ? lines(await hashZip(path)) : [await hashFile(path)];
}

/** An archive as the list shows it. */
export interface Row {
  readonly title: string;
  /** Its title, when it was made, how many files and bytes, what is missing or was not saved. */
  readonly text: string;
  readonly link: string;
}

/** The list of archives, newest first. */
export async function listed({ page }: Device): Promise<Row[]> {
  await walk.goTo(page, 'archives');
  await page.waitForSelector('#archive-list');
  return await page.$$eval('#archive-list > li', (items) =>
    items.map((item) => ({
      title: item.querySelector('h2')?.innerText ?? '',
      text: item.innerText.replaceAll(/\s+/g, ' '),
      link: item.querySelector('a')?.getAttribute('href') ?? '',
    })),
  );
}

/** Restores every archive that is listed, each by its own page. @returns title and content of each, newest first */
export async function restoreAll(device: Device): Promise<[title: string, content: Content][]> {
  const restored: [string, Content][] = [];
  for (const { title, text, link } of await listed(device)) {
    const { page, downloads } = device;
    await walk.goTo(page, 'archives');
    await walk.click(page, `#archive-list a[href="${link}"]`);
    await page.waitForSelector('#download:enabled');
    await walk.click(page, '#download');
    const path = await downloads.next(120_000);
    await walk.jobDone(page);
    restored.push([title, await contentOfDownload(path, !/\b1 file\b/.test(text))]);
  }
  return restored;
}

/** Folders that `npm run restore` made of archives, each with what is in it. */
export async function contentOfRestored(folder: string): Promise<Content> {
  const paths = Object.entries(await hashFolder(folder, join(folder, '..')));
  return paths.length === 1 ? paths.map(([, hash]) => hash) : lines(Object.fromEntries(paths.map(below)));
}

/** Without the folder that holds the archive. */
function below([path, hash]: [string, string]): [string, string] {
  return [path.slice(path.indexOf('/') + 1), hash];
}

function lines(hashes: Readonly<Record<string, string>>): string[] {
  return Object.entries(hashes).map(([path, hash]) => `${hash} ${path}`);
}

/** What titles belong to, for `npm run restore`'s names of folders: `2026-11-22 Family (01234567)`. */
export function titleOf(folder: string): string {
  return basename(folder)
    .replace(/^\d{4}-\d\d-\d\d /, '')
    .replace(/ \([0-9a-f]{8}\)$/, '');
}
