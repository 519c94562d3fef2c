import type { Page } from 'puppeteer-core';
import type { FromPage } from '../../../utils/page/protocol.ts';
import type { Session } from './browser.ts';
import { openPopup } from './pages.ts';
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
  /** Tells the scripts to come to an end, and waits until they say so. */
  stop(): Promise<void>;
}

declare global {
  var toldDownloads: { port: chrome.runtime.Port; told: FromPage[]; files: HandedOver[] };
}

/** Clicks the toolbar button over `page`, and runs the scripts there; `app`, a page of the extension, is at their port's other end. */
export async function tellDownloads(session: Session, app: Page, page: Page): Promise<ToldDownloads> {
  const popup = await openPopup(session, page);
  await popup.close();
  await app.evaluate(async (address) => {
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
    const [tab] = await chrome.tabs.query({ url: address });
    const target = { tabId: tab?.id ?? -1 };
    await chrome.scripting.executeScript({ target, files: ['/capture-export.js'] });
    await chrome.scripting.executeScript({ target, world: 'MAIN', files: ['/hook-exports.js'] });
  }, page.url());
  const has = async (type: FromPage['type']) =>
    await app.evaluate((wanted) => globalThis.toldDownloads?.told.some((one) => one.type === wanted), type);
  await until('the scripts', async () => await has('listening'));
  return {
    files: async (count) => {
      const all = async () => await app.evaluate(() => globalThis.toldDownloads.files);
      await until(`${count} files`, async () => (await all()).length >= count);
      return await all();
    },
    stop: async () => {
      await app.evaluate(() => globalThis.toldDownloads.port.postMessage({ type: 'stop' }));
      await until('the end', async () => await has('end'));
      await app.evaluate(() => globalThis.toldDownloads.port.postMessage({ type: 'saved', count: 1 }));
    },
  };
}
