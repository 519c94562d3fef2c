import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Failure } from '../../utils/errors.ts';
import type { DraftInspection } from '../../utils/messages/inspection.ts';
import type { ExportSummary } from '../../utils/messengers/summary/summary.ts';
import type { Archive } from '../../utils/vault/types.ts';
import { dropPaths } from './lib/drop.ts';
import { NOT_ALL_UNDERSTOOD, OPEN_CHAT, archiveOf, chatOf, exportOf, foundIn } from './lib/told-exports.ts';
import { type ToldBrowser, openToldBrowser } from './lib/told-browser.ts';
import { IN_BROWSER, NEVER, askedOf, showTold } from './lib/told-state.ts';

const NARROW = 380;

let browser: ToldBrowser;
let page: Page;

beforeAll(async () => {
  browser = await openToldBrowser();
  ({ page } = browser);
  await writeFile(join(browser.folder, 'Family.zip'), 'what is in it is told');
});

afterAll(async () => await browser?.close());

const textOf = async (selector: string) => await page.$eval(selector, (element) => (element as HTMLElement).innerText);
/** In one line, without the characters that isolate names. */
const lineOf = async (selector: string) =>
  (await textOf(selector)).replace(/[\u2066-\u2069]/g, '').replace(/\s+/g, ' ');

async function expectAccessible(): Promise<void> {
  expect(await browser.findings()).toEqual([]);
}

async function expectNoSideways(): Promise<void> {
  await page.setViewport({ width: NARROW, height: 800 });
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(NARROW);
  await page.setViewport(null);
}

/** Drops a file on the backup view, of which this was found. */
async function drop(
  found: DraftInspection | undefined,
  state = IN_BROWSER,
  failures: Readonly<Record<string, Failure>> = {},
): Promise<void> {
  await showTold(page, browser.addressOf('options.html#backup'), state, { inspectDraft: found }, failures);
  const target = await page.waitForSelector('#drop');
  if (target) await dropPaths(page, target, [join(browser.folder, 'Family.zip')]);
  await page.waitForSelector('#start-backup:enabled');
}

async function found(exports: readonly ExportSummary[], change: Partial<DraftInspection> = {}): Promise<void> {
  await drop(foundIn(exports, change));
  await page.waitForSelector('#inside[data-status="done"]');
}

async function showArchives(archives: readonly Archive[]): Promise<void> {
  await showTold(page, browser.addressOf('options.html#archives'), IN_BROWSER, { listArchives: archives });
  await page.waitForSelector('#archive-list');
}

async function showArchive(
  exports: readonly ExportSummary[],
  archive: Archive,
  failures: Readonly<Record<string, Failure>> = {},
): Promise<void> {
  const answers = { listArchives: [archive], listExports: exports, listFiles: [] };
  const address = browser.addressOf(`options.html#archives/${archive.id}`);
  await showTold(page, address, IN_BROWSER, answers, failures);
  await page.waitForSelector('#exports');
}

