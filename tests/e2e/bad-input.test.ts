import { cp, mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Archive, ArchiveFile } from '../../utils/vault/types.ts';
import { findingsInBothSchemes } from './lib/accessibility.ts';
import { dropPaths, pickPaths } from './lib/drop.ts';
import { writeNoise } from './lib/exports.ts';
import { hashFile, hashFolder, hashZip } from './lib/hashes.ts';
import { SoftwareAuthenticator } from './lib/software-authenticator.ts';
import { type Stage, openFirstStage } from './lib/stage.ts';
import { appState, holdStored } from './lib/stored-vault.ts';
import * as walk from './lib/walkthrough.ts';

/** What Linux takes for a name: all but `/` and NUL. */
const ODD_NAMES = [
  'line\nfeed.txt',
  '"double" \'single\' `back`.txt',
  'back\\slash.txt',
  'C:\\evil.txt',
  '💬🚲.txt',
  '\u202egpj.exe',
  'מה שלומך.txt',
  'cafe\u0301.txt',
  '....',
  '.. ',
  '..\\up.txt',
  '.hidden',
  'CON',
  'nul.txt',
  'trailing blank ',
  'trailing dot.',
  ' ',
  '-rf',
  '%2e%2e%2fencoded.txt',
  '<b>&amp;$(id);*?|',
  '\u0001\u007f',
  `${'x'.repeat(246)}.txt`,
  `${'é'.repeat(123)}.txt`,
];

let folder: string;
let stage: Stage;
let page: Page;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'passkeep-bad-input-'));
  stage = await openFirstStage(folder, new SoftwareAuthenticator());
  page = stage.page;
  await walk.setUp(page);
});

afterAll(async () => {
  await stage?.session.kill();
  await rm(folder, { recursive: true, force: true });
});

/** Makes a folder of the user's with these files, each by its path and text. @returns the folder's path */
async function makeFolder(name: string, files: Readonly<Record<string, string>>): Promise<string> {
  const path = join(folder, 'exports', name);
  await mkdir(path, { recursive: true });
  for (const [file, text] of Object.entries(files)) {
    await mkdir(join(path, file, '..'), { recursive: true });
    await writeFile(join(path, file), text);
  }
  return path;
}

async function ask<T>(type: string, data?: object): Promise<T> {
  const answer = await page.evaluate(
    async (name, input) =>
      (await chrome.runtime.sendMessage({ id: 0, type: name, timestamp: Date.now(), data: input })) as {
        res: { ok: boolean; value: unknown };
      },
    type,
    data,
  );
  expect(answer.res.ok, type).toBe(true);
  return answer.res.value as T;
}

/** The newest archive and its files, as the app is told of them. */
async function newest(): Promise<{ archive: Archive; files: ArchiveFile[] }> {
  const [archive] = await ask<Archive[]>('listArchives');
  if (!archive) throw new Error('there is no archive');
  const files = await ask<ArchiveFile[]>('listFiles', { archive: archive.id, offset: 0, limit: 10_000 });
  return { archive, files };
}

async function expectRestored(source: string): Promise<void> {
  const zip = await walk.restore(page, stage.downloads);
  expect(await hashZip(zip)).toEqual(await hashFolder(source, join(source, '..')));
}

describe('files and folders with nothing in them', () => {
  it('an empty file is saved, and restored empty', async () => {
    const source = await makeFolder('one empty', { 'empty.txt': '' });
    expect(await walk.backUp(page, [join(source, 'empty.txt')])).toContain('1 file');
    expect(await hashFile(await walk.restore(page, stage.downloads))).toBe(await hashFile(join(source, 'empty.txt')));
  });

  it('a folder of empty files, with an empty folder, is saved', async () => {
    const source = await makeFolder('all empty', { a: '', b: '', 'inside/c': '' });
    await mkdir(join(source, 'nothing'));
    expect(await walk.backUp(page, [source])).toContain('3 files');
    await expectRestored(source);
  });

  it('an empty folder alone gives nothing to back up, and says so', async () => {
    const source = await makeFolder('nothing at all', {});
    await walk.goTo(page, 'backup');
    const target = await page.waitForSelector('#drop');
    if (!target) throw new Error('there is nowhere to drop');
    await dropPaths(page, target, [source]);
    await page.waitForSelector('[role="alert"][data-code="NOTHING_TO_SAVE"]');
    expect(await page.$('#start-backup:enabled')).toBeNull();
    expect(await findingsInBothSchemes(page)).toEqual([]);
  });
});

