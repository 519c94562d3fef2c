import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { AppState, FolderState, JobState } from '../../utils/messages/state.ts';
import type { FolderLook } from '../../utils/sync/look.ts';
import { untilSays } from './lib/says.ts';
import { type ToldBrowser, openToldBrowser } from './lib/told-browser.ts';
import { IN_BROWSER, NEVER, TWO_BACKUPS, WHOLE_FOLDER, showTold } from './lib/told-state.ts';

let browser: ToldBrowser;
let page: Page;

beforeAll(async () => {
  browser = await openToldBrowser();
  ({ page } = browser);
});

afterAll(async () => await browser?.close());

const inFolder = (change: Partial<FolderState>): AppState => ({
  ...IN_BROWSER,
  folder: { ...WHOLE_FOLDER, ...change },
});
const show = async (path: string, state: AppState, answers = {}, failures = {}) =>
  await showTold(page, browser.addressOf(path), state, answers, failures);
const isThere = async (selector: string) => (await page.$(selector)) !== null;
const textOf = async (selector: string) => await page.$eval(selector, (element) => (element as HTMLElement).innerText);

function jobOf(change: Partial<JobState>): JobState {
  const known = { id: 'job', kind: 'sync', status: 'running', phase: 'copying', bytesDone: 4, bytesTotal: 12 } as const;
  const none = { filesDone: 0, filesTotal: 0, startedAt: 0, bytesPerSecond: 0, secondsLeft: null, failure: null };
  return { ...known, ...none, problems: [], problemCount: 0, storedBytes: 0, archiveId: '', ...change };
}

async function expectAccessible(): Promise<void> {
  expect(await browser.findings()).toEqual([]);
}

const TROUBLES: readonly [string, Partial<FolderState>, string][] = [
  ['the browser has to be asked', { access: 'ask' }, '.let-in'],
  ['the folder is gone', { access: 'gone' }, '.choose-folder'],
  ['another vault is in the folder', { access: 'other' }, '.choose-folder'],
  ['the folder has lost everything', { access: 'emptied' }, '#put-back'],
  ['the folder is full', { failure: { code: 'FOLDER_FULL' } }, '#try-folder'],
  ['the folder is read-only', { failure: { code: 'FOLDER_REFUSED' } }, '#try-folder'],
];

