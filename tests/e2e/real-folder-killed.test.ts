import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { writeNoise } from './lib/exports.ts';
import { RealStage } from './lib/real-folder.ts';
import { type Archives, hashesOf, restoreInNode, sizesIn, strangersIn } from './lib/real-folder-vault.ts';
import { appState } from './lib/stored-vault.ts';
import { lacking } from './lib/tools.ts';
import { until } from './lib/until.ts';
import * as walk from './lib/walkthrough.ts';

/** Several packs of 16 MiB. */
const FILM = 40_000_000;

/** A moment in bringing a film into the folder, and whether it has come. */
type Moment = readonly [name: string, isNow: (files: readonly (readonly [path: string, size: number])[]) => boolean];

const isNewPack = (path: string) => /^packs\/.*\.age$/.test(path);
const isBeside = (path: string) => path.endsWith('.crswap');

describe.skipIf(lacking('desktop'))(`a browser that is killed while it writes to a folder${lacking('desktop')}`, () => {
  let stage: RealStage;
  let cloud: string;
  let before: ReadonlySet<string> = new Set();
  let saved: Archives = {};

  beforeAll(async () => {
    stage = await RealStage.open();
    cloud = await stage.folder('Cloud');
    await makeFilm('early.mp4', 3_000_000);
    await walk.backUp(stage.page, [join(stage.root, 'early.mp4')]);
    await stage.moveTo(cloud, { keepsCopy: false });
  });
  afterAll(async () => await stage?.end());

  async function makeFilm(name: string, size: number): Promise<string> {
    const film = join(stage.root, name);
    await writeNoise(film, size, name, saved[name] ? 0 : Object.keys(saved).length);
    saved = { ...saved, [name]: await hashesOf(film) };
    return film;
  }

  const MOMENTS: readonly Moment[] = [
    ['has made the name of the first pack', (files) => files.some(([path]) => isNewPack(path))],
    [
      'is in the middle of a pack',
      (files) => files.some(([path, size]) => isBeside(path) && size > 1_000_000 && size < 16_000_000),
    ],
    ['has written two packs', (files) => files.filter(([path, size]) => isNewPack(path) && size > 0).length === 2],
  ];

  it.each(MOMENTS)('and %s: what it leaves is harmless, nothing is lost, and it goes on', async (name, isNow) => {
    const film = await makeFilm(`${name}.mp4`, FILM);
    before = new Set((await sizesIn(cloud)).map(([path]) => path));
    await walk.collect(stage.page, [film]);
    await walk.click(stage.page, '#start-backup');
    await until('the moment', async () => isNow((await sizesIn(cloud)).filter(([path]) => !before.has(path))), {
      interval: 1,
    });
    await stage.killAndStart();
    const left = (await sizesIn(cloud)).filter(([path]) => !before.has(path));
    process.stdout.write(`killed when it ${name}: ${left.map(([path, size]) => `${path} ${size}`).join(', ')}\n`);
    // All is saved in the browser, and nothing of it is an archive in the folder yet. (A record of a key may have come.)
    const others = Object.fromEntries(Object.entries(saved).filter(([title]) => title !== `${name}.mp4`));
    expect(await restoreInNode(cloud, stage.words)).toEqual(others);
    const killed = await appState(stage.page);
    expect(killed).toMatchObject({ vault: 'locked', folder: { access: 'ask', pending: { backups: 1 } } });
    expect(killed.folder?.pending.files).toBeGreaterThan(2);

    await stage.page.waitForSelector('#folder-notice[data-kind="ask"]');
    await stage.letIn(true);
    await walk.allInFolder(stage.page);
    expect(await restoreInNode(cloud, stage.words)).toEqual(saved);
    expect((await sizesIn(cloud)).filter(([path, size]) => size === 0 && isNewPack(path))).toEqual([]);
    expect(await strangersIn(cloud)).toEqual([]);
    await walk.unlockWithPasskey(stage.page);
    expect((await appState(stage.page)).archives).toBe(Object.keys(saved).length);
  });
});
