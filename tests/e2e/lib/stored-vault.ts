import type { Page } from 'puppeteer-core';
import type { AppState } from '../../../utils/messages/state.ts';

/** The state that the offscreen document tells every view, asked from a page of the extension. */
export async function appState(page: Page): Promise<AppState> {
  return await page.evaluate(async () => {
    const ask = (type: string) => chrome.runtime.sendMessage({ id: 0, type, timestamp: Date.now() });
    await ask('ensureOffscreen');
    return ((await ask('getState')) as { res: { value: AppState } }).res.value;
  });
}

/** Paths of the archives' own files, the newest first, asked from a page of the extension. The vault must be open. */
export async function archivePaths(page: Page): Promise<string[]> {
  const ids = await page.evaluate(async () => {
    const asked = { id: 0, type: 'listArchives', timestamp: Date.now() };
    const { res } = (await chrome.runtime.sendMessage(asked)) as { res: { value: readonly { readonly id: string }[] } };
    return res.value.map(({ id }) => id);
  });
  return ids.map((id) => `snapshots/${id}.age`);
}

/** The files of the vault in the browser's IndexedDB, by path, read from a page of the extension. For small vaults. */
export async function storedFiles(page: Page): Promise<Map<string, Buffer>> {
  const files = await page.evaluate(async () => {
    const database = await new Promise<IDBDatabase>((resolve, reject) => {
      const opening = indexedDB.open('passkeep');
      opening.onsuccess = () => resolve(opening.result);
      opening.onerror = () => reject(opening.error);
    });
    const store = database.transaction('files').objectStore('files');
    const all = async <T>(request: IDBRequest<T>) =>
      await new Promise<T>((resolve, reject) => {
        request.onsuccess = () => resolve(request.result);
        request.onerror = () => reject(request.error);
      });
    const paths = (await all(store.getAllKeys())) as string[];
    const found: [string, string][] = [];
    for (const path of paths) {
      const blob = await all<Blob>(database.transaction('files').objectStore('files').get(path));
      found.push([path, new Uint8Array(await blob.arrayBuffer()).toBase64()]);
    }
    database.close();
    return found;
  });
  return new Map(files.map(([path, base64]) => [path, Buffer.from(base64, 'base64')]));
}

/** Puts files into the vault in the browser's IndexedDB, behind the extension's back, as a sync or another program might. */
export async function putStored(page: Page, files: ReadonlyMap<string, Uint8Array>): Promise<void> {
  const list = [...files].map(([path, bytes]) => [path, Buffer.from(bytes).toString('base64')] as const);
  await page.evaluate(async (all) => {
    const database = await new Promise<IDBDatabase>((resolve, reject) => {
      const opening = indexedDB.open('passkeep');
      opening.onsuccess = () => resolve(opening.result);
      opening.onerror = () => reject(opening.error);
    });
    const transaction = database.transaction(['files', 'sizes'], 'readwrite');
    for (const [path, base64] of all) {
      const bytes = Uint8Array.fromBase64(base64);
      transaction.objectStore('files').put(new Blob([bytes]), path);
      transaction.objectStore('sizes').put(bytes.length, path);
    }
    await new Promise((resolve, reject) => {
      transaction.oncomplete = resolve;
      transaction.onerror = () => reject(transaction.error);
    });
    database.close();
  }, list);
}

/**
 * Holds the vault's files in the browser's IndexedDB, from a page of the extension: nobody reads or writes them until the
 * function that this resolves with has been called.
 */
export async function holdStored(page: Page): Promise<() => Promise<void>> {
  await page.evaluate(
    async () =>
      await new Promise<void>((resolve, reject) => {
        const held = { isHeld: true };
        Object.assign(globalThis, { held });
        const opening = indexedDB.open('passkeep');
        opening.onerror = () => reject(opening.error);
        opening.onsuccess = () => {
          const { result: database } = opening;
          const transaction = database.transaction(['files', 'sizes'], 'readwrite');
          // A transaction ends when nothing is asked of it any more.
          const goOn = () => {
            resolve();
            if (held.isHeld) transaction.objectStore('sizes').count().onsuccess = goOn;
            else database.close();
          };
          transaction.objectStore('sizes').count().onsuccess = goOn;
        };
      }),
  );
  return async () =>
    await page.evaluate(() => {
      (globalThis as unknown as { held: { isHeld: boolean } }).held.isHeld = false;
    });
}
