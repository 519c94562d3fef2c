import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { writeNoise } from './lib/exports.ts';
import { hashFolder } from './lib/hashes.ts';
import { SYNCTHINGS_OWN, type Syncthing, startSyncthing } from './lib/syncthing.ts';
import { lacking } from './lib/tools.ts';

describe.skipIf(lacking('syncthing'))(`two folders that real Syncthings keep the same${lacking('syncthing')}`, () => {
  let folder: string;
  let one: string;
  let two: string;
  let pair: Syncthing;

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'passkeep-syncthing-test-'));
    [one, two] = [join(folder, 'one'), join(folder, 'two')];
    await Promise.all([one, two].map(async (place) => await mkdir(place)));
    pair = await startSyncthing([one, two]);
  });

  afterEach(async () => {
    await pair?.stop();
    await rm(folder, { recursive: true, force: true });
  });

  /** The files of a folder by what is in them, without Syncthing's own. */
  const files = async (place: string) =>
    Object.fromEntries(Object.entries(await hashFolder(place)).filter(([name]) => !SYNCTHINGS_OWN.test(name)));

  it('carry files both ways, byte for byte, over a shutdown and a crash', async () => {
    await writeNoise(join(one, 'packs', 'aa', 'first.age'), 20_000_000, 'first', 1);
    await writeNoise(join(two, 'packs', 'bb', 'second.age'), 5_000_000, 'second', 2);
    await pair.restart(0);
    await pair.untilInSync();
    expect(Object.keys(await files(one)).toSorted()).toEqual(['packs/aa/first.age', 'packs/bb/second.age']);
    expect(await files(one)).toEqual(await files(two));
    await writeNoise(join(one, 'packs', 'aa', 'third.age'), 30_000_000, 'third', 3);
    await pair.restart(1, 'SIGKILL');
    await pair.restart(0, 'SIGKILL');
    await rm(join(two, 'packs', 'bb', 'second.age'));
    await pair.untilInSync();
    expect(Object.keys(await files(two)).toSorted()).toEqual(['packs/aa/first.age', 'packs/aa/third.age']);
    expect(await files(one)).toEqual(await files(two));
  });

  it('carry nothing while one is paused, and everything afterwards', async () => {
    await pair.untilInSync();
    await pair.pause(1);
    await pair.restart(1);
    await writeFile(join(one, 'meanwhile'), 'written while the other was paused');
    await expect(pair.untilInSync({ timeout: 3000 })).rejects.toThrow('not connected');
    expect(await files(two)).toEqual({});
    await pair.resume(1);
    await pair.untilInSync();
    expect(await readFile(join(two, 'meanwhile'), 'utf8')).toBe('written while the other was paused');
  });

  it('keep both of two files of one name: one under the name, one as a conflict copy, on both sides', async () => {
    await pair.untilInSync();
    await Promise.all([pair.pause(0), pair.pause(1)]);
    await writeFile(join(one, 'name.age'), 'of one');
    await writeFile(join(two, 'name.age'), 'of two');
    await Promise.all([pair.resume(0), pair.resume(1)]);
    await pair.untilInSync();
    const names = Object.keys(await files(one)).toSorted();
    expect(names).toEqual(['name.age', expect.stringMatching(/^name\.sync-conflict-\d{8}-\d{6}-[A-Z2-7]{7}\.age$/)]);
    expect(await files(one)).toEqual(await files(two));
    const contents = await Promise.all(names.map(async (name) => await readFile(join(two, name), 'utf8')));
    expect(contents.toSorted()).toEqual(['of one', 'of two']);
  });
});
