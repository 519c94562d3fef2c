import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findingsInBothSchemes } from './lib/accessibility.ts';
import { pickPaths } from './lib/drop.ts';
import { writeTelegramFolder, writeWhatsAppZip } from './lib/exports.ts';
import { hashFile, hashFolder, hashZip } from './lib/hashes.ts';
import { dropFolder, filesIn, pickNext, putFiles } from './lib/private-folders.ts';
import {
  type VaultFiles,
  lookUntilAllCame,
  ofVault,
  pickVault,
  restoreRest,
  sayUsedBefore,
} from './lib/second-device.ts';
import { untilSays } from './lib/says.ts';
import { SoftwareAuthenticator } from './lib/software-authenticator.ts';
import { type Stage, openFirstStage } from './lib/stage.ts';
import { appState, archivePaths, storedFiles } from './lib/stored-vault.ts';
import * as walk from './lib/walkthrough.ts';

const MB = 1_000_000;
const PHOTO = '00000001-PHOTO-2025-01-01-08-00-00.jpg';
/** Archives by their titles. */
const CHAT = 'ChatExport';
const FAMILY = 'Family';

let folder: string;
let telegram: string;
let whatsApp: string;
let words: string;
/** The folder as the first device left it. */
let vault: VaultFiles;
let packsOfPhoto: string[];
let first: Stage;
let second: Stage;
let page: Page;
const passkeys = new SoftwareAuthenticator();
const otherPasskeys = new SoftwareAuthenticator();

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'passkeep-second-'));
  telegram = join(folder, 'exports', CHAT);
  whatsApp = join(folder, 'exports', `${FAMILY}.zip`);
  await writeTelegramFolder(telegram, { marker: 'marker', messages: 3000, photos: [12 * MB, 2 * MB, 40_000] });
  await writeWhatsAppZip(whatsApp, { marker: 'marker', messages: 500, photos: [60_000] });
  first = await openFirstStage(join(folder, 'first'), passkeys);
  words = await walk.setUp(first.page);
  // By itself first: what it takes is then in packs of its own, which the chat's archive needs too.
  await walk.backUp(first.page, [join(telegram, 'photos', PHOTO)]);
  packsOfPhoto = [...(await storedFiles(first.page)).keys()].filter((path) => path.startsWith('packs/'));
  await walk.backUp(first.page, [telegram]);
  await walk.backUp(first.page, [whatsApp]);
  await pickNext(first.page, 'Drive');
  await walk.chooseFolder(first.page);
  await walk.confirmFolder(first.page);
  vault = ofVault(await filesIn(first.page, 'Drive'));
  second = await openFirstStage(join(folder, 'second'), otherPasskeys);
  page = second.page;
}, 300_000);

afterAll(async () => {
  await first?.session.close();
  await second?.session.close();
  await rm(folder, { recursive: true, force: true });
});

const expectAccessible = async () => expect(await findingsInBothSchemes(page)).toEqual([]);
const textOf = async (selector: string) => await page.$eval(selector, (element) => (element as HTMLElement).innerText);

/** The files of the vault whose paths start so. */
function those(...starts: readonly string[]): Map<string, Buffer> {
  return new Map([...vault].filter(([path]) => starts.some((start) => path.startsWith(start))));
}

/** Has the folder lose a file of `snapshots`, and the app look into it. */
async function lose(path: string): Promise<void> {
  await page.evaluate(async (name) => {
    const drive = await (await navigator.storage.getDirectory()).getDirectoryHandle('Drive');
    await (await drive.getDirectoryHandle('snapshots')).removeEntry(name);
  }, basename(path));
  await walk.goTo(page, 'archives');
  // The app looks as soon as it is shown.
  await page.reload();
  await page.waitForSelector('#lost li', { timeout: 60_000 });
}

