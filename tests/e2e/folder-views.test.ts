import { createHash } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { vaultDescription, vaultFiles } from '../unit/format/load-vectors.ts';
import { findingsInBothSchemes } from './lib/accessibility.ts';
import type { Session } from './lib/browser.ts';
import type { Downloads } from './lib/downloads.ts';
import { writeTelegramFolder } from './lib/exports.ts';
import { hashFolder, hashZip } from './lib/hashes.ts';
import { openPopup } from './lib/pages.ts';
import { dropFolder, filesIn, pickNext, putFiles } from './lib/private-folders.ts';
import { untilSays } from './lib/says.ts';
import { SoftwareAuthenticator } from './lib/software-authenticator.ts';
import { openFirstStage } from './lib/stage.ts';
import { appState, archivePaths, storedFiles } from './lib/stored-vault.ts';
import * as walk from './lib/walkthrough.ts';

let folder: string;
let telegram: string;
let session: Session;
let page: Page;
let downloads: Downloads;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'passkeep-views-'));
  telegram = join(folder, 'ChatExport');
  await writeTelegramFolder(telegram, { marker: 'marker', messages: 3000, photos: [900_000, 10_000] });
  ({ session, page, downloads } = await openFirstStage(folder, new SoftwareAuthenticator()));
});

afterAll(async () => {
  await session?.close();
  await rm(folder, { recursive: true, force: true });
});

async function expectAccessible(): Promise<void> {
  expect(await findingsInBothSchemes(page)).toEqual([]);
}

