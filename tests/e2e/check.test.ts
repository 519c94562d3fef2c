import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { AppState } from '../../utils/messages/state.ts';
import { findingsInBothSchemes } from './lib/accessibility.ts';
import { writeNoise } from './lib/exports.ts';
import { hashFile } from './lib/hashes.ts';
import { extensionUrl } from './lib/pages.ts';
import { SoftwareAuthenticator } from './lib/software-authenticator.ts';
import { type Stage, openFirstStage } from './lib/stage.ts';
import { appState, archivePaths, holdStored, putStored, storedFiles } from './lib/stored-vault.ts';
import { WHOLE_FOLDER, askedOf, showTold } from './lib/told-state.ts';
import { DAMAGE, FOUND, REPAIRED, SPACE, WELL, remembering } from './lib/told-upkeep.ts';
import { untilSays } from './lib/says.ts';
import * as walk from './lib/walkthrough.ts';

let folder: string;
let stage: Stage;
let page: Page;
let film: string;
let song: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'passkeep-check-'));
  stage = await openFirstStage(folder, new SoftwareAuthenticator());
  page = stage.page;
  await walk.setUp(page);
  film = join(folder, 'film.mp4');
  song = join(folder, 'song.opus');
  await writeNoise(film, 3_000_000, 'film', 1);
  await writeNoise(song, 400_000, 'song', 2);
});

afterAll(async () => {
  await stage?.session.close();
  await rm(folder, { recursive: true, force: true });
});

const textOf = async (selector: string) => await page.$eval(selector, (element) => (element as HTMLElement).innerText);
const packsOf = (files: ReadonlyMap<string, Buffer>) => [...files].filter(([path]) => path.startsWith('packs/'));

/** Checks everything. @returns what the job's card says in the end */
async function check(): Promise<string> {
  await walk.goTo(page, 'place');
  await walk.click(page, '#check-now:enabled');
  return await walk.jobDone(page);
}

/** Flips one byte in the middle of the largest pack. */
async function damageLargestPack(): Promise<string> {
  const [largest] = packsOf(await storedFiles(page)).toSorted(([, a], [, b]) => b.length - a.length);
  if (!largest) throw new Error('there is no pack');
  const [path, bytes] = largest;
  const middle = bytes.length >> 1;
  bytes[middle] = (bytes[middle] ?? 0) ^ 1;
  await putStored(page, new Map([[path, bytes]]));
  return path;
}

/** Shows the plan of what can go. */
async function lookForSpace(): Promise<string> {
  await walk.goTo(page, 'place');
  await walk.click(page, '#look-for-space:enabled');
  await page.waitForSelector('#space-plan');
  return await textOf('#space-plan');
}

describe('archives that are checked', () => {
  it('are as they were saved', async () => {
    await walk.backUp(page, [film]);
    await walk.backUp(page, [song]);
    await walk.goTo(page, 'place');
    await untilSays(page, '#check-card', 'Not checked yet');
    expect(await check()).toContain('nothing is wrong');
    await page.waitForSelector('#check-outcome[data-well="true"]');
    expect(await textOf('#check-outcome')).toMatch(/Everything is as it was saved[^]*2 files[^]*2 archives/);
    expect(await findingsInBothSchemes(page)).toEqual([]);
  });

  it('are named where a byte of what is stored has changed, are repaired, and whole after another backup', async () => {
    const [, filmPath] = await archivePaths(page);
    const damaged = await damageLargestPack();
    expect(await check()).toContain('something is wrong');
    await page.waitForSelector('#check-outcome .damage');
    expect(await textOf('#check-outcome')).toMatch(/1 archive is damaged[^]*film[^]*1 file cannot be restored/);
    expect(await textOf('#check-outcome .damage')).not.toContain('song');
    expect(await findingsInBothSchemes(page)).toEqual([]);

    await walk.click(page, '#repair');
    await page.waitForSelector('#repair-dialog[open]');
    expect(await textOf('#repair-dialog')).toContain('Nothing is deleted.');
    expect(await findingsInBothSchemes(page)).toEqual([]);
    await walk.click(page, '#repair-dialog .confirm');
    expect(await walk.jobDone(page)).toContain('as far as it can be');
    await page.waitForSelector('#repair-outcome .damage');
    expect(await textOf('#repair-outcome')).toMatch(
      /1 archive still lacks files[^]*saved[^]*lost[^]*put aside[^]*film/,
    );
    const files = await storedFiles(page);
    expect(files.has(damaged)).toBe(false);
    expect(files.has(`quarantine/${damaged}`)).toBe(true);

    await walk.backUp(page, [film]);
    expect(await check()).toContain('nothing is wrong');
    // The archive that was damaged, not the one of the second backup.
    const id = /^snapshots\/(.*)\.age$/.exec(filmPath ?? '')?.[1] ?? '';
    await page.evaluate((hash) => (location.hash = hash), `#archives/${id}`);
    await page.waitForSelector(`[data-archive="${id}"] #download:enabled`);
    await walk.click(page, '#download');
    expect(await hashFile(await stage.downloads.next(60_000))).toBe(await hashFile(film));
    await walk.jobDone(page);
  });
});

