import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from 'puppeteer-core';
import { type Session, launch } from './browser.ts';
import { type Desktop, startDesktop } from './desktop.ts';
import { type Downloads, collectDownloads } from './downloads.ts';
import { appOpenedByItself } from './pages.ts';
import { sizesIn } from './real-folder-vault.ts';
import { pickFolder } from './real-picker.ts';
import { SoftwareAuthenticator } from './software-authenticator.ts';
import { appState } from './stored-vault.ts';
import { until } from './until.ts';
import * as walk from './walkthrough.ts';

/** What a device may take for one thing, in milliseconds, beside another that does the same. */
const PATIENCE = { timeout: 120_000 };

/** A computer of the user's: a screen, a browser on it that shows the app, and a folder that something carries elsewhere. */
export interface Device {
  /** Absolute path of the folder that is synced. */
  readonly folder: string;
  /** The app's tab, in which this device's passkeys are. */
  readonly page: Page;
  readonly downloads: Downloads;
  readonly desktop: Desktop;
  readonly session: Session;
}

/** Starts a device with a new profile; all that it keeps is below `place`, and its folder is made there. */
export async function startDevice(place: string): Promise<Device> {
  const folder = join(place, 'Synced');
  await mkdir(folder, { recursive: true });
  const desktop = await startDesktop();
  try {
    const session = await launch({ profile: join(place, 'profile'), desktop });
    const page = await appOpenedByItself(session);
    await new SoftwareAuthenticator().install(page);
    await page.reload();
    return { folder, page, desktop, session, downloads: await collectDownloads(session, join(place, 'restored')) };
  } catch (error) {
    await desktop.stop();
    throw error;
  }
}

export async function endDevice({ session, desktop }: Device): Promise<void> {
  await session.kill();
  await desktop.stop();
}

/** What a device shows and knows, for whoever reads of a failure. */
export async function describeDevice({ page, folder }: Device): Promise<string> {
  const { vault, archives, folder: place, jobs } = await appState(page);
  const shown = await page.evaluate(() => document.body.innerText.replaceAll(/\s+/g, ' '));
  const files = (await sizesIn(folder)).map(([path, bytes]) => `${path.slice(0, 12)} ${bytes}`);
  return JSON.stringify({ vault, archives, folder: place, jobs, files, shown });
}

/** Presses the button that asks for a folder, picks the device's own in the system's dialog, and lets the app in. */
export async function pickOwnFolder({ page, desktop, folder }: Device, button: string): Promise<void> {
  await walk.click(page, button);
  await pickFolder(desktop, folder, { allow: true });
}

/** Waits until the device does nothing any more, and has brought all that it has into its folder. */
export async function untilQuiet({ page }: Device): Promise<void> {
  let last: unknown;
  const isQuiet = async () => {
    const { folder, jobs } = await appState(page);
    last = { folder, jobs };
    const isAtWork = jobs.some(({ status }) => status === 'running' || status === 'queued');
    return !isAtWork && folder?.access === 'ready' && folder.failure === null && folder.pending.files === 0;
  };
  await until('everything to be in the folder', isQuiet, PATIENCE).catch((cause: unknown) => {
    throw new Error(`${String(cause)}: ${JSON.stringify(last)}`, { cause });
  });
}

/** Backs up files and folders, as far as the device's folder. */
export async function backUp(device: Device, paths: readonly string[]): Promise<void> {
  await walk.collect(device.page, paths);
  await walk.click(device.page, '#start-backup');
  await backedUp(device);
}

/**
 * Waits until a backup that was started is in the device's folder, and dismisses what is said of it: not before, as what the
 * app shows while it brings files there moves the button from under the pointer.
 */
export async function backedUp(device: Device): Promise<void> {
  await device.page.waitForSelector('.job:is([data-status="done"], [data-status="failed"])', PATIENCE);
  await untilQuiet(device);
  await walk.jobDone(device.page);
}

/** Loads the app anew, which has it look into its folder, and waits until it has taken in what is there. */
export async function look(device: Device): Promise<void> {
  const { page } = device;
  const before = (await appState(page)).folder?.syncedAt ?? 0;
  await page.reload();
  await until('a look into the folder', async () => ((await appState(page)).folder?.syncedAt ?? 0) > before, PATIENCE);
  await untilQuiet(device);
}
