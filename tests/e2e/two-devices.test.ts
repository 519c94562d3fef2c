import { copyFile, mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runTool } from '../unit/cli/tool.ts';
import { writeTelegramFolder, writeWhatsAppZip } from './lib/exports.ts';
import { hashFolder, hashZip } from './lib/hashes.ts';
import { strangersIn } from './lib/real-folder-vault.ts';
import { restoreRest, sayUsedBefore } from './lib/second-device.ts';
import { appState } from './lib/stored-vault.ts';
import { SYNCTHINGS_OWN, type Syncthing, startSyncthing } from './lib/syncthing.ts';
import { inSteps } from './lib/steps.ts';
import { lacking } from './lib/tools.ts';
import {
  type Content,
  byTitle,
  contentOf,
  contentOfRestored,
  listed,
  restoreAll,
  titleOf,
} from './lib/two-devices-archives.ts';
import {
  type Device,
  backUp,
  backedUp,
  describeDevice,
  endDevice,
  look,
  pickOwnFolder,
  startDevice,
  untilQuiet,
} from './lib/two-devices.ts';
import { filesOf, largePacks, namesOf, pathsOf } from './lib/two-devices-files.ts';
import { until } from './lib/until.ts';
import * as walk from './lib/walkthrough.ts';

const MB = 1_000_000;
/** Of the first and the second device, for Syncthing. */
const [A, B] = [0, 1];
const needs = lacking('desktop') || lacking('syncthing');

