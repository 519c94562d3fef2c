import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'puppeteer-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { ErrorCode } from '../../utils/errors.ts';
import { findingsInBothSchemes } from './lib/accessibility.ts';
import { writeNoise } from './lib/exports.ts';
import { openPopup } from './lib/pages.ts';
import { type Misbehaviour, SoftwareAuthenticator } from './lib/software-authenticator.ts';
import { type Stage, openFirstStage, openSecondTab } from './lib/stage.ts';
import { appState } from './lib/stored-vault.ts';
import * as walk from './lib/walkthrough.ts';

/** Stands in every name that a locked page must not show. */
const SECRET = 'Quittengelee';
const VIEWS = ['archives', 'backup', 'keys', 'place', 'about'] as const;
const LOCKED_SOON = 30_000;

let folder: string;
let stage: Stage;
let page: Page;
let words: string;
const authenticator = new SoftwareAuthenticator();

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'passkeep-unlock-'));
  stage = await openFirstStage(folder, authenticator);
  page = stage.page;
  words = await walk.setUp(page);
  await backUpWithProblem();
});

afterAll(async () => {
  await stage?.session.kill();
  await rm(folder, { recursive: true, force: true });
});

/** A backup one of whose two files is gone before it is read; its card stays. */
async function backUpWithProblem(): Promise<void> {
  const chat = join(folder, `${SECRET} chat`);
  await mkdir(chat);
  await writeFile(join(chat, `${SECRET}.txt`), 'Are you there?');
  await writeFile(join(chat, `${SECRET} gone.txt`), 'On my way');
  await walk.collect(page, [chat]);
  await rm(join(chat, `${SECRET} gone.txt`));
  await walk.click(page, '#start-backup');
  await page.waitForSelector('.job[data-status="done"] .problems');
}

async function said(from: Page): Promise<string> {
  return await from.$eval('main', (main) => main.innerText);
}

/** What anybody can read in a page: its title, address and document. */
async function everything(from: Page): Promise<string> {
  return await from.evaluate(() => [document.title, location.href, document.documentElement.outerHTML].join('\n'));
}

/** The state as the next view to open gets it, by both ways. */
async function stateForViews(from: Page): Promise<string> {
  const pushed = await from.evaluate(
    async () =>
      await new Promise<unknown>((resolve) => {
        const port = chrome.runtime.connect({ name: 'state' });
        port.onMessage.addListener((state) => (port.disconnect(), resolve(state)));
      }),
  );
  return JSON.stringify([await appState(from), pushed]);
}

async function tryPasskey(from: Page = page): Promise<void> {
  await walk.goTo(from, 'archives');
  await walk.click(from, '#unlock');
}

/** The quiet line, and no alarm. */
async function expectQuiet(from: Page): Promise<void> {
  await from.waitForFunction(() => document.querySelector('main')?.innerText.includes('No passkey was used.'));
  expect(await from.$('[role="alert"]')).toBeNull();
}

describe('what is said of the archives', () => {
  it('names the missing file while the vault is open', async () => {
    expect(await everything(page)).toContain(`${SECRET} gone.txt`);
    expect(await stateForViews(page)).toContain(`${SECRET} gone.txt`);
    await walk.openArchive(page);
    expect(await page.$eval('#archive .problems', (list) => list.textContent)).toContain(`${SECRET} gone.txt`);
  });

  it('is no name and no title once it is locked, in any view, in the popup, in what any view is told', async () => {
    await walk.lock(page);
    for (const view of VIEWS) {
      await walk.goTo(page, view);
      expect(await everything(page), view).not.toContain(SECRET);
    }
    const address = page.url();
    await walk.goTo(page, 'archives');
    expect(address).not.toMatch(/[0-9a-f]{64}/);
    expect(await stateForViews(page)).not.toContain(SECRET);
    expect(await said(page)).toContain('1 file could not be saved');
    const other = await stage.session.browser.newPage();
    const popup = await openPopup(stage.session, other);
    await popup.waitForSelector('#popup-state[data-vault="locked"]');
    expect(await everything(popup)).not.toContain(SECRET);
    await other.close();
    await page.bringToFront();
  });

  it('is no name after an archive’s page was left open, and reloaded', async () => {
    await walk.unlockWithPasskey(page);
    await walk.openArchive(page);
    await walk.lock(page);
    expect(await everything(page)).not.toContain(SECRET);
    await page.reload();
    await page.waitForSelector('#unlock');
    expect(await everything(page)).not.toContain(SECRET);
  });
});