describe('files that are not what they were', () => {
  it('one gone and one rewritten between dropping and Back up are named; the others are saved', async () => {
    const source = await makeFolder('moving', { 'stays.txt': 'stays', 'gone.txt': 'gone', 'rewritten.txt': 'short' });
    const original = join(folder, 'original');
    await cp(source, original, { recursive: true });
    await walk.collect(page, [source]);
    await rm(join(source, 'gone.txt'));
    await writeFile(join(source, 'rewritten.txt'), 'much longer than it was');
    await walk.click(page, '#start-backup');
    const said = await walk.jobDone(page, async () => {
      const summary = await page.$eval('.job .problems summary', (line) => line.textContent);
      expect(summary).toBe('2 files could not be saved');
      expect(await findingsInBothSchemes(page)).toEqual([]);
    });
    expect(said).toContain('Saved, but not every file');
    const { archive, files } = await newest();
    expect(files.map(({ path }) => path)).toEqual(['moving/stays.txt']);
    expect(archive.problemCount).toBe(2);
    expect(archive.problems.map(({ path }) => path).toSorted()).toEqual(['moving/gone.txt', 'moving/rewritten.txt']);
    await walk.openArchive(page);
    expect(await page.$eval('#archive .problems', (list) => list.textContent)).toContain('moving/gone.txt');
    const back = await walk.restore(page, stage.downloads);
    expect(await hashFile(back)).toBe(await hashFile(join(original, 'stays.txt')));
  });

  it('when none of them can be read, nothing is saved and nothing else touched', async () => {
    const source = await makeFolder('all gone', { 'a.txt': 'a', 'b.txt': 'b' });
    const before = await appState(page);
    await walk.collect(page, [source]);
    await rm(source, { recursive: true });
    await walk.click(page, '#start-backup');
    await page.waitForSelector('.job[data-status="failed"] [data-code="NOTHING_TO_SAVE"]');
    expect(await findingsInBothSchemes(page)).toEqual([]);
    await walk.click(page, '#dismiss-job');
    expect(await appState(page)).toMatchObject({ archives: before.archives, storedBytes: before.storedBytes });
  });
});

