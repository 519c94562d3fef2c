import { mkdir, mkdtemp, readFile, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Session, launch } from './lib/browser.ts';
import { type Desktop, startDesktop } from './lib/desktop.ts';
import { appOpenedByItself, extensionUrl } from './lib/pages.ts';
import { answerPermission, cancelPicker, pickFolder } from './lib/real-picker.ts';
import { lacking } from './lib/tools.ts';

/** What the page under test keeps: the folder's handle, in a database of the extension's origin. */
const DATABASE = 'desktop-test';

interface Picking {
  showDirectoryPicker(options: { mode: 'readwrite' }): Promise<FileSystemDirectoryHandle>;
}

interface Folder extends FileSystemDirectoryHandle {
  requestPermission(wish: { mode: 'readwrite' }): Promise<PermissionState>;
}

describe.skipIf(lacking('desktop'))(
  `a folder of this machine, through the system's own dialog${lacking('desktop')}`,
  () => {
    let folder: string;
    let picked: string;
    let desktop: Desktop;
    let session: Session;
    let page: Page;

    beforeAll(async () => {
      folder = await mkdtemp(join(tmpdir(), 'passkeep-desktop-test-'));
      picked = join(folder, 'Picked one');
      // One folder alone in it: the dialog must not complete its name behind what is typed.
      await mkdir(join(picked, 'only one'), { recursive: true });
      desktop = await startDesktop();
      session = await launch({ profile: join(folder, 'profile'), desktop });
      page = await appOpenedByItself(session);
      await addButtons(page);
    });

    afterAll(async () => {
      await session?.kill();
      await desktop?.stop();
      await rm(folder, { recursive: true, force: true, maxRetries: 5 });
    });

    it('is not picked when the dialog is cancelled', async () => {
      expect(await click(page, 'pick', async () => await cancelPicker(desktop))).toBe('AbortError');
    });

    it('is not written to when the user does not let the page', async () => {
      const refused = await click(page, 'pick', async () => await pickFolder(desktop, picked, { allow: false }));
      expect(refused).toBe('AbortError');
    });

    it('is picked, let into, and written to', async () => {
      expect(await click(page, 'pick', async () => await pickFolder(desktop, picked, { allow: true }))).toBe(
        'Picked one',
      );
      expect(await click(page, 'write')).toBe('written');
      expect(await readFile(join(picked, 'file-1.txt'), 'utf8')).toBe('from the page');
      // Picked again, it is let into already: nothing is asked.
      expect(await click(page, 'pick', async () => await pickFolder(desktop, picked, { allow: null }))).toBe(
        'Picked one',
      );
    });

    it('is closed to the extension when its last tab is gone, until the user lets it in again', async () => {
      expect(await reopen()).toBe('NotAllowedError');
      expect(await click(page, 'write')).toBe('NotAllowedError');
      expect(await click(page, 'ask', async () => await answerPermission(desktop, false))).toBe('prompt');
      expect(await click(page, 'write')).toBe('NotAllowedError');
      await page.reload();
      await addButtons(page);
      expect(await click(page, 'ask', async () => await answerPermission(desktop, true))).toBe('granted');
      expect(await click(page, 'write')).toBe('written');
      expect((await readdir(picked)).toSorted()).toEqual(['file-1.txt', 'file-2.txt', 'only one']);
    });

    it('is let into again after the browser was killed', async () => {
      await session.kill();
      await startAgain();
      expect(await click(page, 'write')).toBe('NotAllowedError');
      // Which of the two questions is asked depends on how much the browser had written down of the earlier visit.
      expect(await click(page, 'ask', async () => await answerPermission(desktop, true))).toBe('granted');
      expect(await click(page, 'write')).toBe('written');
    });

    it('is let into for good: for the offscreen document too, without a tab, and after a new start', async () => {
      expect(await reopen()).toBe('NotAllowedError');
      expect(await click(page, 'write')).toBe('NotAllowedError');
      expect(await click(page, 'ask', async () => await answerPermission(desktop, 'always'))).toBe('granted');
      expect(await reopen()).toBe('written');
      expect(await click(page, 'write')).toBe('written');
      await session.close();
      await startAgain();
      expect(await click(page, 'write')).toBe('written');
      expect(await readdir(picked)).toHaveLength(7);
    });

    /** Closes the app's last tab, lets the document that stays write, opens a tab again. @returns what became of the writing */
    async function reopen(): Promise<string> {
      const target = await session.browser.waitForTarget(
        (one) => one.url() === extensionUrl(session, 'offscreen.html'),
      );
      const offscreen = await target.asPage();
      await giveActs(offscreen);
      const elsewhere = await session.browser.newPage();
      // After a kill the extension can be new to the browser again, and has opened one more by itself.
      for (const one of await session.browser.pages())
        if (one.url().startsWith(extensionUrl(session, 'options.html'))) await one.close();
      const result = await offscreen.evaluate(
        async () =>
          await (window as unknown as { acts: Acts }).acts.write().catch((error: unknown) => (error as Error).name),
      );
      await openPage();
      await elsewhere.close();
      return result;
    }

    async function startAgain(): Promise<void> {
      session = await launch({ profile: join(folder, 'profile'), desktop });
      await openPage();
    }

    async function openPage(): Promise<void> {
      page = await session.browser.newPage();
      await page.goto(extensionUrl(session, 'options.html'));
      await addButtons(page);
    }
  },
);

