import { type Hash, createHash, randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Session, launch } from './lib/browser.ts';
import { type Downloads, collectDownloads } from './lib/downloads.ts';
import { hashFile, hashZip } from './lib/hashes.ts';
import { appOpenedByItself, openPopup } from './lib/pages.ts';
import { SoftwareAuthenticator } from './lib/software-authenticator.ts';
import { appState } from './lib/stored-vault.ts';
import { until } from './lib/until.ts';
import * as walk from './lib/walkthrough.ts';
import type { SpokenChat } from '../unit/messengers/lib/spoken.ts';
import { writeElementJson } from '../unit/messengers/writers/element.ts';
import { writeRocketchat } from '../unit/messengers/writers/rocketchat.ts';
import { type ExportingSite, startExportingSite } from './pages/exporting-site.ts';

/** What large files are made of, over and over, each time with its number before it. */
const BLOCK = randomBytes(1 << 20);
/** Blocks of the two large files; MiB. */
const BLOCKS = { 'saver.zip': 600, 'revoked.zip': 601 };

declare global {
  /** FileSaver's, in the page. */
  var saveAs: (blob: Blob, name: string) => void;
  /** A file of so many blocks, in the page. */
  var large: (blocks: number) => Blob;
}

let folder: string;
let session: Session;
let site: ExportingSite;
let app: Page;
let downloads: Downloads;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'passkeep-page-exports-'));
  site = await startExportingSite();
  session = await launch({ profile: join(folder, 'profile'), witness: false });
  app = await appOpenedByItself(session);
  await new SoftwareAuthenticator().install(app);
  await app.reload();
  await walk.setUp(app);
  downloads = await collectDownloads(session, join(folder, 'downloads'));
});

afterAll(async () => {
  await session?.close();
  await site?.close();
  await rm(folder, { recursive: true, force: true });
});

const captured = async () => (await appState(app)).captures.at(-1);
const reaches = async (status: string, files = 0) =>
  await until(
    `${files} files, ${status}`,
    async () => {
      const capture = await captured();
      if (capture?.failure) throw new Error(JSON.stringify(capture.failure));
      return capture?.status === status && capture.files >= files;
    },
    { timeout: 300_000 },
  );

/** Opens a page of the site, and clicks the toolbar button and what the popup offers. */
async function openListening(): Promise<Page> {
  const page = await session.browser.newPage();
  await page.goto(`${site.origin}/`);
  const popup = await openPopup(session, page);
  await walk.click(popup, '#capture-export');
  await reaches('waiting');
  await popup.close();
  return page;
}

/** What the user gets of the page, as without Passkeep. */
async function ownDownload(name: string, sha256: string): Promise<void> {
  const path = await downloads.next(120_000);
  expect([basename(path), await hashFile(path)]).toEqual([name, sha256]);
  await rm(path);
}

/** Ends it by the popup, when the files have come. */
async function stopInPopup(page: Page): Promise<void> {
  const popup = await openPopup(session, page);
  await walk.click(popup, '.stop-capture');
  await reaches('saved');
  await popup.close();
}

/** SHA-256 of {@link large}, hexadecimal. */
function hashLarge(blocks: number): string {
  const hash: Hash = createHash('sha256');
  for (let index = 0; index < blocks; index++) hash.update(new Uint32Array([blocks + index])).update(BLOCK);
  return hash.digest('hex');
}

it('600 MB by FileSaver, and 600 MB by an address that is revoked at once, byte for byte', async () => {
  const page = await openListening();
  await page.evaluate((base64) => {
    const block = new Blob([Uint8Array.fromBase64(base64)]);
    globalThis.large = (blocks) =>
      new Blob(Array.from({ length: blocks }, (_, index) => [new Uint32Array([blocks + index]), block]).flat());
  }, BLOCK.toString('base64'));
  const hashes = { 'revoked.zip': hashLarge(BLOCKS['revoked.zip']), 'saver.zip': hashLarge(BLOCKS['saver.zip']) };

  await page.evaluate((blocks) => globalThis.saveAs(globalThis.large(blocks), 'saver.zip'), BLOCKS['saver.zip']);
  await ownDownload('saver.zip', hashes['saver.zip']);
  await page.evaluate((blocks) => {
    const link = document.createElement('a');
    link.href = URL.createObjectURL(globalThis.large(blocks));
    link.download = 'revoked.zip';
    link.dispatchEvent(new MouseEvent('click'));
    URL.revokeObjectURL(link.href);
  }, BLOCKS['revoked.zip']);
  await ownDownload('revoked.zip', hashes['revoked.zip']);

  await reaches('reading', 2);
  await stopInPopup(page);
  await page.close();
  expect(await captured()).toMatchObject({ files: 2, bytes: 1201 * (BLOCK.length + 4) });
  await app.bringToFront();
  const restored = await walk.restore(app, downloads);
  expect(await hashZip(restored)).toEqual(hashes);
});

const CHAT: SpokenChat = {
  title: 'Book club',
  people: ['Ada', 'Zoë', 'דוד'],
  messages: ['Are you there?', 'שלום 🚲', 'Yes.'].map((text, from) => {
    return { from, at: Date.UTC(2024, 0, 1, 8, from), text, isDeleted: false, reactions: [] };
  }),
};

/** The newest archive's line in the list, without the characters that isolate names. */
async function newestListed(): Promise<string> {
  await app.bringToFront();
  await walk.goTo(app, 'archives');
  const line = await app.waitForSelector('#archive-list li');
  const text = await line?.evaluate((item) => (item as HTMLElement).innerText);
  return (text ?? '').replace(/[\u2066-\u2069]/g, '').replace(/\s+/g, ' ');
}

it("Element's export, which is saved by itself when nothing more comes", async () => {
  const page = await openListening();
  const text = writeElementJson(CHAT).get('export.json') ?? '';
  const name = 'matrix - Book club - Chat Export - 2024-01-01T08-05-00.000Z.json';
  await page.evaluate(
    (content, called) => globalThis.saveAs(new Blob([content], { type: 'application/json' }), called),
    text,
    name,
  );
  await ownDownload(name, createHash('sha256').update(text).digest('hex'));
  await reaches('saved', 1);
  await page.close();
  await expect.poll(newestListed, { timeout: 30_000 }).toMatch(/ Element Book club 6 messages 3 people /);
});

it("Rocket.Chat's export", async () => {
  const page = await openListening();
  const text = writeRocketchat(CHAT, false);
  const name = 'exportedMessages-2024-01-01T08_05_00.000Z.json';
  await page.evaluate(
    (content, called) => {
      const link = document.createElement('a');
      link.href = URL.createObjectURL(new Blob([content], { type: 'application/json' }));
      link.download = called;
      link.target = '_blank';
      document.body.append(link);
      link.click();
      URL.revokeObjectURL(link.href);
      link.remove();
    },
    text,
    name,
  );
  await ownDownload(name, createHash('sha256').update(text).digest('hex'));
  await reaches('reading', 1);
  await stopInPopup(page);
  await page.close();
  await expect.poll(newestListed, { timeout: 30_000 }).toMatch(/ Rocket\.Chat Book club 3 messages 3 people /);
});