describe('a passkey that does not open the vault', () => {
  afterEach(async () => {
    authenticator.misbehaviour = {};
    await walk.unlockWithWords(page, words);
    await page.waitForSelector('#archive-list li');
    await walk.lock(page);
  });

  it.each<[string, Misbehaviour, ErrorCode, string]>([
    ['answers differently than before', { wrongAnswer: true }, 'PASSKEY_WRONG_ANSWER', 'gave a different answer'],
    ['is another one', { unknownCredential: true }, 'PASSKEY_UNKNOWN', 'does not belong to these archives'],
    ['did not check the user', { userVerification: false }, 'PASSKEY_NOT_VERIFIED', 'without checking that it is you'],
    ['gives no key any more', { noPrf: true }, 'PASSKEY_NO_PRF_RESULT', 'did not give a key'],
  ])('since it %s: says so, and the words are the way out', async (_, misbehaviour, code, why) => {
    authenticator.misbehaviour = misbehaviour;
    await tryPasskey();
    await page.waitForSelector(`[role="alert"][data-code="${code}"]`);
    expect(await said(page)).toContain(why);
    expect(await findingsInBothSchemes(page)).toEqual([]);
    expect(await appState(page)).toMatchObject({ vault: 'locked' });
  });

  it('since the user cancelled: is quiet, and works at the next try', async () => {
    authenticator.misbehaviour = { cancel: true };
    await tryPasskey();
    await expectQuiet(page);
    expect(await findingsInBothSchemes(page)).toEqual([]);
    expect(await appState(page)).toMatchObject({ vault: 'locked' });
    authenticator.misbehaviour = {};
    await walk.unlockWithPasskey(page);
    await walk.lock(page);
  });

  it('since it never answers: the words are the way out, and so is a reload', async () => {
    authenticator.misbehaviour = { silent: true };
    await tryPasskey();
    await page.waitForSelector('#unlock:disabled');
    await walk.click(page, '#use-words');
    await page.waitForSelector('#words-typed');
    await page.reload();
    await page.waitForSelector('#unlock:enabled');
  });

  it('since this device has none: is quiet', async () => {
    const empty = new SoftwareAuthenticator();
    const tab = await openSecondTab(stage.session, (bare) => empty.install(bare));
    await tryPasskey(tab);
    await expectQuiet(tab);
    expect(empty.requested('get')).toHaveLength(1);
    await walk.unlockWithWords(tab, words);
    await walk.lock(tab);
    await tab.close();
    await page.bringToFront();
  });
});

describe('words that do not open the vault', () => {
  it.each<[string, string, ErrorCode]>([
    ['of another vault', 'legal winner thank year wave sausage worth useful legal winner thank yellow', 'WORDS_WRONG'],
    ['that are none', 'open sesame', 'WORDS_INVALID'],
    ['with a wrong checksum', Array.from({ length: 12 }, () => 'abandon').join(' '), 'WORDS_INVALID'],
  ])('%s: says so, and the right ones open it then', async (_, typed, code) => {
    await walk.goTo(page, 'archives');
    await walk.click(page, '#use-words');
    await page.locator('#words-typed').fill(typed);
    await walk.click(page, '#unlock-words');
    await page.waitForSelector(`[role="alert"][data-code="${code}"]`, { timeout: 60_000 });
    expect(await findingsInBothSchemes(page)).toEqual([]);
    expect(await appState(page)).toMatchObject({ vault: 'locked' });
    await page.locator('#words-typed').fill(words.toUpperCase().replaceAll(' ', '\n'));
    await walk.click(page, '#unlock-words');
    await page.waitForSelector('#lock-now', { timeout: 60_000 });
    expect(await page.$('#words-typed')).toBeNull();
    await walk.lock(page);
  });
});

describe('the lock', () => {
  it('closes by itself after the minutes that were chosen', async () => {
    await walk.unlockWithPasskey(page);
    await walk.goTo(page, 'keys');
    await page.waitForSelector('#lock-after');
    await page.select('#lock-after', '5');
    await expect.poll(async () => (await appState(page)).lockAfterMinutes).toBe(5);
    // The clock of the document that keeps the time goes ahead; its timer looks every ten seconds of real time.
    await setClockAhead(6 * 60_000);
    await page.waitForSelector('#lock-now', { hidden: true, timeout: LOCKED_SOON });
    await setClockAhead(0);
    expect(await appState(page)).toMatchObject({ vault: 'locked' });
    await walk.goTo(page, 'archives');
    await page.waitForSelector('#unlock');
    expect(await everything(page)).not.toContain(SECRET);
  });

  it('waits for a running job, says that it will, and closes then', async () => {
    await walk.unlockWithPasskey(page);
    const film = join(folder, `${SECRET}.mp4`);
    await writeNoise(film, 60_000_000, SECRET);
    await walk.collect(page, [film]);
    await walk.click(page, '#start-backup');
    await page.waitForSelector('.job[data-status="running"]');
    await walk.click(page, '#lock-now');
    await page.waitForSelector('#lock-pending');
    expect(await appState(page)).toMatchObject({ vault: 'unlocked', lockPending: true });
    expect(await findingsInBothSchemes(page)).toEqual([]);
    await page.waitForSelector('#lock-pending', { hidden: true, timeout: 60_000 });
    expect(await appState(page)).toMatchObject({ vault: 'locked', lockPending: false });
    expect(await everything(page)).not.toContain(SECRET);
    expect(await stateForViews(page)).not.toContain(SECRET);
    await walk.unlockWithPasskey(page);
    expect(await appState(page)).toMatchObject({ archives: 2 });
  });
});

/** Moves what the offscreen document takes for the time, by that many milliseconds from the real one. */
async function setClockAhead(by: number): Promise<void> {
  const target = await stage.session.browser.waitForTarget((one) => one.url().endsWith('/offscreen.html'));
  const protocol = await target.createCDPSession();
  const expression = `Date.now = () => performance.timeOrigin + performance.now() + ${by}`;
  const { exceptionDetails } = await protocol.send('Runtime.evaluate', { expression });
  expect(exceptionDetails).toBeUndefined();
  await protocol.detach();
}
