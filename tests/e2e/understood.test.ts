import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { findingsInBothSchemes } from './lib/accessibility.ts';
import { writeChatZip, writeTelegramFolder } from './lib/exports.ts';
import { SoftwareAuthenticator } from './lib/software-authenticator.ts';
import { type Stage, openFirstStage } from './lib/stage.ts';
import { appState } from './lib/stored-vault.ts';
import { until } from './lib/until.ts';
import * as walk from './lib/walkthrough.ts';

const PHOTO = new Uint8Array(3000).fill(7);
/** Dates that can be read in two ways; one photo that is in the export and one that is not. */
const CHAT = [
  '[03/05/2019, 18:02:11] Family: \u200eMessages and calls are end-to-end encrypted.\r\n',
  '[03/05/2019, 18:02:30] Mina: Hello\r\n',
  '[04/05/2019, 09:00:05] דוד: שלום\r\n',
  '\u200e[04/05/2019, 09:01:00] Mina: \u200e<attached: 00000001-photo.jpg>\r\n',
  '\u200e[05/06/2019, 09:02:00] דוד: \u200e<attached: 00000002-photo.jpg>\r\n',
  '[07/06/2019, 10:00:00] Mina: two\nlines\r\n',
];
const MORE = [
  '[08/06/2019, 10:00:00] דוד: and\r\n',
  '[08/06/2019, 10:01:00] Mina: more\r\n',
  '\u200e[09/06/2019, 10:02:00] דוד: \u200e<attached: 00000003-photo.jpg>\r\n',
];

let folder: string;
let stage: Stage;
let page: Page;
const authenticator = new SoftwareAuthenticator();
const at = (...path: string[]) => join(folder, ...path);

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'passkeep-understood-'));
  const photo = [PHOTO];
  await writeChatZip(at('first', 'WhatsApp Chat - Family.zip'), CHAT, [['00000001-photo.jpg', photo]]);
  await writeChatZip(
    at('second', 'WhatsApp Chat - Family.zip'),
    [...CHAT, ...MORE],
    [
      ['00000001-photo.jpg', photo],
      ['00000003-photo.jpg', photo],
    ],
  );
  await writeTelegramFolder(at('ChatExport'), { marker: 'marker', messages: 3000, photos: [4000, 5000] });
  await writeChatZip(at('bomb.zip'), Array(100).fill('\0'.repeat(1_000_000)) as string[], []);
  await writeFile(at('notes.txt'), 'Milk\nBread\n');
  await mkdir(at('long'));
  const long = Array(100).fill(CHAT.slice(1, 3).join('').repeat(2000)) as string[];
  await writeFile(at('long', 'WhatsApp Chat with Long.txt'), long.join(''));
  stage = await openFirstStage(folder, authenticator);
  ({ page } = stage);
  await walk.setUp(page);
});

afterAll(async () => {
  await stage?.session.close();
  await rm(folder, { recursive: true, force: true });
});

// What a test before it has left.
beforeEach(async () => {
  await page.$eval('#clear-draft', (button) => (button as HTMLButtonElement).click()).catch(() => {});
});

/** In one line, without the characters that isolate names. */
const lineOf = async (selector: string) =>
  (await page.$eval(selector, (element) => (element as HTMLElement).innerText))
    .replace(/[\u2066-\u2069]/g, '')
    .replace(/\s+/g, ' ');
const looked = async () => await page.waitForSelector('#inside[data-status="done"]');
const title = async () => await page.$eval('#backup-title', (input) => (input as HTMLInputElement).value);

async function collect(...paths: string[]): Promise<void> {
  await walk.collect(page, paths);
  await looked();
}

async function save(): Promise<void> {
  await walk.click(page, '#start-backup');
  await walk.jobDone(page);
}

const FIRST = /WhatsApp (Family )?6 messages 2 people Mar 5, 2019 to Jul 6, 2019 2 attachments \(1 missing\)/;
const SECOND =
  /WhatsApp (Family )?9 messages 2 people Mar 5, 2019 to Sep 6, 2019 3 attachments \(1 missing\).*\+3 messages, 1 attachment since/;