/** The vault's files in a folder of the private file system; README.txt and what else lies there is left out. */
async function vaultIn(name: string): Promise<Map<string, Buffer>> {
  return new Map([...(await filesIn(page, name))].filter(([path]) => /^(keys|packs|index|snapshots)\//.test(path)));
}

const sorted = (files: ReadonlyMap<string, Buffer>) => [...files].toSorted(([a], [b]) => (a < b ? -1 : 1));
const textOf = async (selector: string) => await page.$eval(selector, (element) => (element as HTMLElement).innerText);

async function expectRestored(): Promise<void> {
  const zip = await walk.restore(page, downloads, 'ChatExport');
  expect(await hashZip(zip)).toEqual(await hashFolder(telegram, join(telegram, '..')));
}

describe('the vault in a folder (the private file system in place of a picked one)', () => {
  it('says that it is in this browser, and offers a folder', async () => {
    await walk.setUp(page);
    await walk.backUp(page, [telegram]);
    await walk.goTo(page, 'place');
    await page.waitForSelector('#in-browser');
    await expectAccessible();
  });

  it('is put into an empty folder itself, with a copy kept, after saying so', async () => {
    await pickNext(page, 'Drive');
    await walk.chooseFolder(page);
    expect(await textOf('#place')).toMatch(/\bDrive$/);
    expect(await page.$eval('#choose-copy', (box) => (box as HTMLInputElement).checked)).toBe(true);
    await expectAccessible();
    await walk.confirmFolder(page);
    await expectAccessible();
    expect(sorted(await vaultIn('Drive'))).toEqual(sorted(await storedFiles(page)));
    expect([...(await filesIn(page, 'Drive')).keys()]).toContain('README.txt');
    expect(await appState(page)).toMatchObject({ folder: { name: 'Drive', access: 'ready', keepsCopy: true } });
  });

  it('leaves everything as it was when the question is cancelled', async () => {
    const before = (await appState(page)).folder;
    await pickNext(page, 'Elsewhere');
    await walk.chooseFolder(page);
    await page.keyboard.press('Escape');
    await page.waitForSelector('#choose-dialog', { hidden: true });
    expect(await page.evaluate(() => document.activeElement?.classList.contains('choose-folder'))).toBe(true);
    expect((await appState(page)).folder?.name).toBe(before?.name);
    expect(await filesIn(page, 'Elsewhere')).toEqual(new Map());
  });

  it('gets every backup, by itself', async () => {
    await walk.backUp(page, [join(telegram, 'photos')]);
    await walk.allInFolder(page);
    const archives = await archivePaths(page);
    expect(archives).toHaveLength(2);
    expect([...(await vaultIn('Drive')).keys()]).toEqual(expect.arrayContaining(archives));
  });

  it('lives in the folder alone when no copy is wanted, and restores from there', async () => {
    await walk.click(page, '#keeps-copy');
    await expect.poll(async () => (await appState(page)).folder?.keepsCopy, { timeout: 60_000 }).toBe(false);
    await expectRestored();
    await walk.goTo(page, 'place');
    await walk.click(page, '#keeps-copy');
    await expect.poll(async () => (await appState(page)).folder?.keepsCopy, { timeout: 60_000 }).toBe(true);
    await expect
      .poll(async () => sorted(await storedFiles(page)).length, { timeout: 60_000 })
      .toBe((await vaultIn('Drive')).size);
  });

  it('gets a folder of its own where the picked one holds other things', async () => {
    const others = new Map([['tax.txt', Buffer.from('tax')]]);
    await putFiles(page, 'Stick', others);
    await pickNext(page, 'Stick');
    await walk.chooseFolder(page);
    expect(await textOf('#place')).toMatch(/Stick \/ Passkeep$/);
    await expectAccessible();
    await walk.confirmFolder(page);
    await expect.poll(async () => (await appState(page)).folder?.name).toBe('Stick / Passkeep');
    await walk.allInFolder(page);
    expect(sorted(await vaultIn('Stick/Passkeep'))).toEqual(sorted(await storedFiles(page)));
    expect((await filesIn(page, 'Stick')).get('tax.txt')).toEqual(others.get('tax.txt'));
  });

  it('goes on in a folder where it was before', async () => {
    await pickNext(page, 'Drive');
    await walk.chooseFolder(page);
    expect(await textOf('#choose-dialog')).toContain('already');
    await expectAccessible();
    await walk.confirmFolder(page);
    await expect.poll(async () => (await appState(page)).folder?.name).toBe('Drive');
  });

  it('is not put into an inner folder of a vault', async () => {
    await pickNext(page, 'Drive/keys');
    await walk.goTo(page, 'place');
    await walk.click(page, '.choose-folder');
    await page.waitForSelector('[data-code="FOLDER_INSIDE_VAULT"]');
    await expectAccessible();
    expect((await appState(page)).folder?.name).toBe('Drive');
  });

  it('is kept beside another vault, which stays as it is', async () => {
    const theirs = await vaultFiles();
    await putFiles(page, 'Shared', theirs);
    await pickNext(page, 'Shared');
    await walk.chooseFolder(page);
    // What is here would be out of reach.
    expect(await page.$eval('#way-open', (way) => (way as HTMLInputElement).disabled)).toBe(true);
    await expectAccessible();
    expect(await textOf('#place')).toMatch(/Shared \/ Passkeep$/);
    await walk.confirmFolder(page);
    await expect.poll(async () => (await appState(page)).folder?.name).toBe('Shared / Passkeep');
    expect(sorted(await vaultIn('Shared'))).toEqual(sorted(new Map([...theirs].map(([k, v]) => [k, Buffer.from(v)]))));
  });

  it('takes the place of another vault only after the words for that were typed', async () => {
    const theirs = await vaultFiles();
    await putFiles(page, 'Old', theirs);
    await pickNext(page, 'Old');
    await walk.chooseFolder(page);
    await walk.click(page, '#way-giveUp');
    await page.waitForSelector('#give-up-typed');
    expect(await page.$eval('#confirm-folder', (button) => (button as HTMLButtonElement).disabled)).toBe(true);
    await expectAccessible();
    const word = await page.$eval('#give-up-typed', (input) => input.getAttribute('data-word') ?? '');
    await page.locator('#give-up-typed').fill(word);
    await walk.confirmFolder(page);
    await expect.poll(async () => (await appState(page)).folder?.name).toBe('Old');
    await walk.allInFolder(page);
    expect(sorted(await vaultIn('Old'))).toEqual(sorted(await storedFiles(page)));
  });

  it('tells on every view that the folder is gone, with what is not in it, and finishes in another', async () => {
    await dropFolder(page, 'Old');
    await walk.backUp(page, [join(telegram, 'photos')]);
    for (const view of ['archives', 'place'] as const) {
      await walk.goTo(page, view);
      await untilSays(page, '#folder-notice[data-code="FOLDER_GONE"]', 'Not yet in your folder: 1 backup');
      await expectAccessible();
    }
    const popup = await openPopup(session, page);
    await popup.waitForSelector('#to-folder');
    await untilSays(popup, '#popup-kept', '1 backup');
    expect(await findingsInBothSchemes(popup)).toEqual([]);
    await popup.click('#to-folder');
    await pickNext(page, 'New');
    await walk.click(page, '#folder-notice .choose-folder');
    await page.waitForSelector('#without-old');
    await expectAccessible();
    await walk.confirmFolder(page);
    await page.waitForSelector('#folder-notice', { hidden: true });
    expect(sorted(await vaultIn('New'))).toEqual(sorted(await storedFiles(page)));
  });

  it('writes again to a folder that has lost everything, after saying what that means', async () => {
    for (const name of ['keys', 'packs', 'index', 'snapshots']) await dropFolder(page, `New/${name}`);
    await walk.backUp(page, [join(telegram, 'photos')]);
    await walk.goTo(page, 'place');
    await page.waitForSelector('#folder-notice[data-code="FOLDER_EMPTIED"]');
    await expectAccessible();
    expect(await vaultIn('New')).toEqual(new Map());
    await walk.click(page, '#put-back');
    await page.waitForSelector('#put-back-dialog[open]');
    await expectAccessible();
    await walk.click(page, '#put-back-dialog .confirm');
    await walk.allInFolder(page);
    expect(sorted(await vaultIn('New'))).toEqual(sorted(await storedFiles(page)));
  });

  it('is downloaded as one zip of the same files', async () => {
    await walk.click(page, '#download-all');
    const zip = await downloads.next(60_000);
    await walk.jobDone(page);
    const hash = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex');
    const inZip = Object.entries(await hashZip(zip)).map(([path, sum]) => [path.slice(path.indexOf('/') + 1), sum]);
    const expected = sorted(await vaultIn('New')).map(([path, bytes]) => [path, hash(bytes)]);
    expect(inZip.filter(([path]) => path !== 'README.txt').toSorted()).toEqual(expected);
  });

  it('comes back into the browser whole, and leaves the folder as it is', async () => {
    await walk.click(page, '#keeps-copy');
    await expect.poll(async () => (await appState(page)).folder?.keepsCopy, { timeout: 60_000 }).toBe(false);
    const before = sorted(await vaultIn('New'));
    await walk.click(page, '#leave-folder');
    await page.waitForSelector('#leave-dialog[open]');
    await expectAccessible();
    await walk.click(page, '#leave-dialog .confirm');
    expect(await walk.jobDone(page)).toContain('back in this browser');
    await page.waitForSelector('#in-browser');
    expect(sorted(await vaultIn('New'))).toEqual(before);
    expect(sorted(await storedFiles(page))).toEqual(before);
    await expectRestored();
  });
});

describe('a browser without archives', () => {
  it('opens the vault of a folder instead of its own', async () => {
    const { words, archives } = await vaultDescription();
    const second = await openFirstStage(join(folder, 'second'), new SoftwareAuthenticator());
    try {
      await walk.setUp(second.page);
      await putFiles(second.page, 'Theirs', await vaultFiles());
      await pickNext(second.page, 'Theirs');
      await walk.chooseFolder(second.page);
      expect(await findingsInBothSchemes(second.page)).toEqual([]);
      await walk.click(second.page, '#confirm-folder');
      // As on a second device: the keys are those of the folder now.
      await walk.click(second.page, '#use-words');
      await second.page.locator('#words-typed').fill(words.words);
      await walk.click(second.page, '#unlock-words');
      await expect.poll(async () => (await appState(second.page)).archives, { timeout: 60_000 }).toBe(archives.length);
      expect((await appState(second.page)).folder?.name).toBe('Theirs');
    } finally {
      await second.session.close();
    }
  });
});
