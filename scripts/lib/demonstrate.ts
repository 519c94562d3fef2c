import { mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'puppeteer-core';
import { type Session, launch } from '../../tests/e2e/lib/browser.ts';
import { type Downloads, collectDownloads } from '../../tests/e2e/lib/downloads.ts';
import { type Hashes, hashFolder, hashZip } from '../../tests/e2e/lib/hashes.ts';
import { appOpenedByItself, openApp, openPopup } from '../../tests/e2e/lib/pages.ts';
import { SCREENSHOTS, takeScreenshots } from '../../tests/e2e/lib/screenshots.ts';
import { addVirtualAuthenticator } from '../../tests/e2e/lib/virtual-authenticator.ts';
import * as walk from '../../tests/e2e/lib/walkthrough.ts';
import { writeSample } from './sample.ts';
import { say, since } from './say.ts';

/**
 * The main job, headless, on exports that it writes first: set up, back up, lock, unlock, restore, compare; then the same
 * after the browser has been killed, with the recovery words. Says what it does and leaves screenshots of each step.
 * @returns whether all came back byte for byte and nothing went to the network
 */
export async function demonstrate(): Promise<boolean> {
  const folder = await mkdtemp(join(tmpdir(), 'passkeep-start-'));
  const profile = join(folder, 'profile');
  let running: Session | undefined;
  try {
    const exported = join(folder, 'exports');
    const paths = await step('Wrote a WhatsApp zip, a Telegram folder and a film', () => writeSample(exported));
    const wanted = await hashFolder(exported);
    say(`  ${Object.keys(wanted).length} files, ${megabytes(await sizeOf(exported, wanted))}`);

    const first = await step('Started Chromium with the extension', () => launch({ profile }));
    running = first;
    const { words, same: sameBefore } = await firstRun(first, paths, wanted, join(folder, 'restored-1'));

    await step('Killed the browser', () => first.kill());
    const second = await step('Started it again on the same profile', () => launch({ profile }));
    running = second;
    const sameAfter = await secondRun(second, words, wanted, join(folder, 'restored-2'));
    await second.close();
    const quiet = reportNetwork([...(first.network?.seen() ?? []), ...(second.network?.seen() ?? [])]);
    say(`Screenshots of each step: ${SCREENSHOTS}`);
    return sameBefore && sameAfter && quiet;
  } finally {
    await running?.kill();
    await rm(folder, { recursive: true, force: true });
  }
}

async function firstRun(session: Session, paths: readonly string[], wanted: Hashes, restored: string) {
  const page = await appOpenedByItself(session);
  const downloads = await collectDownloads(session, restored);
  await addVirtualAuthenticator(page, 'prf');
  const words = await step('Set up: consent, passkey, recovery words tried', () =>
    walk.setUp(page, (name) => takeScreenshots(page, `1-setup-${name}`)),
  );
  const said = await step('Backed up', () =>
    walk.backUp(page, paths, (name) => takeScreenshots(page, `2-backup-${name}`)),
  );
  say(`  ${said}`);
  await showPopup(session, '3-popup');
  await page.bringToFront();
  await step('Locked', () => walk.lock(page));
  await walk.goTo(page, 'archives');
  await takeScreenshots(page, '4-locked');
  await step('Unlocked with the passkey', () => walk.unlockWithPasskey(page));
  await takeScreenshots(page, '5-archives');
  const same = await restoreAndCompare(page, downloads, wanted);
  await takeScreenshots(page, '6-restored');
  return { words, same };
}

async function secondRun(session: Session, words: string, wanted: Hashes, restored: string): Promise<boolean> {
  const page = await openApp(session);
  const downloads = await collectDownloads(session, restored);
  await step('Unlocked with the recovery words', () => walk.unlockWithWords(page, words));
  await takeScreenshots(page, '7-unlocked-with-words');
  const same = await restoreAndCompare(page, downloads, wanted);
  await walk.goTo(page, 'keys');
  await takeScreenshots(page, '8-keys');
  return same;
}

async function restoreAndCompare(page: Page, downloads: Downloads, wanted: Hashes): Promise<boolean> {
  const zip = await step('Restored everything as a zip', () => walk.restore(page, downloads));
  const got = await hashZip(zip);
  const same = JSON.stringify(got) === JSON.stringify(wanted);
  say(`  ${megabytes((await stat(zip)).size)}; SHA-256 of every file ${same ? 'is the same' : 'is NOT the same'}`);
  return same;
}

async function showPopup(session: Session, name: string): Promise<void> {
  const page = await session.browser.newPage();
  const popup = await openPopup(session, page);
  await popup.waitForSelector('#popup-state[data-vault]');
  await takeScreenshots(popup, name, []);
  await page.close();
}

/** Runs one step and says how long it took. */
async function step<T>(what: string, work: () => Promise<T>): Promise<T> {
  const start = performance.now();
  const value = await work();
  say(`${what} (${since(start)})`);
  return value;
}

function reportNetwork(seen: readonly string[]): boolean {
  say(seen.length === 0 ? 'Nothing went to the network.' : `The network was used:\n${seen.join('\n')}`);
  return seen.length === 0;
}

async function sizeOf(folder: string, files: Hashes): Promise<number> {
  const sizes = await Promise.all(Object.keys(files).map(async (path) => (await stat(join(folder, path))).size));
  return sizes.reduce((sum, size) => sum + size, 0);
}

function megabytes(bytes: number): string {
  return `${(bytes / 1_000_000).toFixed(1)} MB`;
}
