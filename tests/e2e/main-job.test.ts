import { spawnSync } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { Decrypter } from 'age-encryption';
import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { realAge } from '../lib/real-age.ts';
import { findingsInBothSchemes } from './lib/accessibility.ts';
import { type Session, launch } from './lib/browser.ts';
import { type Downloads, collectDownloads } from './lib/downloads.ts';
import { writeNoise, writeTelegramFolder, writeWhatsAppZip } from './lib/exports.ts';
import { hashFile, hashFolder, hashZip } from './lib/hashes.ts';
import { appOpenedByItself, extensionUrl, openApp, openPopup } from './lib/pages.ts';
import { scanProfile } from './lib/profile-scan.ts';
import { SoftwareAuthenticator } from './lib/software-authenticator.ts';
import { appState, storedFiles } from './lib/stored-vault.ts';
import * as walk from './lib/walkthrough.ts';

const MARKER = 'Zwetschgenkuchen-7391';
const MB = 1_000_000;
const age = realAge();

let folder: string;
let whatsApp: string;
let telegram: string;
let film: string;
let session: Session;
let page: Page;
let downloads: Downloads;
let words: string;
let identityFile: string;
let identity: string;
let ownIdentity: string;
/** In this whole run, of every browser. */
const network: string[] = [];
// Its passkey is there again after the browser was killed, as one that a password manager syncs.
const authenticator = new SoftwareAuthenticator();

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'passkeep-main-'));
  whatsApp = join(folder, 'exports', `WhatsApp Chat - ${MARKER}.zip`);
  telegram = join(folder, 'exports', 'ChatExport');
  film = join(folder, 'exports', 'film.mp4');
  await writeWhatsAppZip(whatsApp, { marker: MARKER, messages: 5000, photos: [300_000, 1_200_000, 40_000] });
  await writeTelegramFolder(telegram, { marker: MARKER, messages: 20_000, photos: [2_000_000, 150_000] });
  await writeNoise(film, 300 * MB, MARKER, 1);
});

afterAll(async () => {
  await session?.close();
  await rm(folder, { recursive: true, force: true });
});

/** Starts the browser on the profile and shows the app with the software authenticator in it. */
async function start(first: boolean): Promise<void> {
  session = await launch({ profile: join(folder, 'profile') });
  page = first ? await appOpenedByItself(session) : await openApp(session);
  await authenticator.install(page);
  await page.reload();
  downloads = await collectDownloads(session, join(folder, 'restored'));
}

async function kill(): Promise<void> {
  await session.kill();
  network.push(...(session.network?.seen() ?? []));
}

async function expectAccessible(): Promise<void> {
  expect(await findingsInBothSchemes(page)).toEqual([]);
}

async function expectAllRestored(): Promise<void> {
  const zip = await walk.restore(page, downloads, 'ChatExport');
  expect(await hashZip(zip)).toEqual(await hashFolder(telegram, join(telegram, '..')));
  expect(await hashFile(await walk.restore(page, downloads, MARKER))).toBe(await hashFile(whatsApp));
  expect(await hashFile(await walk.restore(page, downloads, 'film'))).toBe(await hashFile(film));
}

/** What stands on the toolbar button. */
async function badge(): Promise<string> {
  return await page.evaluate(async () => await chrome.action.getBadgeText({}));
}

/** Everything that a locked page says, its title and address included. */
async function allThatIsSaid(): Promise<string> {
  return await page.evaluate(() => [document.title, location.href, document.documentElement.outerHTML].join('\n'));
}