describe('what is in the files of a backup', () => {
  it('is said in one line, and names the backup', async () => {
    await found([NOT_ALL_UNDERSTOOD]);
    expect(await lineOf('#inside .export .facts')).toMatch(
      /^WhatsApp Family 12,403 messages 4 people May 3, 2019 to Nov 20, 2026 812 attachments \(7 missing\) 250 lines not understood \(show\)$/,
    );
    expect(await page.$eval('#backup-title', (input) => (input as HTMLInputElement).value)).toBe('Family');
    await expectNoSideways();
  });

  it('shows what was not understood as what it is, text', async () => {
    await found([NOT_ALL_UNDERSTOOD]);
    await page.locator('#inside .export .in-line').click();
    await page.waitForSelector('.unparsed');
    expect(await page.$('.unparsed b')).toBeNull();
    expect(await lineOf('.unparsed')).toContain(
      'Family.zip/_chat.txt, line 17: not written the way the rest is [99/99/19, 18:02:11] Mina: <b>&amp; so</b> \ufffdabc',
    );
    expect(await lineOf('.unparsed li:last-child')).toBe('And 247 more');
    await expectAccessible();
    await expectNoSideways();
    await page.locator('#inside .export .in-line').click();
    await page.waitForSelector('.unparsed', { hidden: true });
  });

  it.each([
    [{ messages: 214, attachments: 9 }, '+214 messages, 9 attachments since the last backup'],
    [{ messages: 1, attachments: 0 }, '+1 message since the last backup'],
    [{ messages: 0, attachments: 0 }, 'Nothing new since the last backup: you are up to date.'],
  ])('is compared with the last backup: %j', async (added, words) => {
    await found([exportOf({ chats: [chatOf({ added })] })]);
    expect(await textOf('#inside .export p')).toBe(words);
  });

  it('says nothing of earlier backups while they are locked', async () => {
    const added = { messages: 214, attachments: 9 };
    await drop(foundIn([exportOf({ chats: [chatOf({ added })] })]), { ...IN_BROWSER, vault: 'locked' });
    await page.waitForSelector('#inside[data-status="done"]');
    expect(await textOf('#inside')).not.toContain('214');
  });

  it('has a list of the chats where there are several, and of many only the first', async () => {
    const chats = Array.from({ length: 250 }, (_, at) => chatOf({ id: `${at}`, title: at === 0 ? '' : `Chat ${at}` }));
    await found([exportOf({ messenger: 'telegram', chats })]);
    expect(await lineOf('#inside .export .facts')).toContain('Telegram 250 chats 3,100,750 messages');
    expect(await page.$eval('#backup-title', (input) => (input as HTMLInputElement).value)).toBe('Telegram');
    await page.locator('.chats summary').click();
    expect(await page.$$('.chats > ul > li')).toHaveLength(101);
    expect(await lineOf('.chats > ul > li')).toContain('Chat without a name');
    expect(await lineOf('.chats > ul > li:last-child')).toBe('And 150 more');
    await expectNoSideways();
  });

  it('names many exports one by one, as far as a page can hold them, and the backup as before', async () => {
    const many = Array.from({ length: 130 }, (_, at) => exportOf({ path: `${at}.zip` }));
    await found(many);
    expect(await page.$$('#inside .export')).toHaveLength(100);
    expect(await lineOf('.export-list > li:last-child')).toBe('And 30 more');
    expect(await page.$eval('#backup-title', (input) => (input as HTMLInputElement).value)).toBe('Family');
  });

  it('may be an export with nothing in it', async () => {
    await found([exportOf({ messenger: 'imessage', chats: [] })]);
    expect(await lineOf('#inside .export')).toBe('Messages (iMessage) no chats in it');
  });

  it('may be one message of one person', async () => {
    const one = { messages: 1, participants: 1, attachments: 1, attachmentsMissing: 0, last: '2019-05-03T23:59:00' };
    await found([exportOf({ chats: [chatOf({ ...one, title: '' })] })]);
    expect(await lineOf('#inside .export')).toBe('WhatsApp 1 message 1 person May 3, 2019 1 attachment');
  });

  it('may be files that no messenger made, or a zip that cannot be seen into', async () => {
    await found([]);
    expect(await textOf('#inside')).toContain("No messenger's export was recognised in this. It is kept as it is");
    await found([], { problems: [{ path: 'ש.zip', code: 'ZIP_ENCRYPTED' }] });
    expect(await lineOf('#inside')).toMatch(/^ש.zip This zip is locked with a password It can be kept as it is;/);
    expect(await page.$('#start-backup:enabled')).not.toBeNull();
    await expectAccessible();
    await expectNoSideways();
  });

  it('may not come to be known, which keeps nobody from anything', async () => {
    await drop(undefined, IN_BROWSER, { inspectDraft: { code: 'INTERRUPTED' } });
    await page.waitForSelector('#inside[data-status="failed"]');
    expect(await textOf('#inside')).toContain('It is kept as it is, as files.');
    expect(await page.$('#start-backup:enabled')).not.toBeNull();
  });

  it('takes a while to read, which is said quietly, and leaves the button as it is', async () => {
    const inspection = { draft: 'told', bytesDone: 420, bytesTotal: 1000 };
    const { identifier } = await page.evaluateOnNewDocument(() => {
      Object.assign(crypto, { randomUUID: () => 'told' });
    });
    await drop(undefined, { ...IN_BROWSER, inspection }, { inspectDraft: NEVER });
    await page.waitForSelector('#reading');
    expect(await textOf('#reading')).toBe('Reading what is in it… 42%');
    expect(await page.$('#start-backup:enabled')).not.toBeNull();
    await page.removeScriptToEvaluateOnNewDocument(identifier);
  });

  it.each(['A very long name of a chat '.repeat(9), 'x'.repeat(250), 'משפחה / חברים'])(
    'holds the name %s, also on a narrow page',
    async (name) => {
      const chats = [chatOf({ title: name }), chatOf({ id: 'other', title: name })];
      const people = [
        { id: 'a', name },
        { id: 'b', name: 'Ben' },
      ];
      const one = chatOf({ title: name, people });
      await found([exportOf({ chats: [one] }), exportOf({ path: 'all', messenger: 'telegram', chats })]);
      await page.locator('.chats summary').click();
      await expectNoSideways();
    },
  );
});

