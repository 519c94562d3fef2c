import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findingsInBothSchemes } from './lib/accessibility.ts';
import { type FakePage, openFake } from './lib/fake-messenger.ts';
import { openPopup } from './lib/pages.ts';
import { SoftwareAuthenticator } from './lib/software-authenticator.ts';
import { type Stage, openFirstStage } from './lib/stage.ts';
import { appState } from './lib/stored-vault.ts';
import { until } from './lib/until.ts';
import * as walk from './lib/walkthrough.ts';

const PDF =
  '%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[]/Count 0>>endobj\ntrailer<</Root 1 0 R>>';
const TITLE = 'Mina ‮& co <b>';
const ESCAPED = TITLE.replace('&', '&amp;').replace('<', '&lt;');
/** What of a Converse page says which chat is open. */
const CHAT = `<!doctype html><meta charset="utf-8"><link rel="icon" href="data:,"><converse-root><converse-chats><converse-chat class="chatbox">
  <converse-chat-heading jid="mina@example.org"><span class="chatbox-title__text">${ESCAPED}</span></converse-chat-heading>
  <div class="chat-content__messages" style="height: 300px; overflow: auto"><div class="message chat-msg" data-msgid="m1"
    data-from="mina@example.org/phone" data-isodate="2026-11-14T09:07:37.000Z">
    <span class="chat-msg__author">Mina</span><div class="chat-msg__text">Hello</div></div></div>
</converse-chat></converse-chats></converse-root>`;

let folder: string;
let stage: Stage;
let app: Page;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'passkeep-popup-'));
  await writeFile(join(folder, 'page.html'), CHAT);
  stage = await openFirstStage(folder, new SoftwareAuthenticator());
  app = stage.page;
  await walk.setUp(app);
});

afterAll(async () => {
  await stage?.session.close();
  await rm(folder, { recursive: true, force: true });
});

const fake = async (html: string, headers = {}) =>
  await openFake(stage.session.browser, { url: 'https://chat.example.org/', html, headers });

/** Clicks the toolbar button over a page, and gives the popup once it knows what it is over. */
async function popupOver(page: Page): Promise<Page> {
  const popup = await openPopup(stage.session, page);
  await popup.waitForSelector('main[aria-busy="false"]');
  return popup;
}

/** All that a page can see of what is in it, and what it is told when that changes. */
async function watched({ page, refused, served }: FakePage): Promise<() => Promise<unknown>> {
  await page.evaluate(() => {
    const changes: string[] = [];
    new MutationObserver((found) => found.forEach(({ type }) => changes.push(type))).observe(document, {
      attributes: true,
      childList: true,
      characterData: true,
      subtree: true,
    });
    for (const name of ['message', 'error', 'securitypolicyviolation', 'focusin', 'scroll'])
      addEventListener(name, ({ type }) => changes.push(type), true);
    Object.assign(globalThis, { changes });
  });
  return async () => ({
    requests: [...refused, ...served],
    seen: await page.evaluate(() => ({
      html: document.documentElement.outerHTML,
      names: Object.getOwnPropertyNames(globalThis),
      resources: performance.getEntriesByType('resource').map(({ name }) => name),
      changes: (globalThis as { changes?: string[] }).changes,
    })),
  });
}

describe('the popup by the toolbar button', () => {
  it('tells the messenger and the chat that is open, and the page sees nothing of it', async () => {
    const converse = await fake(CHAT);
    const look = await watched(converse);
    const before = await look();
    const popup = await popupOver(converse.page);
    await popup.waitForSelector('#capture-chat');
    expect(await popup.$eval('#page-below', (card) => card.getAttribute('data-client'))).toBe('converse');
    // The sign that turns text around is shown as a sign.
    expect(await popup.$eval('.chat-title', (title) => title.textContent)).toBe(TITLE.replace('‮', '�'));
    expect(await findingsInBothSchemes(popup)).toEqual([]);
    expect(await look()).toEqual(before);
    await popup.click('#capture-chat');
    await popup.waitForSelector('[data-capture]');
    const { captures } = await appState(app);
    expect(captures).toMatchObject([{ kind: 'chat' }]);
    await converse.page.close();
  });

  it('says what is missing where a page is not as it was known', async () => {
    const changed = await fake(CHAT.replace('chat-content__messages', 'renamed'));
    const popup = await popupOver(changed.page);
    await popup.waitForSelector('[data-code="PAGE_CHANGED"]');
    await popup.click('.report > summary');
    expect(await popup.$eval('#report-text', (lines) => lines.textContent)).toMatch(/: converse\n.*: messages\n/);
    await changed.page.close();
  });

  it('waits for the next export of any other page, and can be told not to', async () => {
    const other = await fake('<!doctype html><title>Any page</title><p>Words');
    const popup = await popupOver(other.page);
    await popup.click('#capture-export');
    await popup.waitForSelector('[data-status="waiting"]');
    expect((await appState(app)).captures.filter(({ kind }) => kind === 'export')).toHaveLength(1);
    await popup.click('.stop-capture');
    await popup.waitForSelector('#capture-export');
    expect((await appState(app)).captures.filter(({ kind }) => kind === 'export')).toEqual([]);
    await other.page.close();
  });

  it.each<[string, () => Promise<Page>]>([
    ['the browser’s settings', async () => await opened('chrome://settings/')],
    ['a new tab', async () => await opened('chrome://newtab/')],
    ['the source of a page', async () => await opened('view-source:https://chat.example.org/')],
    [
      'a file, while the user has not let it in',
      async () => await opened(pathToFileURL(join(folder, 'page.html')).href),
    ],
    ['a PDF', async () => (await fake(PDF, { 'content-type': 'application/pdf' })).page],
    ['plain text', async () => (await fake(CHAT, { 'content-type': 'text/plain' })).page],
  ])('offers files over %s', async (_, open) => {
    const page = await open();
    const popup = await popupOver(page);
    expect(await popup.$eval('main', (main) => (main as HTMLElement).innerText)).toContain(
      'no extension into this page',
    );
    expect(await popup.$('#capture-chat, #capture-export')).toBeNull();
    expect(await popup.$('#to-backup')).not.toBeNull();
    await page.close();
  });

  it('has it unlocked first, in the app', async () => {
    const converse = await fake(CHAT);
    await until('captures that have ended', async () => {
      const { captures } = await appState(app);
      return captures.every(({ status }) => status === 'saved' || status === 'failed');
    });
    await app.bringToFront();
    await walk.lock(app);
    const popup = await popupOver(converse.page);
    await popup.click('#unlock-for-page');
    await app.waitForFunction(() => document.visibilityState === 'visible');
    await app.waitForSelector('#unlock');
    await converse.page.close();
  });
});

async function opened(address: string): Promise<Page> {
  const page = await stage.session.browser.newPage();
  // An address that the browser keeps for itself is reached, though not every one tells that it was.
  await page.goto(address).catch(() => null);
  return page;
}
