import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from 'puppeteer-core';
import { type Session, launch } from '../../../tests/e2e/lib/browser.ts';
import { pickPaths } from '../../../tests/e2e/lib/drop.ts';
import { appOpenedByItself, extensionUrl } from '../../../tests/e2e/lib/pages.ts';
import { appState } from '../../../tests/e2e/lib/stored-vault.ts';
import { addVirtualAuthenticator } from '../../../tests/e2e/lib/virtual-authenticator.ts';
import * as walk from '../../../tests/e2e/lib/walkthrough.ts';
import { bundlePeers } from './bundle-peers.ts';
import { dropDownload, looked, type Ran, runJob } from './in-page.ts';
import type { PeerTask } from './peer-tasks.ts';

/** Milliseconds. */
const JOB_TIMEOUT = 15 * 60_000;
const PEERS = 'bench-peers.js';

/** A browser with the production build and an open vault, and the peers' worker beside it. */
export interface BenchExtension {
  readonly session: Session;
  /** Runs a task in a worker of the offscreen document. @returns seconds */
  peer(task: PeerTask): Promise<number>;
  /** Drops files and folders on the app, which looks at them; then the time from Back up until it is saved. */
  backUp(paths: readonly string[]): Promise<Ran>;
  /** The same for a folder that is picked: of many files the browser tells at once, where it is asked for each that is dropped. */
  backUpPicked(folder: string): Promise<Ran>;
  /** Downloads one file of an archive into nothing. @returns seconds */
  restore(archive: string, path: string): Promise<number>;
  remove(archive: string): Promise<void>;
  /** Bytes that the vault takes. */
  storedBytes(): Promise<number>;
  end(): Promise<void>;
}

/** Starts the browser and makes a vault. `profile` is a folder that goes with the benchmark's. */
export async function startExtension(profile: string): Promise<BenchExtension> {
  const peers = await bundlePeers();
  const session = await launch({
    profile,
    witness: false,
    prepare: async (extension) => await writeFile(join(extension, PEERS), peers),
  });
  try {
    const page = await appOpenedByItself(session);
    await addVirtualAuthenticator(page, 'prf');
    await walk.setUp(page);
    return opened(session, page);
  } catch (thrown) {
    await session.kill();
    throw thrown;
  }
}

function opened(session: Session, page: Page): BenchExtension {
  const offscreen = async () => {
    const url = extensionUrl(session, 'offscreen.html');
    return await (await session.browser.waitForTarget((one) => one.url() === url)).asPage();
  };
  return {
    session,
    peer: async (task) => (await peerIn(await offscreen(), task)) / 1000,
    async backUp(paths) {
      await walk.collect(page, paths);
      await looked(page);
      return await runJob(page, { click: '#start-backup' });
    },
    async backUpPicked(folder) {
      await walk.goTo(page, 'backup');
      const input = await page.waitForSelector('#pick-folder');
      if (!input) throw new Error('there is nothing to pick with');
      await pickPaths(input, [folder]);
      await page.waitForSelector('#start-backup:enabled', { timeout: JOB_TIMEOUT });
      await looked(page);
      return await runJob(page, { click: '#start-backup' });
    },
    async restore(archive, path) {
      return await dropDownload(page, await offscreen(), archive, path);
    },
    async remove(archive) {
      await runJob(page, { type: 'startDelete', data: { archive } });
    },
    storedBytes: async () => (await appState(page)).storedBytes,
    end: async () => await session.kill(),
  };
}

async function peerIn(offscreen: Page, task: PeerTask): Promise<number> {
  return await offscreen.evaluate(
    async (script, asked) => {
      const worker = new Worker(script, { type: 'module' });
      try {
        const answer = await new Promise<{ ms: number; error?: string }>((resolve, reject) => {
          worker.addEventListener('message', ({ data }) => resolve(data));
          worker.addEventListener('error', ({ message }) => reject(new Error(message)));
          worker.postMessage(asked, []);
        });
        if (answer.error !== undefined) throw new Error(answer.error);
        return answer.ms;
      } finally {
        worker.terminate();
      }
    },
    `/${PEERS}`,
    task,
  );
}