it('a check that is cancelled ends at once, and what was known stays known', async () => {
  await walk.goTo(page, 'place');
  const before = (await appState(page)).upkeep;
  const release = await holdStored(page);
  await walk.click(page, '#check-now:enabled');
  await page.waitForSelector('.job[data-status="running"]');
  await walk.click(page, '#cancel-job');
  await release();
  await page.waitForSelector('.job[data-status="cancelled"]');
  expect(await textOf('.job')).toContain('A check changes nothing.');
  expect((await appState(page)).upkeep).toEqual(before);
  await walk.click(page, '#dismiss-job');
});

it('what a deletion left behind is freed, after it is said what that is, and no archive goes', async () => {
  const before = await storedFiles(page);
  await walk.remove(page, 'song');
  const kept = await storedFiles(page);
  const [left] = packsOf(before).filter(([path]) => !kept.has(path));
  expect(await lookForSpace()).toContain('There is nothing to free');
  await walk.click(page, '#space-plan .quiet');
  // As after a kill at the wrong moment: the list that names the pack is gone, the pack is not.
  if (!left) throw new Error('no pack has gone with the archive');
  await putStored(page, new Map([left]));
  const { archives } = await appState(page);
  expect(await lookForSpace()).toMatch(/can come back[^]*1 stored file goes[^]*None of your archives needs it/);
  expect(await findingsInBothSchemes(page)).toEqual([]);
  expect([...(await storedFiles(page)).keys()]).toContain(left[0]);
  await walk.click(page, '#free-space');
  expect(await walk.jobDone(page)).toMatch(/Space is free again.* came back/);
  expect([...(await storedFiles(page)).keys()].toSorted()).toEqual([...kept.keys()].toSorted());
  expect((await appState(page)).archives).toBe(archives);
});

it('what was found is said in numbers alone once the archives are locked', async () => {
  await damageLargestPack();
  await check();
  await page.waitForSelector('#check-outcome .damage');
  await walk.lock(page);
  await walk.goTo(page, 'place');
  expect(await textOf('#check-outcome')).toMatch(/2 archives are damaged[^]*Check again to see them/);
  expect(await page.$('.damage, #findings')).toBeNull();
  await walk.unlockWithPasskey(page);
});

describe('the cards that are told what was found', () => {
  const large = { storedBytes: 12_000_000_000, protectedSince: Date.UTC(2025, 1, 1) };
  const show = async (state: AppState, answers = {}) =>
    await showTold(page, extensionUrl(stage.session, 'options.html#place'), state, answers);

  it('propose the next part where everything was last read months ago', async () => {
    await show(remembering(WELL, large), { startCheck: 'job' });
    expect(await page.$eval('#check-part', (input) => (input as HTMLInputElement).checked)).toBe(true);
    expect(await findingsInBothSchemes(page)).toEqual([]);
    await walk.click(page, '#check-now');
    expect(await askedOf(page, 'startCheck', 1)).toEqual([{ extent: { kind: 'part', part: 1, of: 6 } }]);
    await walk.click(page, '#check-all');
    await walk.click(page, '#check-now');
    expect((await askedOf(page, 'startCheck', 2))[1]).toEqual({ extent: { kind: 'all' } });
  });

  it('hold long names, also on a narrow page', async () => {
    await page.setViewport({ width: 380, height: 900 });
    for (const last of [DAMAGE, REPAIRED]) {
      await show(remembering(last), { listFindings: FOUND });
      await page.waitForSelector('.damage');
      await page.$$eval('details', (all) => all.forEach((one) => (one.open = true)));
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(380);
      expect(await findingsInBothSchemes(page)).toEqual([]);
    }
    await page.setViewport(null);
  });

  it('call what the folder has not got yet late, and no damage', async () => {
    const late = { ...DAMAGE, wrong: 0, late: 3, isRepairable: false };
    await show(remembering(late, { folder: WHOLE_FOLDER }), { listFindings: FOUND });
    await page.waitForSelector('.damage');
    expect(await textOf('#check-outcome')).toMatch(/3 files are not here yet[^]*as soon as your sync program/);
    expect(await textOf('#check-outcome')).not.toContain('damaged');
    expect(await page.$('#repair')).toBeNull();
  });

  it('say why nothing can go, and wait for what will never come no longer than the user', async () => {
    const plan = { ...SPACE, going: 0, rewritten: 0, freedBytes: 0, waiting: null };
    const planPrune = { ...plan, blocked: [{ kind: 'unseen', names: ['0a', '0b'] }] };
    await show(remembering(WELL, { folder: WHOLE_FOLDER }), { planPrune, getFolder: null });
    expect(await lookForSpace()).toMatch(/Nothing can go now[^]*2 archives that another computer saved/);
    expect(await page.$('#free-space')).toBeNull();
    await walk.click(page, '#let-go-unseen summary');
    expect(await findingsInBothSchemes(page)).toEqual([]);
    await walk.click(page, '#forget-unseen');
    expect(await askedOf(page, 'letGoUnseen', 1)).toEqual([{ names: ['0a', '0b'] }]);
  });
});
