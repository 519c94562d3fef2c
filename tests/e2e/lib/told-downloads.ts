import type { Page } from 'puppeteer-core';
import type { FromPage, ToPage } from '../../../utils/page/protocol.ts';
import type { Session } from './browser.ts';
import { appOpenedByItself, extensionUrl, openPopup } from './pages.ts';
import { until } from './until.ts';

/** A file that was handed over. */
export interface HandedOver {
  readonly name: string;
  readonly size: number;
  /** Hexadecimal. */
  readonly sha256: string;
}

/** What the scripts in a page tell of its downloads; the test answers for the offscreen document. */
export interface ToldDownloads {
  /** Waits until so many files have come in all, and gives them. */
  files(count: number): Promise<readonly HandedOver[]>;
  /** Tells the scripts to come to an end, waits until they say so, and gives it up: there are no last words. */
  stop(): Promise<void>;
}

declare global {
  var toldDownloads: { port: chrome.runtime.Port; told: FromPage[]; files: HandedOver[] };
}

/** A page of the extension in which nothing of it runs, to be the other end of the scripts' port. */
export async function openOtherEnd(session: Session): Promise<Page> {
  await (await appOpenedByItself(session)).close();
  const page = await session.browser.newPage();
  await page.goto(extensionUrl(session, 'manifest.json'));
  return page;
}

/**
 * Clicks the toolbar button over `page`, and runs the scripts there, with `app` of {@link openOtherEnd} at their port's other
 * end. `between` the script beside the page's own and the one among them, the page can do what it likes.
 */
export async function tellDownloads(
  session: Session,
  app: Page,
  page: Page,
  between: () => Promise<void> = async () => {},
): Promise<ToldDownloads> {
  const popup = await openPopup(session, page);
  await popup.close();
  const run = async (file: string, world: 'MAIN' | 'ISOLATED') =>
    await app.evaluate(
      async (address, script, where) => {
        const [tab] = await chrome.tabs.query({ url: address });
        await chrome.scripting.executeScript({ target: { tabId: tab?.id ?? -1 }, world: where, files: [script] });
      },
      page.url(),
      file,
      world,
    );
  await app.evaluate(async () => {
    // It expects no port, and would cut this one.
    if (await chrome.offscreen.hasDocument()) await chrome.offscreen.closeDocument();
    chrome.runtime.onConnect.addListener(function listen(port) {
      if (port.name !== 'capture') return;
      chrome.runtime.onConnect.removeListener(listen);
      const told: FromPage[] = [];
      const files: HandedOver[] = [];
      globalThis.toldDownloads = { port, told, files };
      port.onMessage.addListener((message: FromPage) => {
        told.push(message);
        if (message.type !== 'export') return;
        const { name, blob } = message;
        void (async () => {
          const hash = new Uint8Array(await crypto.subtle.digest('SHA-256', await blob.arrayBuffer()));
          files.push({ name, size: blob.size, sha256: hash.toHex() });
        })();
      });
    });
  });
  await run('/capture-export.js', 'ISOLATED');
  await between();
  await run('/hook-exports.js', 'MAIN');
  const has = async (type: FromPage['type']) =>
    await app.evaluate((wanted) => globalThis.toldDownloads?.told.some((one) => one.type === wanted), type);
  const say = async (message: ToPage) =>
    await app.evaluate((said) => {
      const { port } = globalThis.toldDownloads;
      // A window's wants an origin; this is a runtime port's.
      port['postMessage'](said);
    }, message);
  await until('the scripts', async () => await has('listening'));
  return {
    files: async (count) => {
      const all = async () => await app.evaluate(() => globalThis.toldDownloads.files);
      await until(`${count} files`, async () => (await all()).length >= count);
      return await all();
    },
    stop: async () => {
      await say({ type: 'stop' });
      await until('the end', async () => await has('end'));
      await say({ type: 'failed', failure: null });
    },
  };
}
