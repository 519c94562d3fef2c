import { checkWithFolder, repairWithFolder } from '@/utils/jobs/folder-check';
import { type Progress, quietly } from '@/utils/vault/progress';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import { noise } from '../lib/bytes';
import { Device, KEY } from '../lib/device';
import { entry } from '../lib/files';
import { expectRestores, never } from '../lib/vaults';

vi.mock('@/utils/age/header', async (original) =>
  (await import('../lib/quick-headers')).quickHeaders(await original()),
);

const content = [entry('chat.txt', 'hello'), entry('photo.jpg', noise(90_000))];
let device: Device;
let archive: string;
/** Where each is: the pack, the archive's snapshot, the index file. */
let paths: { readonly pack: string; readonly snapshot: string; readonly index: string };

/** A vault with an archive, all of it in the browser and in a folder. */
beforeEach(async () => {
  device = await Device.make();
  await device.use(true);
  archive = await device.backUp(content);
  await device.sync();
  const of = (start: string) => [...device.files.keys()].find((path) => path.startsWith(start)) ?? '';
  paths = { pack: of('packs/'), snapshot: of('snapshots/'), index: of('index/') };
});

function flip(files: Map<string, Uint8Array<ArrayBuffer>>, path: string): void {
  const bytes = files.get(path)?.slice() ?? new Uint8Array();
  const middle = bytes.length >> 1;
  bytes[middle] = (bytes[middle] ?? 0) ^ 1;
  files.set(path, bytes);
}
async function check(tell: (progress: unknown) => void = quietly) {
  const context = { tell, signal: never };
  const found = await checkWithFolder(device.place, await device.unlock(), { kind: 'all' }, context);
  // The tests' key is none that opens anything.
  const damagedHere = found.findings.map(({ path }) => path).filter((path) => path !== KEY);
  return { damagedHere, differing: found.differing };
}
/** @returns the files that were put aside. */
async function repair(tell: (progress: unknown) => void = quietly): Promise<readonly string[]> {
  const { quarantined } = await repairWithFolder(device.place, await device.unlock(), { tell, signal: never });
  return quarantined;
}

describe('a folder that is compared with the browser', () => {
  test('holds the same, and all of both counts for how far it is', async () => {
    const [pack, snapshot, index] = Object.values(paths).map((path) => device.files.get(path)?.length ?? 0);
    const total = 2 * (pack ?? 0) + (snapshot ?? 0) + (index ?? 0);
    for (const work of [check, repair]) {
      const told: Progress[] = [];
      const outcome = await work((progress) => told.push(progress as Progress));
      expect(outcome).toStrictEqual(work === check ? { damagedHere: [], differing: [] } : []);
      expect(new Set(told.map(({ bytesTotal }) => bytesTotal))).toStrictEqual(new Set([total]));
      const done = told.map(({ bytesDone }) => bytesDone);
      expect(done).toStrictEqual(done.toSorted((a, b) => a - b));
      expect(told.at(-1)).toMatchObject({ phase: 'finishing', bytesDone: total });
    }
  });

  test.each(['pack', 'snapshot', 'index'] as const)(
    'does not, where its %s is damaged: that is written anew',
    async (kind) => {
      const path = paths[kind];
      flip(device.tree.files, path);
      const damaged = device.tree.files.get(path);
      expect(await check()).toStrictEqual({ damagedHere: [], differing: [path] });
      expect(await repair()).toStrictEqual([path]);
      expect(device.tree.files.get(`quarantine/${path}`)).toStrictEqual(damaged);
      expect(await device.pending()).toBe(1);
      await device.sync();
      expect(device.tree.files.get(path)).toStrictEqual(device.files.get(path));
      expect(await device.lost()).toMatchObject({ seen: [], unseen: 0, damaged: [] });
      expect(await check()).toStrictEqual({ damagedHere: [], differing: [] });
      await expectRestores(await device.unlock(), archive, content);
    },
  );

  test.each(['pack', 'snapshot', 'index'] as const)(
    'keeps its %s where the browser’s is the damaged one',
    async (kind) => {
      const path = paths[kind];
      const whole = device.tree.files.get(path);
      flip(device.files, path);
      expect(await check()).toStrictEqual({ damagedHere: [path], differing: [] });
      await repair();
      expect(device.tree.files.get(path)).toStrictEqual(whole);
      // At the next unlocking, what is damaged here is fetched from the folder.
      await device.start();
      await device.unlock();
      await device.sync();
      expect(device.files.get(path)).toStrictEqual(whole);
      await expectRestores(await device.unlock(), archive, content);
    },
  );

  test('is not compared where it cannot be reached, and what it has not got (yet) is no difference', async () => {
    device.tree.files.delete(paths.pack);
    expect(await check()).toStrictEqual({ damagedHere: [], differing: [] });
    device.reach = 'gone';
    expect(await check()).toStrictEqual({ damagedHere: [], differing: null });
    expect(await repair()).toStrictEqual([]);
  });

  test('is compared in as many packs as the check reads', async () => {
    flip(device.tree.files, paths.pack);
    const context = { tell: quietly, signal: never };
    const found = await checkWithFolder(device.place, await device.unlock(), { kind: 'structure' }, context);
    expect(found.differing).toStrictEqual([]);
  });

  test('holds the same where a copy of a damaged file is the same', async () => {
    const whole = device.tree.files.get(paths.pack) ?? new Uint8Array();
    flip(device.tree.files, paths.pack);
    device.tree.files.set(paths.pack.replace('.age', ' (1).age'), whole);
    expect(await check()).toMatchObject({ differing: [] });
  });

  test('lacks what has not come yet, before and after the next sync: missing, and not damaged', async () => {
    await device.place.setKeepsCopy(false);
    await device.sync();
    const pack = device.tree.files.get(paths.pack) ?? new Uint8Array();
    const kinds = async () => {
      const context = { tell: quietly, signal: never };
      const { findings } = await checkWithFolder(device.place, await device.unlock(), { kind: 'all' }, context);
      return findings.flatMap(({ path, kind, isHarmless }) => (path === KEY ? [] : [[path, kind, isHarmless]]));
    };
    expect(await kinds()).toStrictEqual([]);
    device.tree.files.delete(paths.pack);
    expect(await kinds()).toStrictEqual([[paths.pack, 'missing', false]]);
    await device.sync();
    expect(await kinds()).toStrictEqual([[paths.pack, 'missing', false]]);
    device.tree.files.set(paths.pack, pack.slice(0, pack.length / 2));
    await device.sync();
    expect(await kinds()).toStrictEqual([[paths.pack, 'incomplete', false]]);
    device.tree.files.set(paths.pack, pack);
    await device.sync();
    expect(await kinds()).toStrictEqual([]);
  });
});