/** What the three buttons do, in the page's world; each tells its result. */
type Acts = Record<'pick' | 'write' | 'ask', () => Promise<string>>;

/** Gives a page of the extension the acts, as its `acts`. */
async function giveActs(page: Page): Promise<void> {
  await page.evaluate((name) => {
    const handles = async <T>(mode: IDBTransactionMode, work: (store: IDBObjectStore) => IDBRequest<T>): Promise<T> => {
      const opening = indexedDB.open(name);
      opening.addEventListener('upgradeneeded', () => opening.result.createObjectStore('handles'));
      const finished = async <R>(request: IDBRequest<R>) =>
        await new Promise<R>((resolve, reject) => {
          request.addEventListener('success', () => resolve(request.result));
          request.addEventListener('error', () => reject(request.error));
        });
      const database = await finished(opening);
      try {
        return await finished(work(database.transaction('handles', mode).objectStore('handles')));
      } finally {
        database.close();
      }
    };
    const kept = async () => await handles<Folder>('readonly', (store) => store.get('folder') as IDBRequest);
    const acts: Acts = {
      async pick() {
        const handle = await (window as unknown as Picking).showDirectoryPicker({ mode: 'readwrite' });
        await handles('readwrite', (store) => store.put(handle, 'folder'));
        return handle.name;
      },
      async write() {
        const handle = await kept();
        let files = 1;
        for await (const entry of handle.values()) files += entry.kind === 'file' ? 1 : 0;
        const file = await handle.getFileHandle(`file-${files}.txt`, { create: true });
        const stream = await file.createWritable();
        await stream.write('from the page');
        await stream.close();
        return 'written';
      },
      async ask() {
        return await (await kept()).requestPermission({ mode: 'readwrite' });
      },
    };
    Object.assign(window, { acts });
  }, DATABASE);
}

/** Puts three buttons on the page; what became of a click is then the button's `data-result`. */
async function addButtons(page: Page): Promise<void> {
  await giveActs(page);
  await page.bringToFront();
  await page.evaluate(() => {
    const bar = document.createElement('div');
    bar.style.cssText = 'position: fixed; inset-block-end: 0; inset-inline-start: 0; z-index: 9';
    for (const [id, act] of Object.entries((window as unknown as { acts: Acts }).acts)) {
      const button = Object.assign(document.createElement('button'), { id, textContent: id });
      button.addEventListener('click', () => {
        act().then(
          (result) => (button.dataset['result'] = result),
          (error: DOMException) => (button.dataset['result'] = error.name),
        );
      });
      bar.append(button);
    }
    document.body.append(bar);
  });
}

/** Clicks a button with the mouse, does what the user does meanwhile, and tells what became of it. */
async function click(page: Page, button: string, meanwhile?: () => Promise<void>): Promise<string> {
  await page.$eval(`#${button}`, (one) => delete (one as HTMLElement).dataset['result']);
  await page.click(`#${button}`);
  await meanwhile?.();
  const done = await page.waitForSelector(`#${button}[data-result]`);
  return (await done?.evaluate((one) => (one as HTMLElement).dataset['result'])) ?? '';
}
