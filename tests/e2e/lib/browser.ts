import { cp, mkdir, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { type Browser, type Extension, launch as launchChromium } from 'puppeteer-core';
import type { Desktop } from './desktop.ts';
import { type NetworkWitness, witnessNetwork } from './network-witness.ts';

/** The production build. */
export const BUILT = join(import.meta.dirname, '..', '..', '..', '.output', 'chrome-mv3');

const SWITCHES = [
  '--disable-quic',
  '--no-first-run',
  '--no-default-browser-check',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--disable-features=NetworkTimeServiceQuerying,AutofillServerCommunication',
  '--allow-browser-signin=false',
];

/** A running Chromium with the extension, and the profile that outlives it. */
export interface Session {
  readonly browser: Browser;
  readonly extension: Extension;
  /** The profile's folder; give it to the next {@link launch} to start again on it. */
  readonly profile: string;
  /** Null where the launch asked for none. */
  readonly network: NetworkWitness | null;
  /** Ends the browser as a crash would, and waits until it is gone. Nothing happens where it is gone already. */
  kill(): Promise<void>;
  close(): Promise<void>;
}

export interface LaunchOptions {
  /** The profile's folder, made where it is not there. The net log and a copy of the build stand beside it. */
  readonly profile: string;
  readonly headless?: boolean;
  /** Show the browser on this desktop, which no other browser shares. */
  readonly desktop?: Desktop;
  /** Watch the network and let nothing through. On by default; off, the browser has the network that the machine has. */
  readonly witness?: boolean;
  /** Host and port that pages may reach though the network is watched. */
  readonly reach?: string;
  /** Given the folder of the extension before it is loaded: a copy of the build, to add a file to. */
  readonly prepare?: (extension: string) => Promise<void>;
}

/** Starts Chromium ($CHROMIUM, else Debian's) with the production build loaded, and waits for the extension. */
export async function launch(options: LaunchOptions): Promise<Session> {
  const { profile, desktop, headless = !desktop, witness = true } = options;
  await mkdir(profile, { recursive: true });
  const isNew = (await readdir(profile)).length === 0;
  // A copy, so that a build meanwhile does not change what the running browser loads.
  const extension = `${profile}-extension`;
  await rm(extension, { recursive: true, force: true });
  await cp(BUILT, extension, { recursive: true });
  await options.prepare?.(extension);
  const network = witness ? await witnessNetwork(`${profile}-network-${Date.now()}.json`, options.reach) : null;
  const browser = await launchChromium({
    executablePath: process.env['CHROMIUM'] ?? '/usr/bin/chromium',
    headless,
    pipe: true,
    // Waiting for a job is one call of the protocol, as long as the job.
    protocolTimeout: 30 * 60_000,
    enableExtensions: [extension],
    userDataDir: profile,
    // In the C locale Chromium leaves out files whose names are not ASCII; a desktop's locale is UTF-8 anyway.
    ...(headless && { env: { ...process.env, LC_ALL: 'C.UTF-8' } }),
    ...(desktop && { env: desktop.env }),
    defaultViewport: headless ? { width: 1200, height: 900 } : null,
    args: [
      ...SWITCHES,
      // After a kill it offers to bring the tabs back, in a bubble over the page.
      ...(desktop ? ['--hide-crash-restore-bubble'] : []),
      ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
      ...(network?.switches ?? []),
    ],
  });
  await network?.watch(browser);
  const gone = new Promise<void>((resolve) => void browser.process()?.once('exit', () => resolve()));
  const end = async (work: () => unknown) => {
    await work();
    await gone;
    await network?.finish();
  };
  const extensionLoaded = await loadedExtension(browser);
  // In a new profile the app opens in a tab by itself, in front of whatever is there by then: what is not in front does
  // not draw, and what waits for that would wait for ever.
  if (isNew) await browser.waitForTarget((one) => one.type() === 'page' && one.url().endsWith('/options.html'));
  return {
    browser,
    extension: extensionLoaded,
    profile,
    network,
    kill: async () => await end(() => killGroup(browser)),
    close: async () => await end(async () => await browser.close()),
  };
}

/** All processes of a browser, which are a group of their own. Nothing happens where they are gone. */
function killGroup(browser: Browser): void {
  const { pid, exitCode, signalCode } = browser.process() ?? {};
  if (pid === undefined || exitCode !== null || signalCode !== null) return;
  process.kill(-pid, 'SIGKILL');
}

/** The extension, once the browser reports it: it is loaded in the background. */
async function loadedExtension(browser: Browser): Promise<Extension> {
  const deadline = Date.now() + 20_000;
  for (;;) {
    const [extension] = (await browser.extensions()).values();
    if (extension) return extension;
    if (Date.now() > deadline) throw new Error(`Chromium did not load the extension`);
  }
}
