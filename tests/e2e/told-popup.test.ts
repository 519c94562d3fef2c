import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { AppState, CaptureState, JobState } from '../../utils/messages/state.ts';
import type { PageLook } from '../../utils/page/look.ts';
import { takeScreenshots } from './lib/screenshots.ts';
import { type ToldBrowser, openToldBrowser } from './lib/told-browser.ts';
import { NO_MESSENGER, OPEN_CHAT, READING, TAB, startedIn, tellPageBelow } from './lib/told-page-below.ts';
import { IN_BROWSER, askedOf, showTold } from './lib/told-state.ts';

let browser: ToldBrowser;
let page: Page;

beforeAll(async () => {
  browser = await openToldBrowser();
  ({ page } = browser);
  await page.setViewport({ width: 340, height: 800 });
});

afterAll(async () => await browser?.close());

/** Shows the popup over a page, once it knows what page that is. */
async function showOver(look: PageLook | null, state: AppState = IN_BROWSER, answers = {}, failures = {}) {
  const end = await tellPageBelow(page, look);
  await showTold(page, browser.addressOf('popup.html'), state, answers, failures);
  await page.waitForSelector('main[aria-busy="false"]');
  await end();
}

const textOf = async (selector = 'main') => await page.$eval(selector, (element) => (element as HTMLElement).innerText);
const isThere = async (selector: string) => (await page.$(selector)) !== null;

async function expectWell(name?: string): Promise<void> {
  if (name !== undefined) await takeScreenshots(page, `popup-${name}`, []);
  expect(await browser.findings()).toEqual([]);
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(340);
  // The browser shows no popup higher than 600 pixels.
  expect(await page.$eval('main', (main) => main.getBoundingClientRect().height)).toBeLessThanOrEqual(600);
}

const withCapture = (change: Partial<CaptureState>, jobs: JobState[] = []): AppState => ({
  ...IN_BROWSER,
  captures: [{ ...READING, ...change }],
  jobs,
});

function backupOf(change: Partial<JobState>): JobState {
  const known = {
    id: 'job',
    kind: 'backup',
    status: 'running',
    phase: 'copying',
    bytesDone: 1,
    bytesTotal: 4,
  } as const;
  const none = { filesDone: 0, filesTotal: 13, startedAt: 0, bytesPerSecond: 0, secondsLeft: null, failure: null };
  return { ...known, ...none, problems: [], problemCount: 0, storedBytes: 0, archiveId: '', ...change };
}