describe.skipIf(needs)(`a folder that real Syncthings carry between two devices${needs}`, () => {
  let place: string;
  let a: Device;
  let b: Device;
  let pair: Syncthing;
  let words: string;
  let family: string;
  let chat: string;
  let photos: string;
  /** Title and content of the archives that there are to be. */
  const all: [title: string, content: Content][] = [];

  beforeAll(async () => {
    place = await mkdtemp(join(tmpdir(), 'passkeep-two-devices-'));
    family = await whatsApp('Family', []);
    chat = await telegram('ChatExport', [10 * MB, 11 * MB, 12 * MB, 40_000]);
    photos = join(chat, 'photos');
    all.push(['photos', await contentOf(photos)]);
    [a, b] = await Promise.all([startDevice(join(place, 'a')), startDevice(join(place, 'b'))]);
    pair = await startSyncthing([a.folder, b.folder]);
  });

  afterAll(async () => {
    await pair?.stop();
    await Promise.all([a, b].map(async (device) => device && (await endDevice(device))));
    await rm(place, { recursive: true, force: true, maxRetries: 5 });
  });

  inSteps(async () => (await Promise.all([a, b].map(describeDevice))).join('\n'));

  const exported = (name: string) => join(place, 'exports', name);

  async function whatsApp(title: string, sizes: readonly number[]): Promise<string> {
    const path = exported(`${title}.zip`);
    await writeWhatsAppZip(path, { marker: title, messages: 500, photos: sizes });
    all.push([title, await contentOf(path)]);
    return path;
  }

  async function telegram(title: string, sizes: readonly number[]): Promise<string> {
    const path = exported(title);
    await writeTelegramFolder(path, { marker: title, messages: 2000, photos: sizes });
    all.push([title, await contentOf(path)]);
    return path;
  }

  /** All that is in either browser is in both folders, and both browsers have seen it. */
  async function untilAllSame(): Promise<void> {
    await Promise.all([a, b].map(untilQuiet));
    await pair.untilInSync();
    await Promise.all([a, b].map(look));
    await pair.untilInSync();
  }

  /** Both folders, and both lists, show the same, which is {@link all}. */
  async function expectSame(): Promise<void> {
    await untilAllSame();
    expect(await filesOf(a)).toEqual(await filesOf(b));
    const [ofA, ofB] = [await listed(a), await listed(b)];
    expect(ofA).toEqual(ofB);
    expect(ofA.map(({ title }) => title).toSorted()).toEqual(all.map(([title]) => title).toSorted());
  }

  it('gives the second what the first has', async () => {
    words = await walk.setUp(a.page);
    await walk.backUp(a.page, [family]);
    await walk.goTo(a.page, 'place');
    await pickOwnFolder(a, '.choose-folder');
    await a.page.waitForSelector('#choose-dialog[open]');
    await walk.confirmFolder(a.page);
    await pair.untilInSync();
    expect(await filesOf(b)).toEqual(await filesOf(a));
  });

  it('opens on the second while the rest is on its way: what has arrived is restored, what is missing is counted', async () => {
    await pair.pause(B);
    // By themselves first: what the chat has besides is then in a small pack, apart from those of the photos.
    await backUp(a, [photos]);
    await backUp(a, [chat]);
    const late = await largePacks(a);
    expect(late.length).toBeGreaterThan(0);
    await pair.holdBack(B, late);
    await pair.resume(B);
    const early = (await pathsOf(a)).filter((path) => !late.includes(path)).join();
    await until('all but the large packs', async () => (await pathsOf(b)).join() === early);
    await pair.pause(B);

    await sayUsedBefore(b.page);
    await pickOwnFolder(b, '#pick-vault');
    await walk.openWithWords(b.page, words);
    await b.page.waitForSelector('#arrived .dated li:nth-child(3)');
    await b.page.waitForSelector('#arrival [data-kind="missing"]');
    await walk.click(b.page, '#add-passkey');
    await b.page.waitForSelector('#add-passkey-card', { hidden: true });
    await walk.click(b.page, '#to-archives');
    await untilQuiet(b);
    expect(await namesOf(b, 'keys')).toHaveLength(3);

    expect(await contentOf(await walk.restore(b.page, b.downloads, 'Family'))).toEqual(await contentOf(family));
    await walk.openArchive(b.page, 'ChatExport');
    const missing = Number(await b.page.$eval('#missing', (element) => element.getAttribute('data-files')));
    expect(missing).toBeGreaterThan(0);
    const { path, said } = await restoreRest(b.page, b.downloads, 'ChatExport');
    expect(said).toContain('not every file');
    const [rest, whole] = [await hashZip(path), await hashFolder(chat, join(chat, '..'))];
    expect(Object.keys(rest)).toHaveLength(Object.keys(whole).length - missing);
    expect(whole).toMatchObject(rest);
    // Another reader, of the folder alone, misses the same.
    expect((await runTool([b.folder], words)).out).toContain(`ChatExport; not here (yet): ${missing} file`);
  });

  it('gives the second the rest, and the first the second passkey', async () => {
    expect(await namesOf(a, 'keys')).toHaveLength(2);
    await pair.holdBack(B, []);
    await pair.resume(B);
    await expectSame();
    expect((await listed(b)).filter(({ text }) => text.includes('not here'))).toEqual([]);
    expect(await namesOf(a, 'keys')).toHaveLength(3);
  });

  it('takes what both back up at once, while the Syncthings are cut off, killed and started', async () => {
    const [work, holiday] = [await whatsApp('Work', [9 * MB, 200_000]), await telegram('Holiday', [12 * MB, 3 * MB])];
    const trouble = async () => {
      await pair.pause(A);
      await pair.restart(B, 'SIGKILL');
      await pair.resume(A);
      await pair.restart(A, 'SIGKILL');
    };
    await Promise.all([backUp(a, [work]), backUp(b, [holiday]), trouble()]);
    await Promise.all([pair.restart(A, 'SIGKILL'), pair.restart(B, 'SIGKILL')]);
    await expectSame();
  });

  it('takes the same export from both at once', async () => {
    const same = await telegram('Same', [5 * MB, 70_000]);
    all.push(['Same', await contentOf(same)]);
    await Promise.all([a, b].map(async ({ page }) => await walk.collect(page, [same])));
    await Promise.all([a, b].map(async ({ page }) => await walk.click(page, '#start-backup')));
    await Promise.all([a, b].map(backedUp));
    await expectSame();
  });

  it('takes a deletion by the one while the other, cut off, backs up', async () => {
    const meanwhile = await whatsApp('Meanwhile', [300_000]);
    await pair.pause(B);
    await Promise.all([walk.remove(a.page, 'Family'), backUp(b, [meanwhile])]);
    await Promise.all([a, b].map(untilQuiet));
    expect((await listed(b)).map(({ title }) => title)).toContain('Family');
    expect((await listed(a)).map(({ title }) => title)).not.toContain('Meanwhile');
    await pair.restart(B, 'SIGKILL');
    await pair.resume(B);
    all.splice(
      all.findIndex(([title]) => title === 'Family'),
      1,
    );
    await expectSame();
  });

  it('gives everything back on both, byte for byte', async () => {
    const [ofA, ofB] = await Promise.all([a, b].map(restoreAll));
    expect(byTitle(ofA ?? [])).toEqual(byTitle(all));
    expect(byTitle(ofB ?? [])).toEqual(byTitle(all));
  });

  it('holds no conflicts, and each folder alone gives everything to another reader', async () => {
    for (const { folder } of [a, b])
      expect((await strangersIn(folder)).filter((name) => !SYNCTHINGS_OWN.test(name))).toEqual([]);
    const restoreFrom = async ({ folder }: Device) => {
      const out = await mkdtemp(join(place, 'out-'));
      expect(await runTool([folder, out], words)).toMatchObject({ code: 0, err: '' });
      const names = await readdir(out);
      return await Promise.all(
        names.map(async (name): Promise<[string, Content]> => [
          titleOf(name),
          await contentOfRestored(join(out, name)),
        ]),
      );
    };
    for (const restored of await Promise.all([a, b].map(restoreFrom))) expect(byTitle(restored)).toEqual(byTitle(all));
  });

  it('takes no harm from conflict copies, and one that is damaged is named', async () => {
    const [one = '', other = ''] = await namesOf(b, 'packs');
    const conflict = (name: string) => name.replace('.age', '.sync-conflict-20261122-101500-ABCDEFG.age');
    await copyFile(join(b.folder, one), join(b.folder, conflict(one)));
    const bytes = await readFile(join(b.folder, other));
    const middle = bytes.length >> 1;
    bytes.writeUInt8(bytes.readUInt8(middle) ^ 1, middle);
    await writeFile(join(b.folder, conflict(other)), bytes);
    await expectSame();
    for (const device of [a, b]) {
      await walk.goTo(device.page, 'archives');
      await walk.click(device.page, '#arrival [data-kind="damaged"] summary');
      const named = await device.page.$$eval('#arrival [data-kind="damaged"] .path', (items) =>
        items.map((item) => (item as HTMLElement).innerText),
      );
      expect(named).toEqual([conflict(other)]);
    }
    // The second keeps no copy in the browser: it reads them in the folder.
    expect(byTitle(await restoreAll(b))).toEqual(byTitle(all));
  });

  it('is opened on each by its own passkey in the end', async () => {
    for (const { page } of [a, b]) {
      await walk.lock(page);
      await walk.unlockWithPasskey(page);
      expect(await appState(page)).toMatchObject({ vault: 'unlocked', archives: all.length });
    }
  });
});
