import { createHash } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Session, launch } from './lib/browser.ts';
import { writeTelegramFolder } from './lib/exports.ts';
import { hashFolder } from './lib/hashes.ts';
import { appOpenedByItself } from './lib/pages.ts';
import { filesIn, pickNext } from './lib/private-folders.ts';
import { addVirtualAuthenticator } from './lib/virtual-authenticator.ts';
import * as walk from './lib/walkthrough.ts';

let folder: string;
let telegram: string;
let session: Session;
let page: Page;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'passkeep-folder-'));
  telegram = join(folder, 'ChatExport');
  await writeTelegramFolder(telegram, { marker: 'marker', messages: 3000, photos: [900_000, 10_000] });
  session = await launch({ profile: join(folder, 'profile') });
  page = await appOpenedByItself(session);
  await addVirtualAuthenticator(page, 'prf');
  await walk.setUp(page);
  await pickNext(page, '');
});

afterAll(async () => {
  await session?.close();
  await rm(folder, { recursive: true, force: true });
});

/** SHA-256 of every file in the page's private file system, by path. */
async function writtenFiles(): Promise<Record<string, string>> {
  const files = [...(await filesIn(page, ''))].toSorted(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(files.map(([path, bytes]) => [path, createHash('sha256').update(bytes).digest('hex')]));
}

/** What a folder that the archive was restored into should hold. */
async function expected(...names: string[]): Promise<Record<string, string>> {
  const original = Object.entries(await hashFolder(telegram));
  return Object.fromEntries(
    names.flatMap((name) => original.map(([path, hash]) => [`${name}/${path}`, hash] as const)),
  );
}

describe('restoring to a folder (the private file system in place of a picked one)', () => {
  it('writes every file into a new folder, byte for byte', async () => {
    await walk.backUp(page, [telegram]);
    await walk.openArchive(page, 'ChatExport');
    await walk.click(page, '#restore-folder');
    expect(await walk.jobDone(page)).toContain('3 files');
    expect(await writtenFiles()).toEqual(await expected('ChatExport'));
  });

  it('writes over nothing when the same archive is restored again', async () => {
    await walk.click(page, '#restore-folder');
    await walk.jobDone(page);
    expect(await writtenFiles()).toEqual(await expected('ChatExport', 'ChatExport (2)'));
  });

  it('restores only the files that were selected', async () => {
    await page.evaluate(async () => {
      const root = await navigator.storage.getDirectory();
      for await (const name of root.keys()) await root.removeEntry(name, { recursive: true });
    });
    await page.locator('#filter-files').fill('result.json');
    await page.waitForFunction(() => document.querySelectorAll('#file-list input[type=checkbox]').length === 1);
    await walk.click(page, '#file-list input[type=checkbox]');
    await walk.click(page, '#restore-folder');
    expect(await walk.jobDone(page)).toContain('1 file');
    expect(Object.keys(await writtenFiles())).toEqual(['ChatExport/result.json']);
  });
});