describe('the popup over a page', () => {
  it('offers the open chat of a messenger, everything or since a day', async () => {
    await showOver(OPEN_CHAT, IN_BROWSER, { startCapture: 'capture' });
    expect(await textOf('#page-below')).toMatch(/WhatsApp\s+Family 🏡\s+Back up this chat\s+How far back: everything/);
    expect(await textOf('#to-backup')).toBe('Back up files');
    await expectWell('chat');
    await page.click('#how-far > summary');
    await page.click('#reach-since');
    expect(await page.$eval('#capture-chat', (button) => (button as HTMLButtonElement).disabled)).toBe(true);
    await page.$eval('#reach-day', (field) => {
      (field as HTMLInputElement).value = '2019-03-14';
      field.dispatchEvent(new Event('input', { bubbles: true }));
    });
    await expectWell('since');
    expect(await textOf('#how-far > summary')).toContain('Mar 14, 2019');
    await page.click('#capture-chat');
    const [asked] = await askedOf(page, 'startCapture', 1);
    const midnight = await page.evaluate(() => new Date(2019, 2, 14).getTime());
    expect(asked).toEqual({ tab: TAB, plan: { kind: 'chat', since: midnight } });
    await page.waitForFunction(() => (globalThis as { started?: string[] }).started?.length === 1);
    expect(await startedIn(page)).toEqual(['/capture-chat.js ISOLATED']);
  });

  it('offers what a messenger exports by itself first', async () => {
    await showOver({ ...OPEN_CHAT, client: 'element-web', exports: true }, IN_BROWSER, { startCapture: 'capture' });
    expect(await textOf('#page-below')).toMatch(/^Element\s+Family 🏡\s+Back up the next export.*Back up this chat/s);
    await expectWell('exports');
    await page.click('#capture-export');
    expect(await askedOf(page, 'startCapture', 1)).toEqual([{ tab: TAB, plan: { kind: 'export' } }]);
    await page.waitForFunction(() => (globalThis as { started?: string[] }).started?.length === 2);
    expect(await startedIn(page)).toEqual(['/capture-export.js ISOLATED', '/hook-exports.js MAIN']);
  });

  it('asks for a chat to be opened', async () => {
    await showOver({ ...OPEN_CHAT, chat: 'none', title: null });
    expect(await textOf('#page-below')).toContain('Open the chat that you want to keep');
    expect(await isThere('#capture-chat')).toBe(false);
    await expectWell('none');
  });

  it('offers files over a page that is no messenger, and its next export', async () => {
    await showOver(NO_MESSENGER);
    expect(await textOf('#to-backup')).toBe('Back up');
    expect(await textOf('#capture-export')).toBe('Back up the next export from this page');
    await expectWell('no-messenger');
  });

  it('says where scripts may not run, and offers files', async () => {
    await showOver(null);
    expect(await textOf('#page-barred')).toContain('lets no extension into this page');
    expect(await isThere('#to-backup')).toBe(true);
    await expectWell('barred');
  });

  it('says that a page has changed, and gives the lines for a report before it copies them', async () => {
    await showOver({ ...OPEN_CHAT, chat: 'changed', check: 'message rows', title: null });
    expect(await textOf('[data-code="PAGE_CHANGED"]')).toMatch(/not built the way.*safe and unchanged\..*Report it/s);
    expect(await isThere('#capture-chat')).toBe(false);
    await expectWell('changed');
    await page.click('.report > summary');
    const version = await page.evaluate(() => chrome.runtime.getManifest().version);
    const shown = await textOf('#report-text');
    expect(shown).toMatch(new RegExp(`^Passkeep ${version}\nMessenger: whatsapp-web\nNot found: message rows\n`));
    expect(shown).toMatch(/\nBrowser: .*Chromium \d+.*\nLanguage: \S+$/);
    expect(shown).not.toContain('Family');
    await page.evaluate(() => {
      navigator.clipboard.writeText = async (text) => void Object.assign(globalThis, { copied: text });
    });
    await page.click('#copy-report');
    await page.waitForFunction(() => 'copied' in globalThis);
    expect(await page.evaluate(() => (globalThis as { copied?: string }).copied)).toBe(shown);
    await takeScreenshots(page, 'popup-report', []);
  });

  it.each([
    [OPEN_CHAT, 'wide'],
    [NO_MESSENGER, 'wide plain-button'],
  ])('has it unlocked first', async (look, kind) => {
    await showOver(look, { ...IN_BROWSER, vault: 'locked' });
    expect(await page.$eval('#unlock-for-page', (button) => button.className)).toBe(kind);
    expect(await isThere('#capture-chat, #capture-export')).toBe(false);
    await expectWell(look.client ? 'locked' : undefined);
    await page.click('#unlock-for-page');
    expect(await askedOf(page, 'openApp', 1)).toEqual([{ view: 'archives' }]);
  });

  it('has it set up before anything of the page', async () => {
    await showOver(OPEN_CHAT, { ...IN_BROWSER, vault: 'none', lastBackupAt: null });
    expect(await isThere('#to-setup')).toBe(true);
    expect(await isThere('#page-below')).toBe(false);
    await expectWell();
  });

  it.each(['Ein sehr langer Gruppenname '.repeat(7), 'x'.repeat(200), 'קבוצת המשפחה של סבתא ודודים '.repeat(5)])(
    'holds the title %s',
    async (title) => {
      await showOver({ ...OPEN_CHAT, title }, withCapture({ status: 'saved', ended: 'top' }));
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(340);
      expect(await page.$eval('.chat-title', (line) => line.getBoundingClientRect().height)).toBeLessThanOrEqual(50);
      if (title.startsWith('ק')) await takeScreenshots(page, 'popup-rtl-title', []);
    },
  );

  it('says why nothing was started, and leaves nothing waiting', async () => {
    await showOver(OPEN_CHAT, IN_BROWSER, { startCapture: 'capture' }, { startCapture: { code: 'BUSY' } });
    await page.click('#capture-chat');
    await page.waitForSelector('[data-code="BUSY"]');
    expect(await startedIn(page)).toEqual([]);
    await expectWell();
  });
});

