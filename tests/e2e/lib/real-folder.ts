import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import type { Page } from 'puppeteer-core';
import type { AppState, FolderState } from '../../../utils/messages/state.ts';
import { type Session, launch } from './browser.ts';
import { type Desktop, startDesktop } from './desktop.ts';
import { type Downloads, collectDownloads } from './downloads.ts';
import { appOpenedByItself, extensionUrl } from './pages.ts';
import { type Permission, answerPermission, pickFolder } from './real-picker.ts';
import { SoftwareAuthenticator } from './software-authenticator.ts';
import { appState } from './stored-vault.ts';
import { until } from './until.ts';
import * as walk from './walkthrough.ts';

/** A job's time on a machine that has other things to do. */
const PATIENCE = { timeout: 120_000 };

/** A browser on a desktop, its vault, and folders of this machine. The picker, the questions and the disk are real. */
export class RealStage {
  /** Of this test alone: exports, the profile and the picked folders are below it. */
  readonly root: string;
  readonly desktop: Desktop;
  /** The app's tab. */
  page!: Page;
  downloads!: Downloads;
  /** The recovery words; `''` before there is a vault. */
  words = '';
  #session!: Session;
  readonly #authenticator = new SoftwareAuthenticator();

  private constructor(root: string, desktop: Desktop) {
    this.root = root;
    this.desktop = desktop;
  }

  /** Starts a desktop and a browser with a new profile, and sets up a vault. */
  static async open(): Promise<RealStage> {
    const root = await mkdtemp(join(tmpdir(), 'passkeep-real-folder-'));
    const stage = new RealStage(root, await startDesktop());
    await stage.#launch(appOpenedByItself);
    stage.words = await walk.setUp(stage.page);
    return stage;
  }

  async end(): Promise<void> {
    await this.#session.kill();
    await this.desktop.stop();
    await rm(this.root, { recursive: true, force: true, maxRetries: 5 });
  }

  /** Ends the browser as a crash would, and starts it again with a tab of the app: the vault is locked. */
  async killAndStart(): Promise<void> {
    await this.#session.kill();
    await this.#launch((session) => session.browser.newPage());
  }

  /** Closes every tab of the app, while the browser goes on. @returns a tab that stays */
  async closeTabs(): Promise<Page> {
    const pages = await this.#session.browser.pages();
    const isApp = (page: Page) => page.url().startsWith(extensionUrl(this.#session, 'options.html'));
    const elsewhere = pages.find((page) => !isApp(page)) ?? (await this.#session.browser.newPage());
    for (const page of pages.filter(isApp)) await page.close();
    return elsewhere;
  }

  /** Opens the app in a new tab, in which the passkey is there. */
  async openTab(): Promise<void> {
    await this.#show(await this.#session.browser.newPage());
  }

  /** A folder of this machine, made where it is not there. */
  async folder(...names: string[]): Promise<string> {
    const path = join(this.root, ...names);
    await mkdir(path, { recursive: true });
    return path;
  }

  /**
   * Picks a folder on the place view, as a user does, and waits for what the app says of it: the question where and how,
   * or why it cannot be.
   * @param allow null where the browser does not ask, since it lets Passkeep into this folder already
   */
  async choose(path: string, allow: Permission | null = true): Promise<void> {
    await walk.goTo(this.page, 'place');
    await walk.click(this.page, '.choose-folder');
    await pickFolder(this.desktop, path, { allow });
    await this.page.waitForSelector('#choose-dialog[open], main [role="alert"][data-code]');
  }

  /** Moves the vault into a folder, and waits until everything is there. */
  async moveTo(path: string, { keepsCopy }: { readonly keepsCopy: boolean }): Promise<void> {
    await this.choose(path);
    if (!keepsCopy) await walk.click(this.page, '#choose-copy');
    await this.confirm(basename(path));
  }

  /** Says yes to the question about the folder, and waits until everything is in the folder of that name. */
  async confirm(name: string): Promise<void> {
    await walk.click(this.page, '#confirm-folder');
    // Until then, the folder of before has everything.
    await until(`the folder ${name}`, async () => (await appState(this.page)).folder?.name === name, PATIENCE);
    await walk.allInFolder(this.page);
  }

  /** Presses the button that lets Passkeep in, and answers what the browser asks. */
  async letIn(allow: Permission): Promise<void> {
    await walk.click(this.page, '.let-in');
    await answerPermission(this.desktop, allow);
  }

  /** The folder's state, as the app is told it. @throws Error while the vault is in no folder */
  async folderState(): Promise<FolderState> {
    const { folder } = await appState(this.page);
    if (!folder) throw new Error('the vault is in no folder');
    return folder;
  }

  /** The paths of the vault's files in the browser, in their order. */
  async storedPaths(): Promise<string[]> {
    return await this.page.evaluate(
      async () =>
        await new Promise<string[]>((resolve, reject) => {
          const opening = indexedDB.open('passkeep');
          opening.onerror = () => reject(opening.error);
          opening.onsuccess = () => {
            const keys = opening.result.transaction('sizes').objectStore('sizes').getAllKeys();
            keys.onerror = () => reject(keys.error);
            keys.onsuccess = () => {
              opening.result.close();
              resolve(keys.result as string[]);
            };
          };
        }),
    );
  }

  /** The state, asked by the service worker: no page of the extension has to be open. */
  async stateWithoutTab(): Promise<AppState> {
    const worker = await this.#serviceWorker();
    return await worker.evaluate(async () => {
      const asked = { id: 0, type: 'getState', timestamp: Date.now() };
      return ((await chrome.runtime.sendMessage(asked)) as { res: { value: AppState } }).res.value;
    });
  }

  /** Waits, while no tab of the app is open, until the state is as wanted. @returns the state then */
  async untilWithoutTab(what: string, isSo: (state: AppState) => boolean): Promise<AppState> {
    return await until(what, async () => [await this.stateWithoutTab()].find(isSo), PATIENCE);
  }

  /** What the toolbar button shows, asked of the service worker. */
  async badge(): Promise<string> {
    return await (await this.#serviceWorker()).evaluate(async () => await chrome.action.getBadgeText({}));
  }

  get session(): Session {
    return this.#session;
  }

  async #serviceWorker() {
    const address = extensionUrl(this.#session, '');
    const target = await this.#session.browser.waitForTarget(
      (one) => one.type() === 'service_worker' && one.url().startsWith(address),
    );
    const worker = await target.worker();
    if (!worker) throw new Error('the service worker has gone');
    return worker;
  }

  async #launch(takeTab: (session: Session) => Promise<Page>): Promise<void> {
    this.#session = await launch({ profile: join(this.root, 'profile'), desktop: this.desktop });
    this.downloads = await collectDownloads(this.#session, join(this.root, 'restored'));
    await this.#show(await takeTab(this.#session));
  }

  async #show(page: Page): Promise<void> {
    await this.#authenticator.install(page);
    await page.goto(extensionUrl(this.#session, 'options.html'));
    await page.bringToFront();
    this.page = page;
  }
}