describe('what a messenger exported', () => {
  it('is said before the backup, and what it leaves open is asked', async () => {
    await collect(at('first', 'WhatsApp Chat - Family.zip'));
    expect(await title()).toBe('Family');
    expect(await lineOf('#inside .export')).toContain('WhatsApp Family 6 messages 2 people');
    expect(await lineOf('#ask-day')).toContain('Which day is 03/05/2019?');
    await walk.click(page, '#month-first');
    await page.locator('#ask-me').fill('Mina');
    await page.waitForFunction(() => document.querySelector('#inside .export')?.textContent.includes('Jul 6, 2019'));
    await looked();
    expect(await lineOf('#inside .export')).toMatch(FIRST);
    expect(await findingsInBothSchemes(page)).toEqual([]);
    await save();
  });

  it('stands in the list and on the archive, also after the vault was locked', async () => {
    await walk.openArchive(page, 'Family');
    await page.waitForSelector('#exports .export');
    expect(await lineOf('#exports')).toMatch(FIRST);
    await walk.lock(page);
    expect(await page.evaluate(() => document.body.innerText)).not.toMatch(/Family|messages/);
    await walk.unlockWithPasskey(page);
    await walk.goTo(page, 'archives');
    await page.waitForSelector('#archive-list');
    expect(await lineOf('#archive-list')).toMatch(FIRST);
    expect(await findingsInBothSchemes(page)).toEqual([]);
  });

  it('is compared with the backup before, and what was answered is not asked again', async () => {
    await collect(at('second', 'WhatsApp Chat - Family.zip'));
    expect(await lineOf('#inside .export')).toMatch(SECOND);
    expect(await page.$('#questions')).toBeNull();
    await save();
    await walk.openArchive(page, 'Family');
    await page.waitForSelector('#exports .export');
    expect(await lineOf('#exports')).toMatch(SECOND);
    await collect(at('second', 'WhatsApp Chat - Family.zip'));
    expect(await lineOf('#inside')).toContain('Nothing new since the last backup');
    await walk.click(page, '#clear-draft');
  });

  it('is compared once the vault is open, where it was locked', async () => {
    await walk.lock(page);
    await collect(at('second', 'WhatsApp Chat - Family.zip'));
    expect(await lineOf('#inside')).not.toContain('last backup');
    await walk.unlockWithPasskey(page);
    await walk.goTo(page, 'backup');
    await page.waitForSelector('#inside .export > p');
    expect(await lineOf('#inside')).toContain('Nothing new since the last backup');
    await walk.click(page, '#clear-draft');
  });

  it('may be a folder', async () => {
    await collect(at('ChatExport'));
    expect(await lineOf('#inside')).toMatch(/^Telegram ChatExport 3,000 messages .* 2 attachments$/);
    await save();
    await walk.goTo(page, 'archives');
    await expect.poll(() => lineOf('#archive-list')).toContain('ChatExport Telegram 3,000 messages');
  });

  it('may be none: then it is kept as files', async () => {
    await collect(at('notes.txt'));
    expect(await lineOf('#inside')).toContain("No messenger's export was recognised in this.");
    await save();
    await walk.openArchive(page, 'notes');
    expect(await page.$('#exports')).toBeNull();
  });

  it('may be a zip made to fill the disk: that is said, and it can be kept all the same', async () => {
    await collect(at('bomb.zip'));
    expect(await lineOf('#inside [data-code="ZIP_TOO_LARGE"]')).toMatch(/^bomb.zip This zip would unpack to more/);
    await save();
    await walk.openArchive(page, 'bomb');
  });

  it('is not waited for', async () => {
    await walk.collect(page, [at('long')]);
    await page.waitForSelector('#inside[data-status="looking"]');
    await walk.click(page, '#clear-draft');
    await page.waitForSelector('#draft', { hidden: true });
    await until('the look to end', async () => (await appState(page)).inspection === null);
    await walk.collect(page, [at('long')]);
    await save();
  });
});
