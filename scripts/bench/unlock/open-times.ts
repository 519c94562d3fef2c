import type { Page } from 'puppeteer-core';
import { type Session, launch } from '../../../tests/e2e/lib/browser.ts';
import { identitiesBehind } from '../../../tests/e2e/lib/age-files.ts';
import { appOpenedByItself } from '../../../tests/e2e/lib/pages.ts';
import { putStored, storedFiles } from '../../../tests/e2e/lib/stored-vault.ts';
import { addVirtualAuthenticator } from '../../../tests/e2e/lib/virtual-authenticator.ts';
import { until } from '../../../tests/e2e/lib/until.ts';
import * as walk from '../../../tests/e2e/lib/walkthrough.ts';
import { type ManyArchives, manyArchives } from './many-archives.ts';

/** Files that one message brings into the browser. */
const BATCH = 100;

/** A browser with the production build and a vault of many archives, locked. */
export interface ManyOpened {
  /**
   * Unlocks, waits until what was read has been kept for the next time, and locks again.
   * @returns milliseconds from the click on Unlock until the list has been painted
   */
  unlock(): Promise<number>;
  end(): Promise<void>;
}

/** Starts a browser with a vault of `archives` archives; their packs are names and sizes only. */
export async function openMany(profile: string, archives: number, signal: AbortSignal): Promise<ManyOpened> {
  const session = await launch({ profile, witness: false });
  try {
    const page = await appOpenedByItself(session);
    await addVirtualAuthenticator(page, 'prf');
    const words = await walk.setUp(page);
    const slots = [...(await storedFiles(page))].filter(([path]) => /^keys\/.*\.age$/.test(path));
    const [identity = ''] = await identitiesBehind(
      words,
      slots.map(([, bytes]) => bytes),
    );
    await walk.lock(page);
    await put(page, await manyArchives(identity, archives, signal));
    return { unlock: () => unlockOnce(page), end: () => end(session) };
  } catch (thrown) {
    await end(session);
    throw thrown;
  }
}

async function end(session: Session): Promise<void> {
  await session.kill();
}

async function unlockOnce(page: Page): Promise<number> {
  await page.bringToFront();
  await walk.goTo(page, 'archives');
  await page.waitForSelector('#unlock:enabled');
  const time = await page.evaluate(async () => {
    const shown = new Promise<void>((resolve) => {
      const look = new MutationObserver(() => {
        if (!document.querySelector('#archive-list li')) return;
        look.disconnect();
        // The second frame begins after the first one has been painted.
        requestAnimationFrame(() => requestAnimationFrame(() => resolve()));
      });
      look.observe(document, { subtree: true, childList: true });
    });
    const start = performance.now();
    document.querySelector<HTMLElement>('#unlock')?.click();
    await shown;
    return performance.now() - start;
  });
  await until('what was read to be kept', async () => await hasCache(page));
  await walk.lock(page);
  return time;
}

async function put(page: Page, { files, packs }: ManyArchives): Promise<void> {
  const list = [...files];
  for (let at = 0; at < list.length; at += BATCH) await putStored(page, new Map(list.slice(at, at + BATCH)));
  await page.evaluate(async (all) => {
    const database = await new Promise<IDBDatabase>((resolve, reject) => {
      const opening = indexedDB.open('passkeep');
      opening.onsuccess = () => resolve(opening.result);
      opening.onerror = () => reject(opening.error);
    });
    const transaction = database.transaction(['sizes', 'cache'], 'readwrite');
    // What was kept of the vault as it was set up.
    transaction.objectStore('cache').clear();
    for (const { path, size } of all) transaction.objectStore('sizes').put(size, path);
    await new Promise((resolve, reject) => {
      transaction.oncomplete = resolve;
      transaction.onerror = () => reject(transaction.error);
    });
    database.close();
  }, packs);
}

async function hasCache(page: Page): Promise<boolean> {
  return await page.evaluate(async () => {
    const asked = <T>(request: IDBRequest<T>) =>
      new Promise<T>((resolve, reject) => {
        request.onsuccess = () => resolve(request.result);
        request.onerror = () => reject(request.error);
      });
    const database = await asked(indexedDB.open('passkeep'));
    const count = await asked(database.transaction('cache').objectStore('cache').count());
    database.close();
    return count > 0;
  });
}