describe('the main job', () => {
  it('leads through the first run in the tab that opens by itself', async () => {
    await start(true);
    words = await walk.setUp(page, expectAccessible);
    expect(words.split(' ')).toHaveLength(12);
    expect(await appState(page)).toMatchObject({ vault: 'unlocked', archives: 0 });
    expect(await appState(page).then(({ protectedSince }) => protectedSince)).toBeGreaterThan(Date.now() - 3_600_000);
  });

  it('shows the popup over a page, whose one button brings the one tab of the app to the front', async () => {
    await walk.goTo(page, 'keys');
    const other = await session.browser.newPage();
    await other.goto('data:text/html,<title>any page</title>');
    const popup = await openPopup(session, other);
    await popup.waitForSelector('#popup-state[data-vault="unlocked"]');
    expect(await findingsInBothSchemes(popup)).toEqual([]);
    await popup.click('#to-backup');
    await page.waitForFunction(() => document.visibilityState === 'visible' && location.hash === '#backup');
    const tabs = session.browser
      .targets()
      .filter((target) => target.url().startsWith(extensionUrl(session, 'options')));
    expect(tabs).toHaveLength(1);
    await other.close();
    await page.bringToFront();
  });

  it('backs up a WhatsApp zip and a Telegram folder', async () => {
    expect(await walk.backUp(page, [whatsApp], expectAccessible)).toContain('1 file');
    expect(await walk.backUp(page, [telegram], expectAccessible)).toContain('3 files');
    expect(await appState(page)).toMatchObject({ archives: 2 });
  });

  it('writes nothing but age files, which the age-encryption package opens on its own', async () => {
    const files = await storedFiles(page);
    const wordsSlot = [...files.values()].find((bytes) => bytes.includes('-> scrypt ')) ?? Buffer.alloc(0);
    const byWords = new Decrypter();
    byWords.addPassphrase(words);
    identityFile = await byWords.decrypt(wordsSlot, 'text');
    // The vault's identity is the first; the other is the slot's own.
    [identity, ownIdentity] = identityFile.split('\n').filter((line) => line.startsWith('AGE-')) as [string, string];
    const opened = new Map<string, string>();
    for (const [path, bytes] of files) {
      if (path.startsWith('keys/')) continue;
      const decrypter = new Decrypter();
      decrypter.addIdentity(identity);
      const plaintext = Buffer.from(await decrypter.decrypt(bytes));
      opened.set(path, plaintext.subarray(0, plaintext.indexOf('\n')).toString());
    }
    expect(identity).toMatch(/^AGE-SECRET-KEY-PQ-1/);
    const typeOf = { packs: 'passkeep pack 1', index: 'passkeep index 1', snapshots: 'passkeep snapshot 1' };
    for (const [path, line] of opened) expect(line).toBe(typeOf[path.split('/')[0] as keyof typeof typeOf]);
    expect(opened.size).toBeGreaterThan(5);
    const others = [...files.keys()].filter((path) => !path.endsWith('.age'));
    expect(others).toEqual([expect.stringMatching(/^keys\/[0-9a-f]{32}\.txt$/)]);
  });

  it.skipIf(!age)(
    'writes nothing that age itself does not open (skipped without age 1.3; AGE=path names one)',
    async () => {
      const identities = join(folder, 'identity.txt');
      await writeFile(identities, identityFile);
      const files = [...(await storedFiles(page))].filter(
        ([path]) => path.endsWith('.age') && !path.startsWith('keys/'),
      );
      expect(files.length).toBeGreaterThan(5);
      for (const [path, input] of files) {
        const { status, stdout } = spawnSync(age ?? '', ['--decrypt', '-i', identities], {
          input,
          maxBuffer: 2 ** 26,
        });
        expect(status, path).toBe(0);
        expect(stdout.subarray(0, 9).toString()).toBe('passkeep ');
      }
      await rm(identities);
    },
  );

  it('stores next to nothing for a second backup of the same export', async () => {
    const before = (await appState(page)).storedBytes;
    await walk.backUp(page, [telegram]);
    const added = (await appState(page)).storedBytes - before;
    const size = 4 * MB;
    expect(added).toBeGreaterThan(0);
    expect(added).toBeLessThan(size / 100);
  });

  it('backs up a file of 300 MB, also when its tab is closed meanwhile', async () => {
    await walk.collect(page, [film]);
    await walk.click(page, '#start-backup');
    await page.waitForSelector('.job[data-status="running"]');
    await expect.poll(badge, { timeout: 30_000 }).toMatch(/^\d+%$/);
    await page.close();
    page = await openApp(session);
    await authenticator.install(page);
    await page.reload();
    expect(await walk.jobDone(page)).toContain('300 MB');
    await expect.poll(badge).toBe('');
    expect(await appState(page)).toMatchObject({ archives: 4 });
  });

  it('says no title or name while it is locked', async () => {
    await walk.goTo(page, 'archives');
    await walk.openArchive(page, 'ChatExport');
    await walk.lock(page);
    for (const view of ['archives', 'backup', 'keys', 'place', 'about'] as const) {
      await walk.goTo(page, view);
      const said = await allThatIsSaid();
      for (const name of [MARKER, 'ChatExport', 'film', 'result.json', 'PHOTO']) expect(said).not.toContain(name);
      await expectAccessible();
    }
  });

  // Before anything is downloaded: the browser's own list of downloads names what the user has saved.
  it('leaves no message, name, identity or recovery word in any file of the profile', async () => {
    await kill();
    const { hits, bytes } = await scanProfile(session.profile, [
      MARKER,
      'ChatExport',
      basename(film),
      identity,
      identity.slice(20, 60),
      ownIdentity,
      words,
      words.split(' ').slice(0, 3).join(' '),
    ]);
    expect(bytes).toBeGreaterThan(300 * MB);
    expect(hits).toEqual([]);
  });

  it('restores byte for byte after unlocking with the passkey', async () => {
    await start(false);
    expect(await appState(page)).toMatchObject({ vault: 'locked', archives: 4 });
    await walk.unlockWithPasskey(page);
    await expectAccessible();
    await expectAllRestored();
    await expectAccessible();
  });

  it('opens with the recovery words after the browser was killed, and restores byte for byte', async () => {
    await kill();
    await start(false);
    await walk.unlockWithWords(page, words);
    await expectAllRestored();
  });

  it('opens with the same passkey after the browser was killed, by one ceremony', async () => {
    await walk.lock(page);
    const asked = authenticator.requested('get').length;
    await walk.unlockWithPasskey(page);
    expect(authenticator.requested('get')).toHaveLength(asked + 1);
    expect(await hashFile(await walk.restore(page, downloads, MARKER))).toBe(await hashFile(whatsApp));
  });

  it('asks for the passkey when a backup is started while locked, and goes on without another click', async () => {
    await walk.lock(page);
    expect(await walk.backUp(page, [whatsApp])).toContain('1 file');
    expect(await appState(page)).toMatchObject({ vault: 'unlocked', archives: 5 });
  });

  it('deletes an archive and gives its space back', async () => {
    const before = (await appState(page)).storedBytes;
    expect(await walk.remove(page, 'film')).toContain('came back');
    const state = await appState(page);
    expect(state.archives).toBe(4);
    expect(before - state.storedBytes).toBeGreaterThan(295 * MB);
    expect(await hashFile(await walk.restore(page, downloads, MARKER))).toBe(await hashFile(whatsApp));
  });

  it('cancels a backup, which leaves nothing behind', async () => {
    const before = await appState(page);
    await walk.collect(page, [film]);
    await walk.click(page, '#start-backup');
    await page.waitForSelector('.job[data-status="running"]');
    await walk.click(page, '#cancel-job');
    await page.waitForSelector('.job[data-status="cancelled"]');
    await walk.click(page, '#dismiss-job');
    expect(await appState(page)).toMatchObject({ archives: before.archives, storedBytes: before.storedBytes });
  });

  it('sent nothing to any network during all of this', async () => {
    await session.close();
    network.push(...(session.network?.seen() ?? []));
    expect(network).toEqual([]);
  });
});
