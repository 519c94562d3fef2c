import { mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findingsInBothSchemes } from './lib/accessibility.ts';
import { writeNoise } from './lib/exports.ts';
import { hashFile } from './lib/hashes.ts';
import { type SmallDisk, lackingSmallDisk, mountSmallDisk } from './lib/small-disk.ts';
import { SoftwareAuthenticator } from './lib/software-authenticator.ts';
import { type Stage, openFirstStage, openStage } from './lib/stage.ts';
import { appState } from './lib/stored-vault.ts';
import * as walk from './lib/walkthrough.ts';

let folder: string;
let stage: Stage;
let page: Page;
let early: string;
const authenticator = new SoftwareAuthenticator();

/** A new profile with a vault and one archive, `early`. */
async function begin(): Promise<void> {
  await take(openFirstStage(folder, authenticator));
  await walk.setUp(page);
  early = join(folder, 'early.bin');
  await writeNoise(early, 3_000_000, 'early', 99);
  await walk.backUp(page, [early]);
}

async function take(opening: Promise<Stage>): Promise<void> {
  stage = await opening;
  page = stage.page;
}

async function expectEarlyWhole(): Promise<void> {
  expect(await hashFile(await walk.restore(page, stage.downloads, 'early'))).toBe(await hashFile(early));
}

describe('a browser that does not give its database', () => {
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'passkeep-refused-'));
    await begin();
  });
  afterAll(async () => {
    await stage?.session.kill();
    await rm(folder, { recursive: true, force: true });
  });

  it('says so, offers no new vault, and all is there when it gives it again', async () => {
    const database = join(stage.session.profile, 'Default', 'IndexedDB');
    await stage.session.kill();
    await rename(database, `${database}.away`);
    await writeFile(database, 'no folder');
    await take(openStage(folder, authenticator));
    await page.waitForSelector('[role="alert"][data-code="STORAGE_REFUSED"]');
    const text = await page.$eval('main', (main) => main.innerText);
    expect(text).toContain('The browser refused to store data');
    expect(text).toContain('Do not remove Passkeep: that would delete the archives.');
    expect(await page.$('#agree, #create-passkey, #no-archives')).toBeNull();
    expect(await findingsInBothSchemes(page)).toEqual([]);
    await stage.session.kill();
    await rm(database, { recursive: true });
    await rename(`${database}.away`, database);
    await take(openStage(folder, authenticator));
    await walk.unlockWithPasskey(page);
    await expectEarlyWhole();
  });
});

// What Chromium counts is overridden by no protocol command where the extension has unlimited storage: a disk that is
// really full is needed, and only root can make a small one.
describe.skipIf(lackingSmallDisk)(`a disk that is full${lackingSmallDisk}`, () => {
  let disk: SmallDisk;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'passkeep-full-'));
    disk = mountSmallDisk(join(folder, 'profile'), 80);
    await begin();
  });
  afterAll(async () => {
    await stage?.session.kill();
    disk?.remove();
    await rm(folder, { recursive: true, force: true });
  });

  it('fails the backup in words, touches nothing, gives the space back, and succeeds when there is room', async () => {
    const film = join(folder, 'film.mp4');
    await writeNoise(film, 100_000_000, 'film', 7);
    const before = await appState(page);
    await walk.collect(page, [film]);
    await walk.click(page, '#start-backup');
    await page.waitForSelector('.job[data-status="failed"] [data-code="STORAGE_FULL"]');
    const text = await page.$eval('.job', (card) => (card as HTMLElement).innerText);
    expect(text).toContain('There is no space left on this computer');
    expect(text).toContain('This backup was not saved; your earlier archives are unchanged.');
    expect(await findingsInBothSchemes(page)).toEqual([]);
    await walk.click(page, '#dismiss-job');
    const after = await appState(page);
    expect(after).toMatchObject({ archives: before.archives, storedBytes: before.storedBytes });
    disk.resize(400);
    await expectEarlyWhole();
    await walk.backUp(page, [film]);
    expect(await hashFile(await walk.restore(page, stage.downloads, 'film'))).toBe(await hashFile(film));
  });
});
