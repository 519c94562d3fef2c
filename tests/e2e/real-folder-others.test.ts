import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type VaultDescription, vaultDescription, vaultFiles } from '../unit/format/load-vectors.ts';
import { writeNoise } from './lib/exports.ts';
import { type Hashes, hashFolder } from './lib/hashes.ts';
import { RealStage } from './lib/real-folder.ts';
import { type Archives, hashesOf, restoreInNode, sizesIn, strangersIn } from './lib/real-folder-vault.ts';
import { appState } from './lib/stored-vault.ts';
import { lacking } from './lib/tools.ts';
import * as walk from './lib/walkthrough.ts';

describe.skipIf(lacking('desktop'))(`a folder of this machine with another vault${lacking('desktop')}`, () => {
  let stage: RealStage;
  let saved: Archives;
  let other: VaultDescription;

  beforeAll(async () => {
    stage = await RealStage.open();
    other = await vaultDescription();
    const film = join(stage.root, 'film.mp4');
    await writeNoise(film, 3_000_000, 'film');
    saved = { 'film.mp4': await hashesOf(film) };
    await walk.backUp(stage.page, [film]);
  });
  afterAll(async () => await stage?.end());

  /** Puts the other vault into a folder. @returns the folder, and what is in it */
  async function theirs(name: string): Promise<[folder: string, files: Hashes]> {
    const folder = await stage.folder(name);
    for (const [path, bytes] of await vaultFiles()) {
      await mkdir(dirname(join(folder, path)), { recursive: true });
      await writeFile(join(folder, path), bytes);
    }
    return [folder, await hashFolder(folder)];
  }

  /** The other vault is as it was, below `folder`, beside what lies in `mine`. */
  async function expectUnharmed(folder: string, files: Hashes, mine: string): Promise<void> {
    const now = Object.entries(await hashFolder(folder)).filter(([path]) => !path.startsWith(`${mine}/`));
    expect(Object.fromEntries(now)).toEqual(files);
    const restored = await restoreInNode(folder, other.words.words);
    expect(Object.keys(restored).toSorted()).toEqual(other.archives.map(({ title }) => title).toSorted());
  }

  async function expectMine(folder: string): Promise<void> {
    expect(await strangersIn(folder)).toEqual([]);
    expect(await restoreInNode(folder, stage.words)).toEqual(saved);
  }

  const placeShown = async () => await stage.page.$eval('#place', (line) => (line as HTMLElement).innerText);

  it('is not written to where an inner folder of that vault is picked', async () => {
    const [folder, files] = await theirs('Inner');
    await stage.choose(join(folder, 'packs'));
    const alert = await stage.page.waitForSelector('[data-code="FOLDER_INSIDE_VAULT"]');
    const said = await alert?.evaluate((one) => (one as HTMLElement).innerText);
    expect(said).toContain('This folder is an inner part of a Passkeep folder');
    expect(said).toContain('Nothing in it was touched');
    expect((await appState(stage.page)).folder).toBeNull();
    expect(await hashFolder(folder)).toEqual(files);
  });

  it('has room for this one in a folder of its own, picked inside: neither harms the other', async () => {
    const [folder, files] = await theirs('Outer');
    const mine = await stage.folder('Outer', 'Mine');
    await stage.moveTo(mine, { keepsCopy: true });
    await expectMine(mine);
    await expectUnharmed(folder, files, 'Mine');
  });

  it('keeps both, in a folder that Passkeep makes', async () => {
    const [folder, files] = await theirs('Shared');
    await stage.choose(folder);
    expect(await stage.page.$eval('#way-open', (way) => (way as HTMLInputElement).disabled)).toBe(true);
    expect(await placeShown()).toMatch(/Shared \/ Passkeep$/);
    await stage.confirm('Shared / Passkeep');
    await expectMine(join(folder, 'Passkeep'));
    await expectUnharmed(folder, files, 'Passkeep');
  });

  it('is given up after the words for that were typed, and only then', async () => {
    const [folder, files] = await theirs('Old');
    await writeFile(join(folder, 'tax.txt'), 'tax');
    await stage.choose(folder);
    await walk.click(stage.page, '#way-giveUp');
    const word = await stage.page.$eval('#give-up-typed', (input) => input.getAttribute('data-word') ?? '');
    await stage.page.locator('#give-up-typed').fill(word.slice(0, -1));
    expect(await stage.page.$eval('#confirm-folder', (button) => (button as HTMLButtonElement).disabled)).toBe(true);
    expect(await hashFolder(folder)).toEqual({ ...files, ...(await hashesOf(join(folder, 'tax.txt'))) });
    await stage.page.locator('#give-up-typed').fill(word);
    await stage.confirm('Old');
    expect(await strangersIn(folder)).toEqual(['tax.txt']);
    expect(await restoreInNode(folder, stage.words)).toEqual(saved);
    const theirPaths = new Set(Object.keys(files));
    expect((await sizesIn(folder)).filter(([path]) => path !== 'README.txt' && theirPaths.has(path))).toEqual([]);
  });
});
