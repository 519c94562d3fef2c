import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page, WebWorker } from 'puppeteer-core';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type Session, launch } from './lib/browser.ts';
import { type Desktop, startDesktop } from './lib/desktop.ts';
import { appOpenedByItself, extensionUrl } from './lib/pages.ts';
import { SoftwareAuthenticator } from './lib/software-authenticator.ts';
import { appState } from './lib/stored-vault.ts';
import { lacking } from './lib/tools.ts';
import { until } from './lib/until.ts';
import * as walk from './lib/walkthrough.ts';

describe.skipIf(lacking('desktop'))(`an open vault, on a desktop${lacking('desktop')}`, () => {
  const authenticator = new SoftwareAuthenticator();
  let folder: string;
  let desktop: Desktop;
  let session: Session;
  let page: Page;
  let elsewhere: Page;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'passkeep-lock-'));
    desktop = await startDesktop();
    session = await launch({ profile: join(folder, 'profile'), desktop });
    page = await appOpenedByItself(session);
    await authenticator.install(page);
    await page.reload();
    await walk.setUp(page);
    elsewhere = await session.browser.newPage();
    await page.evaluate(() => {
      chrome.idle.onStateChanged.addListener((screen) => Object.assign(globalThis, { screen }));
    });
  });
  afterAll(async () => {
    await session?.kill();
    await desktop?.stop();
    await rm(folder, { recursive: true, force: true, maxRetries: 5 });
  });
  beforeEach(async () => {
    await page.bringToFront();
    if ((await appState(page)).vault === 'locked') await walk.unlockWithPasskey(page);
  });

  const pressShortcut = async () => void (await desktop.run('xdotool', 'key', 'alt+shift+l'));
  const whenLocked = async () => await until('the lock', async () => (await appState(page)).vault === 'locked');
  // The browser asks the X server for it every second, and tells what has changed since it last asked.
  const screenIs = async (locked: boolean) =>
    await until('the browser to see it', async () => {
      const screen = await page.evaluate(() => (globalThis as unknown as { screen?: string }).screen);
      return (screen === 'locked') === locked;
    });
  const lockScreen = async () => {
    await desktop.run('xset', 's', 'activate');
    await screenIs(true);
  };
  const unlockScreen = async () => {
    await desktop.run('xset', 's', 'reset');
    await screenIs(false);
  };
  const serviceWorker = async (): Promise<WebWorker> => {
    const target = await session.browser.waitForTarget((one) => one.type() === 'service_worker');
    const worker = await target.worker();
    if (!worker) throw new Error('no service worker');
    return worker;
  };
  const hasOffscreen = async (worker: WebWorker) =>
    await worker.evaluate(
      async () => (await chrome.runtime.getContexts({ contextTypes: ['OFFSCREEN_DOCUMENT'] })).length > 0,
    );

  it('needs no permission that the browser warns of', async () => {
    const warnings = await page.evaluate(
      async () => await chrome.management.getPermissionWarningsByManifest(JSON.stringify(chrome.runtime.getManifest())),
    );
    expect(warnings).toEqual([]);
  });

  it('is locked at once by the shortcut, wherever in the browser the user is', async () => {
    await elsewhere.bringToFront();
    await pressShortcut();
    await whenLocked();
  });

  it('tells on the keys page which keys the browser has for it', async () => {
    await walk.goTo(page, 'keys');
    const told = await page.waitForSelector('#lock-shortcut');
    expect(await told?.evaluate((element) => (element as HTMLElement).innerText)).toMatch(
      /Alt\+Shift\+L[^]*chrome:\/\/extensions\/shortcuts/,
    );
  });

  it('is locked when the screen is', async () => {
    await lockScreen();
    await whenLocked();
    await unlockScreen();
  });

  it('stays open when the screen is locked and the user wants that', async () => {
    await walk.goTo(page, 'keys');
    await walk.click(page, '#lock-with-system:enabled');
    await until('the setting', async () => !(await appState(page)).lockWithSystem);
    await page.evaluate(() => {
      const asked: string[] = [];
      chrome.runtime.onMessage.addListener(({ type }: { type: string }) => void asked.push(type));
      Object.assign(globalThis, { asked });
    });
    await lockScreen();
    // What the service worker asks the document, every page can hear.
    await until('the question for the setting', async () =>
      (await page.evaluate(() => (globalThis as unknown as { asked: string[] }).asked)).includes('getState'),
    );
    await unlockScreen();
    expect((await appState(page)).vault).toBe('unlocked');
    await walk.click(page, '#lock-with-system:enabled');
    await until('the setting', async () => (await appState(page)).lockWithSystem);
  });

  it('locks after the work where the shortcut is pressed meanwhile, and says so', async () => {
    const big = join(folder, 'big.bin');
    const parts = Array.from({ length: 4800 }, () => crypto.getRandomValues(Buffer.alloc(1 << 16)));
    await writeFile(big, Buffer.concat(parts));
    await walk.collect(page, [big]);
    await walk.click(page, '#start-backup');
    await until('the job', async () => (await appState(page)).jobs.some(({ status }) => status === 'running'));
    await pressShortcut();
    const pending = await until('the wish to lock', async () => {
      const state = await appState(page);
      return state.lockPending && state;
    });
    expect(pending.vault).toBe('unlocked');
    await page.waitForSelector('::-p-text(Locks as soon as the work is done.)');
    await whenLocked();
    expect((await appState(page)).jobs.map(({ kind, status }) => [kind, status])).toEqual([['backup', 'done']]);
    await walk.click(page, '#dismiss-job');
  });

  it('is locked by a sleep: the clock of the document that holds it is set forward, since this machine cannot sleep', async () => {
    const target = await session.browser.waitForTarget((one) => one.url() === extensionUrl(session, 'offscreen.html'));
    const offscreen = await target.asPage();
    await offscreen.evaluate(() => {
      const [day, steady] = [Date.now.bind(Date), performance.now.bind(performance)];
      Date.now = () => day() + 5 * 60_000;
      // Read at every look at the clocks.
      performance.now = () => (Object.assign(globalThis, { looks: looks() + 1 }), steady());
      const looks = () => (globalThis as unknown as { looks?: number }).looks ?? 0;
    });
    await whenLocked();
    await walk.unlockWithPasskey(page);
    const looks = async () => await offscreen.evaluate(() => (globalThis as unknown as { looks: number }).looks);
    const before = await looks();
    await until('two more looks', async () => (await looks()) >= before + 2);
    expect((await appState(page)).vault).toBe('unlocked');
  });

  it('is not there any more when its document is gone, and the shortcut does not open that', async () => {
    await page.close();
    await elsewhere.bringToFront();
    const worker = await serviceWorker();
    await worker.evaluate(async () => await chrome.offscreen.closeDocument());
    const heard = worker.evaluate(
      async () => await new Promise<string>((resolve) => chrome.commands.onCommand.addListener(resolve)),
    );
    await pressShortcut();
    expect(await heard).toBe('lock');
    expect(await hasOffscreen(worker)).toBe(false);
    page = await session.browser.newPage();
    await authenticator.install(page);
    await page.goto(extensionUrl(session, 'options.html'));
    expect((await appState(page)).vault).toBe('locked');
  });
});