describe('a capture in the popup', () => {
  it('shows how far it is, and stops', async () => {
    await showOver(OPEN_CHAT, withCapture({}));
    expect(await textOf('[data-capture]')).toMatch(/Reading the chat.*2,000 messages.*back to Mar 14, 2019.*12 files/s);
    expect(await isThere('#page-below')).toBe(false);
    expect(await textOf('output')).toBe('Reading the chat');
    await expectWell('reading');
    await page.click('.stop-capture');
    expect(await askedOf(page, 'stopCapture', 1)).toEqual([{ id: 'capture' }]);
  });

  it('says what to do while it waits for an export', async () => {
    const waiting = { kind: 'export', status: 'waiting', messages: 0, oldestAt: null, files: 0, bytes: 0 } as const;
    await showOver(NO_MESSENGER, withCapture({ ...waiting, client: null }));
    expect(await textOf('[data-capture]')).toContain('Start the export in the page');
    await expectWell('waiting');
  });

  it('shows its backup as its own, and gives it up', async () => {
    await showOver(OPEN_CHAT, withCapture({ status: 'saving', job: 'job' }, [backupOf({})]));
    expect(await page.$$('.job')).toHaveLength(1);
    expect(await page.$eval('[data-capture] progress', (bar) => (bar as HTMLProgressElement).value)).toBe(0.25);
    await expectWell('saving');
    await page.click('.stop-capture');
    expect(await askedOf(page, 'dropCapture', 1)).toEqual([{ id: 'capture' }]);
  });

  it('says what is saved, what could not be seen, and where it is', async () => {
    const archiveId = 'a'.repeat(64);
    const change = { status: 'saved', job: 'job', ended: 'known', unseen: ['edits', 'seconds', 'media'] } as const;
    await showOver(OPEN_CHAT, withCapture(change, [backupOf({ status: 'done', archiveId })]));
    expect(await textOf('[data-capture]')).toMatch(/Chat saved.*2,000 messages.*back to Mar 14, 2019/s);
    await expectWell('saved');
    await page.click('[data-capture] summary');
    expect(await textOf('.captured')).toMatch(
      /captured before\..*: earlier texts of edited messages, seconds of times,/s,
    );
    expect(await isThere('#page-below')).toBe(true);
    expect(await browser.findings()).toEqual([]);
    await page.click('.dismiss-capture');
    expect(await askedOf(page, 'dropCapture', 1)).toEqual([{ id: 'capture' }]);
    expect(await askedOf(page, 'dismissJob', 1)).toEqual([{ id: 'job' }]);
    await page.click('.capture-archive');
    expect(await askedOf(page, 'openApp', 1)).toEqual([{ view: 'archives', archive: archiveId }]);
  });

  it.each([{ gap: true }, { ended: 'stopped' }, { ended: 'interrupted' }] as const)(
    'tells openly of %o',
    async (part) => {
      await showOver(OPEN_CHAT, withCapture({ status: 'saved', ended: 'since', ...part }));
      expect(await page.$eval('[data-capture] details', ({ open }) => open)).toBe(true);
    },
  );

  it('says that nothing is new', async () => {
    await showOver(OPEN_CHAT, withCapture({ status: 'saved', ended: 'known', messages: 0, oldestAt: null }));
    expect(await textOf('[data-capture]')).toMatch(/^Nothing new in the chat/);
    expect(await isThere('.capture-archive')).toBe(false);
    await expectWell();
  });

  it('says in three sentences why it failed', async () => {
    const failure = { code: 'PAGE_CHANGED', detail: { client: 'slack-web', check: 'times' } } as const;
    await showOver(null, withCapture({ status: 'failed', failure }));
    expect(await page.$$('[data-capture] [data-code] > p')).toHaveLength(3);
    await expectWell('failed');
    await page.click('.report > summary');
    expect(await textOf('#report-text')).toContain('Not found: times');
    expect(await browser.findings()).toEqual([]);
  });

  it('is only that of the page below', async () => {
    await showOver(OPEN_CHAT, withCapture({ tab: TAB + 1 }));
    expect(await isThere('[data-capture]')).toBe(false);
    expect(await isThere('#capture-chat')).toBe(true);
  });

  it('stands in the app too, whatever tab it is of, and once', async () => {
    const captures: CaptureState[] = [
      { ...READING, tab: 1 },
      { ...READING, id: 'b', tab: 2, status: 'saving', job: 'job' },
      { ...READING, id: 'c', tab: 3, status: 'saved', job: 'done', ended: 'stopped', unseen: ['edits'] },
    ];
    const jobs = [backupOf({}), backupOf({ id: 'done', status: 'done', archiveId: 'a'.repeat(64) })];
    await showTold(page, browser.addressOf('options.html#about'), { ...IN_BROWSER, captures, jobs });
    expect(await page.$$('.job')).toHaveLength(3);
    expect(
      await page.$$eval('[data-capture]', (cards) => cards.map((card) => card.getAttribute('data-status'))),
    ).toEqual(['reading', 'saving', 'saved']);
    expect(await browser.findings()).toEqual([]);
    await page.click('.capture-archive');
    await page.waitForFunction(() => location.hash === `#archives/${'a'.repeat(64)}`);
  });
});