describe('what an export leaves open', () => {
  it('is asked with a guess, which day a date is and who of the people the user is', async () => {
    await found([exportOf({ chats: [OPEN_CHAT] })]);
    expect(await lineOf('#ask-day')).toBe('Which day is 03/05/2019? May 3, 2019 March 5, 2019');
    expect(await page.$('#day-first:checked')).not.toBeNull();
    expect(await page.$eval('#ask-me', (select) => (select as HTMLSelectElement).value)).toBe('Mina');
    expect(await page.$('#start-backup:enabled')).not.toBeNull();
    await expectAccessible();
    await expectNoSideways();
  });

  it('is asked once, and the answer is told', async () => {
    await found([exportOf({ chats: [OPEN_CHAT] })]);
    await page.locator('#month-first').click();
    await page.locator('#ask-me').fill('דוד');
    const asked = await askedOf(page, 'inspectDraft', 3);
    expect(asked.map(({ answers }) => answers)).toEqual([
      {},
      { 'whatsapp:Family': { dayFirst: false } },
      { 'whatsapp:Family': { dayFirst: false, me: 'דוד' } },
    ]);
    expect(await page.$('#month-first:checked')).not.toBeNull();
    const known = chatOf({ dayFirst: { value: true, by: 'answer' }, me: { id: 'Mina', by: 'answer' } });
    await found([exportOf({ chats: [{ ...OPEN_CHAT, ...known }] })]);
    expect(await page.$('#questions')).toBeNull();
  });

  it('is not asked where no one answer can be for all chats', async () => {
    const others = [
      { id: 'Ada', name: 'Ada' },
      { id: 'Ben', name: 'Ben' },
    ];
    const { dayFirst: _, ...chat } = OPEN_CHAT;
    await found([exportOf({ chats: [chat, { ...chat, id: 'other', people: others }] })]);
    expect(await page.$('#questions')).toBeNull();
  });
});

describe('the exports of archives', () => {
  it('stand in the list, and files where there are none', async () => {
    const added = { messages: 214, attachments: 9 };
    const second = exportOf({ messenger: 'telegram', chats: [chatOf({ added }), chatOf({ id: 'b', title: 'B' })] });
    await showArchives([
      archiveOf([NOT_ALL_UNDERSTOOD]),
      archiveOf([second], { id: '1'.repeat(64), title: 'Everything' }),
      archiveOf([], { id: '2'.repeat(64), title: 'Film' }),
      archiveOf(Array(5).fill(exportOf({})) as ExportSummary[], { id: '3'.repeat(64), title: 'Five' }),
    ]);
    const lines = await page.$$eval('.archive', (items) =>
      items.map((item) => (item as HTMLElement).innerText.replace(/\s+/g, ' ')),
    );
    expect(lines[0]).toMatch(/Family WhatsApp 12,403 messages 4 people .*\(7 missing\) 250 lines not understood/);
    expect(lines[1]).toMatch(
      /Everything Telegram 2 chats .* \+12,617 messages, 821 attachments since the backup before/,
    );
    expect(lines[2]).toMatch(/Film .* 1 file 1.3 GB/);
    expect(lines[3]).toMatch(/And 2 more/);
    await expectAccessible();
    await expectNoSideways();
  });

  it('stand on its page, with their chats and what was not understood', async () => {
    const added = { messages: 0, attachments: 0 };
    const whole = chatOf({ id: 'b', title: 'משפחה', added });
    const exports = [
      NOT_ALL_UNDERSTOOD,
      exportOf({ messenger: 'slack', path: 'slack', chats: [chatOf({ added }), whole] }),
    ];
    await showArchive(exports, archiveOf(exports));
    await page.locator('#exports .in-line').click();
    await page.locator('#exports .chats summary').click();
    expect(await lineOf('#exports')).toMatch(
      /WhatsApp Family .* line 17: .* Slack 2 chats .* nothing new since the backup before .* משפחה 12,403 messages/,
    );
    await expectAccessible();
    await expectNoSideways();
  });

  it('can be asked for again where they could not be read', async () => {
    await showArchive([], archiveOf([exportOf({})]), { listExports: { code: 'DAMAGED' } });
    await page.waitForSelector('#exports [data-code="DAMAGED"] button');
  });

  it('are not spoken of where none was recognised', async () => {
    const archive = archiveOf([]);
    await showTold(page, browser.addressOf(`options.html#archives/${archive.id}`), IN_BROWSER, {
      listArchives: [archive],
      listFiles: [],
    });
    await page.waitForSelector('#archive');
    expect(await page.$('#exports')).toBeNull();
  });
});