describe('names and folders of every kind', () => {
  it('keeps names with any character, and restores their files under names that are safe', async () => {
    const source = await makeFolder('odd', Object.fromEntries(ODD_NAMES.map((name, n) => [name, `file ${n}`])));
    const local = await hashFolder(source);
    expect(Object.keys(local)).toHaveLength(ODD_NAMES.length);
    expect(await walk.backUp(page, [source])).toContain(`${ODD_NAMES.length} files`);
    const { files, archive } = await newest();
    expect(archive.problemCount).toBe(0);
    expect(files.map(({ path }) => path).toSorted()).toEqual(ODD_NAMES.map((name) => `odd/${name}`).toSorted());
    const restored = await hashZip(await walk.restore(page, stage.downloads));
    expect(Object.values(restored).toSorted()).toEqual(Object.values(local).toSorted());
    for (const path of Object.keys(restored)) {
      expect(path).toMatch(/^odd\/[^/\\:*?"<>|\p{Cc}]+$/u);
      expect(path).not.toMatch(/[. ]$/);
    }
    for (const plain of ['💬🚲.txt', '.hidden', '-rf', 'מה שלומך.txt'])
      expect(restored[`odd/${plain}`]).toBe(local[plain]);
    await walk.openArchive(page);
    expect(await findingsInBothSchemes(page)).toEqual([]);
  });

  it('a folder with a link to itself ends', async () => {
    const source = await makeFolder('looped', { 'a.txt': 'a', 'inside/b.txt': 'b' });
    await symlink(source, join(source, 'inside', 'again'));
    await walk.backUp(page, [source]);
    const { files } = await newest();
    expect(files.map(({ path }) => path)).toEqual(['looped/a.txt', 'looped/inside/b.txt']);
  });

  it('1,200 small files are saved and restored', async () => {
    const names = Array.from({ length: 1200 }, (_, n) => [`${n % 30}/${n}.txt`, `message ${n}`]);
    const source = await makeFolder('many', Object.fromEntries(names));
    expect(await walk.backUp(page, [source])).toContain('1,200 files');
    await expectRestored(source);
  });

  it('two files of one name from two folders are both kept', async () => {
    const source = await makeFolder('twins', { 'a/chat.txt': 'first', 'b/chat.txt': 'second' });
    await walk.backUp(page, [join(source, 'a', 'chat.txt'), join(source, 'b', 'chat.txt')]);
    const restored = await hashZip(await walk.restore(page, stage.downloads));
    const local = await hashFolder(source);
    // Chromium itself numbers the second one of a drop, before the app sees it.
    expect(restored).toEqual({ 'chat (1).txt': local['b/chat.txt'], 'chat.txt': local['a/chat.txt'] });
  });

  it('files that are picked, not dropped, are the same', async () => {
    const source = await makeFolder('picked', { 'one.txt': 'one', 'two.txt': 'two' });
    await walk.goTo(page, 'backup');
    const input = await page.waitForSelector('#pick-files');
    if (!input) throw new Error('there is nothing to pick with');
    await pickPaths(input, [join(source, 'one.txt'), join(source, 'two.txt')]);
    await walk.click(page, '#start-backup');
    expect(await walk.jobDone(page)).toContain('2 files');
    expect(await hashZip(await walk.restore(page, stage.downloads))).toEqual(await hashFolder(source));
  });
});

describe('more than one job', () => {
  let film: string;
  beforeAll(async () => {
    film = join(folder, 'exports', 'film.mp4');
    await writeNoise(film, 250_000_000, 'film', 1);
  });

  async function start(paths: readonly string[]): Promise<void> {
    await walk.collect(page, paths);
    await walk.click(page, '#start-backup');
  }

  /** What the cards of two jobs say when both are done. */
  async function twoJobsDone(): Promise<string[]> {
    await page.waitForFunction(() => document.querySelectorAll('.job[data-status="done"]').length === 2);
    const cards = await page.$$eval('.job', (all) => all.map((card) => (card as HTMLElement).innerText));
    for (const left of [1, 0]) {
      await walk.click(page, '#dismiss-job');
      await page.waitForFunction((count) => document.querySelectorAll('.job').length === count, {}, left);
    }
    return cards;
  }

  it('a second backup waits for the first and says so, one that is cancelled meanwhile never runs', async () => {
    const source = await makeFolder('queue', { 'second.txt': 'second', 'third.txt': 'third' });
    const before = await appState(page);
    // The first would be done by the time that the next ones are found.
    const release = await holdStored(page);
    await start([film]);
    await start([join(source, 'second.txt')]);
    await page.waitForSelector('.job[data-status="queued"]');
    const waiting = await page.$eval('.job[data-status="queued"]', (card) => card.textContent);
    expect(waiting).toContain('Waits until the backup is done.');
    await start([join(source, 'third.txt')]);
    await page.waitForFunction(() => document.querySelectorAll('.job[data-status="queued"]').length === 2);
    const third = (await appState(page)).jobs.at(-1)?.id;
    await walk.click(page, `.job[data-job="${third}"] button`);
    await page.waitForSelector(`.job[data-job="${third}"][data-status="cancelled"]`);
    await walk.click(page, `.job[data-job="${third}"] button`);
    await page.waitForSelector(`.job[data-job="${third}"]`, { hidden: true });
    await release();
    expect(await twoJobsDone()).toEqual([expect.stringContaining('250 MB'), expect.stringContaining('6 bytes')]);
    expect(await appState(page)).toMatchObject({ archives: before.archives + 2, jobs: [] });
    expect(await hashFile(await walk.restore(page, stage.downloads, 'film'))).toBe(await hashFile(film));
  });

  it('a backup that is started while a restore runs is saved, and the restore is whole', async () => {
    const source = await makeFolder('during', { 'meanwhile.txt': 'meanwhile' });
    await walk.collect(page, [join(source, 'meanwhile.txt')]);
    await walk.openArchive(page, 'film');
    await walk.click(page, '#download');
    await page.waitForSelector('.job[data-status="running"]');
    await walk.goTo(page, 'backup');
    await walk.click(page, '#start-backup');
    expect(await hashFile(await stage.downloads.next(60_000))).toBe(await hashFile(film));
    expect(await twoJobsDone()).toEqual([expect.stringContaining('Restored'), expect.stringContaining('9 bytes')]);
    expect((await newest()).files.map(({ path }) => path)).toEqual(['meanwhile.txt']);
  });
});