describe('a second device (the private file system in place of a picked folder)', () => {
  it('asks whether there are archives, and does not make a new vault by mistake', async () => {
    await walk.click(page, '#agree');
    await page.waitForSelector('#start-existing');
    await expectAccessible();
    await walk.click(page, '#start-existing');
    await page.waitForSelector('#pick-zip');
    await expectAccessible();
    expect(await appState(page)).toMatchObject({ vault: 'none' });
  });

  it('says so where a folder holds no archives, and looks again', async () => {
    await pickVault(page, 'Drive');
    await page.waitForSelector('#not-there[data-holds="nothing"]');
    expect(await textOf('#not-there')).toContain('There are no archives in');
    await expectAccessible();
    await putFiles(page, 'Drive', new Map([['tax.txt', Buffer.from('tax')]]));
    await walk.click(page, '#look-again');
    await page.waitForSelector('#not-there[data-holds="files"]');
    await dropFolder(page, 'Drive');
  });

  it('says so where no key has arrived yet, and goes on once one has', async () => {
    await putFiles(page, 'Drive', those('packs/', 'snapshots/'));
    await pickVault(page, 'Drive');
    await page.waitForSelector('#not-there[data-holds="other"]');
    expect(await textOf('#not-there')).toContain('no key yet');
    await expectAccessible();
    expect(await appState(page)).toMatchObject({ vault: 'none', folder: null });
    await putFiles(page, 'Drive', those('keys/'));
    await walk.click(page, '#look-again');
    await page.waitForSelector('#use-words');
    await expectAccessible();
  });

  it('lets go of a folder that has not been opened, also after a reload', async () => {
    await page.reload();
    await walk.click(page, '#forget-folder');
    await page.waitForSelector('#pick-vault');
    expect(await appState(page)).toMatchObject({ vault: 'none', folder: null, storedBytes: 0 });
    expect([...(await storedFiles(page)).keys()]).toEqual([]);
    expect(ofVault(await filesIn(page, 'Drive')).size).toBe(those('packs/', 'snapshots/', 'keys/').size);
    await dropFolder(page, 'Drive');
  });

  it('opens a half-arrived folder with the words, and counts what is missing', async () => {
    await putFiles(page, 'Drive', new Map([...vault].filter(([path]) => !packsOfPhoto.includes(path))));
    await pickVault(page, 'Drive');
    await walk.openWithWords(page, words);
    await untilSays(page, '#arrived', '3 archives', CHAT, FAMILY);
    await untilSays(page, '#arrival', '2 files of your archives are not here yet, 24 MB.');
    await expectAccessible();
  });

  it('adds a passkey of its own', async () => {
    expect(await appState(page)).toMatchObject({ passkeyHere: false });
    otherPasskeys.misbehaviour = { noPrf: true };
    await walk.click(page, '#add-passkey');
    await page.waitForSelector('#add-passkey-card [data-code="PASSKEY_NO_PRF"]');
    await expectAccessible();
    otherPasskeys.misbehaviour = {};
    await walk.click(page, '#add-passkey');
    await page.waitForSelector('#add-passkey-card', { hidden: true });
    await expectAccessible();
    expect(await appState(page)).toMatchObject({ passkeyHere: true });
    await walk.click(page, '#to-archives');
    await walk.lock(page);
    const asked = otherPasskeys.requested('get').length;
    await walk.unlockWithPasskey(page);
    expect(otherPasskeys.requested('get')).toHaveLength(asked + 1);
    const keysInFolder = async () => [...(await filesIn(page, 'Drive')).keys()].filter(isKey).length;
    await expect.poll(keysInFolder, { timeout: 60_000 }).toBe(3);
  });

  it('restores what has arrived, byte for byte, and names the rest', async () => {
    await walk.goTo(page, 'archives');
    expect(await hashFile(await walk.restore(page, second.downloads, FAMILY))).toBe(await hashFile(whatsApp));
    await walk.openArchive(page, CHAT);
    expect(await textOf('#missing h2')).toBe('1 of 4 files is not here yet, 12 MB');
    expect(await textOf('#missing p')).toContain('The other 3 files are here');
    await expectAccessible();
    const { path, left } = await restoreRest(page, second.downloads, CHAT);
    expect(left).toEqual([`${CHAT}/photos/${PHOTO} is not all here yet`]);
    const { [`${CHAT}/photos/${PHOTO}`]: photo, ...rest } = await hashFolder(telegram, join(telegram, '..'));
    expect(photo).toBeDefined();
    expect(await hashZip(path)).toEqual(rest);
    await walk.goTo(page, 'archives');
    await walk.click(page, '#archive-list a ::-p-text(PHOTO)');
    await page.waitForSelector('#missing');
    expect(await textOf('#missing h2')).toBe('Nothing of it is here yet');
    expect(await page.$('#download')).toBeNull();
    await expectAccessible();
  });

  it('has everything once the rest has arrived', async () => {
    await putFiles(page, 'Drive', vault);
    await walk.openArchive(page, CHAT);
    await lookUntilAllCame(page);
    await walk.goTo(page, 'archives');
    await page.waitForSelector('#archive-list');
    expect(await page.$('#arrival')).toBeNull();
    const zip = await walk.restore(page, second.downloads, CHAT);
    expect(await hashZip(zip)).toEqual(await hashFolder(telegram, join(telegram, '..')));
  });

  it('names an archive that the folder has lost, and puts it back', async () => {
    const before = ofVault(await filesIn(page, 'Drive'));
    const [lost = ''] = await archivePaths(page);
    await lose(lost);
    expect(await textOf('#lost h2')).toBe('Your folder has lost an archive that was in it:');
    expect(await textOf('#lost li')).toMatch(new RegExp(`^(${CHAT}|${FAMILY}|${PHOTO.slice(0, 14)}.*)\\s+today, `));
    await expectAccessible();
    await walk.click(page, '#put-back-lost');
    await page.waitForSelector('#lost', { hidden: true, timeout: 60_000 });
    expect((await filesIn(page, 'Drive')).get(lost)).toEqual(before.get(lost));
  });

  it('lets a lost archive go after saying what that means', async () => {
    const [archive = ''] = await archivePaths(page);
    await lose(archive);
    await walk.click(page, '#let-go summary');
    await expectAccessible();
    await walk.click(page, '#forget-lost');
    await page.waitForSelector('#lost', { hidden: true });
    await page.waitForFunction(() => document.querySelectorAll('#archive-list li.archive').length === 2);
  });

  it('opens with the passkey where that has been synced to it, and offers no other', async () => {
    const synced = await openFirstStage(join(folder, 'synced'), passkeys);
    try {
      await sayUsedBefore(synced.page);
      await putFiles(synced.page, 'Drive', vault);
      await pickVault(synced.page, 'Drive');
      await walk.click(synced.page, '#unlock');
      await synced.page.waitForSelector('#arrived');
      expect(await synced.page.$('#add-passkey-card')).toBeNull();
      const state = { vault: 'unlocked', passkeyHere: true, archives: 3 };
      await expect.poll(() => appState(synced.page), { timeout: 30_000 }).toMatchObject(state);
      await walk.click(synced.page, '#to-archives');
      expect(await hashFile(await walk.restore(synced.page, synced.downloads, FAMILY))).toBe(await hashFile(whatsApp));
    } finally {
      await synced.session.close();
    }
  });

  it('takes in a zip of the whole vault', async () => {
    await walk.goTo(first.page, 'place');
    await walk.click(first.page, '#download-all');
    const zip = await first.downloads.next(120_000);
    await walk.jobDone(first.page);
    const third = await openFirstStage(join(folder, 'third'), new SoftwareAuthenticator());
    try {
      await sayUsedBefore(third.page);
      const input = await third.page.waitForSelector('#pick-zip');
      if (input) await pickPaths(input, [zip]);
      await walk.openWithWords(third.page, words);
      expect(await findingsInBothSchemes(third.page)).toEqual([]);
      await walk.click(third.page, '#to-archives');
      const restored = await walk.restore(third.page, third.downloads, CHAT);
      expect(await hashZip(restored)).toEqual(await hashFolder(telegram, join(telegram, '..')));
      expect(await hashFile(await walk.restore(third.page, third.downloads, FAMILY))).toBe(await hashFile(whatsApp));
    } finally {
      await third.session.close();
    }
  });
});

function isKey(path: string): boolean {
  return /^keys\/.*\.age$/.test(path);
}