// What headless Chromium cannot be brought to, told to the views instead.
describe('views that are told how the folder stands', () => {
  it.each(TROUBLES)('have one thing to do when %s and two backups wait', async (_, change, button) => {
    const state = inFolder({ ...change, pending: TWO_BACKUPS });
    await show('options.html#about', state);
    expect(await textOf('#folder-notice')).toContain('Not yet in your folder: 2 backups, 120 MB.');
    expect(await isThere(`#folder-notice ${button}`)).toBe(true);
    await expectAccessible();
    await show('options.html#place', state);
    expect(await page.$$('#folder-notice')).toHaveLength(1);
    await expectAccessible();
    await show('popup.html', state);
    expect(await textOf('main')).toMatch(/2 backups \(120 MB\) wait on this computer/);
    expect(await isThere('#to-folder')).toBe(true);
    expect(await isThere('#to-backup')).toBe(true);
    await expectAccessible();
  });

  it('say nothing but where the folder is shown while nothing waits and the browser has to be asked', async () => {
    await show('options.html#about', inFolder({ access: 'ask' }));
    expect(await isThere('#folder-notice')).toBe(false);
    await show('options.html#place', inFolder({ access: 'ask' }));
    expect(await isThere('#folder-notice .let-in')).toBe(true);
    await expectAccessible();
    await show('popup.html', inFolder({ access: 'ask' }));
    expect(await isThere('#to-folder')).toBe(false);
    expect(await textOf('#popup-kept')).toContain(WHOLE_FOLDER.name);
  });

  it('leave it to the job while that brings the folder up to date', async () => {
    const state = inFolder({ pending: TWO_BACKUPS });
    await show('options.html#place', { ...state, jobs: [jobOf({ kind: 'sync', status: 'running' })] });
    expect(await isThere('#folder-notice')).toBe(false);
    expect(await isThere('.job[data-status="running"]')).toBe(true);
    await expectAccessible();
  });

  it.each([1280, 380])('move nothing while the folder is brought up to date, %i pixels wide', async (width) => {
    await page.setViewport({ width, height: 800 });
    const placeOf = async () => await page.$eval('main', (main) => main.getBoundingClientRect().toJSON() as object);
    await show('options.html#about', inFolder({}));
    const before = await placeOf();
    await show('options.html#about', { ...inFolder({}), jobs: [jobOf({})] });
    expect(await page.$eval('#quiet-sync', (link) => link.textContent)).toBe('Bringing your folder up to date');
    expect(await isThere('.job')).toBe(false);
    expect(await placeOf()).toEqual(before);
    await expectAccessible();
    await page.setViewport(null);
  });

  it.each([1280, 380])(
    'tell how many archives have been read while a key opens them, %i pixels wide',
    async (width) => {
      await page.setViewport({ width, height: 800 });
      const state: AppState = { ...IN_BROWSER, vault: 'locked', opening: { done: 412, total: 1203 } };
      await show('options.html#archives', state, {}, { unlock: NEVER });
      await page.locator('#use-words').click();
      await page.locator('#words-typed').fill('any words');
      await page.locator('#unlock-words').click();
      await untilSays(page, '#opening', 'Reading the list of your archives. Next time this is quick.', '412 of 1,203');
      expect(await page.$eval('#opening progress', ({ value, max }) => [value, max])).toEqual([412, 1203]);
      await expectAccessible();
      await page.setViewport(null);
    },
  );

  it('have the browser asked where a restore was not let into the folder, and say when it has been', async () => {
    const jobs = [jobOf({ kind: 'restore', status: 'failed', failure: { code: 'FOLDER_DENIED' } })];
    await show('options.html#archives', { ...inFolder({ access: 'ask' }), jobs });
    expect(await isThere('.job .let-in')).toBe(true);
    await expectAccessible();
    await show('options.html#archives', { ...inFolder({ access: 'ready' }), jobs });
    expect(await isThere('.job .let-in')).toBe(false);
    expect(await textOf('.job')).toContain('Passkeep is let in now.');
  });

  it('ask before anything is let go or written again', async () => {
    await show('options.html#place', inFolder({ access: 'emptied', keepsCopy: false }));
    await page.locator('#put-back').click();
    await page.waitForSelector('#put-back-dialog[open]');
    await expectAccessible();
    await page.keyboard.press('Escape');
    await page.locator('#leave-folder').click();
    await page.waitForSelector('#leave-dialog[open]');
    await expectAccessible();
  });

  it.each(['Ein sehr langer Ordnername '.repeat(8), 'x'.repeat(200), 'גיבויים / הודעות'])(
    'hold the name %s, also on a narrow page',
    async (name) => {
      await page.setViewport({ width: 380, height: 800 });
      const told: Omit<FolderLook, 'directory' | 'picked'> = {
        name,
        holds: 'files',
        freeName: 'Passkeep',
        snapshots: 0,
      };
      const look = { ...told, picked: { name } };
      const state = inFolder({ name, access: 'gone', pending: TWO_BACKUPS });
      await show('options.html#place', state, { lookAtFolder: look });
      await page.evaluate(() => Object.assign(window, { showDirectoryPicker: async () => ({}) }));
      await page.locator('.choose-folder').click();
      await page.waitForSelector('#choose-dialog[open]');
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(380);
      expect(await page.$eval('dialog', (dialog) => dialog.scrollWidth - dialog.clientWidth)).toBeLessThanOrEqual(0);
      await show('popup.html', state);
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(380);
      await page.setViewport(null);
    },
  );
});
