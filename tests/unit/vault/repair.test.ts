import { type Progress, quietly } from '@/utils/vault/progress';
import { encryptFile } from '@/utils/age/file';
import { memoryStorage } from '@/utils/storage/memory';
import type { VaultStorage } from '@/utils/storage/storage';
import { ChunkIndex } from '@/utils/vault/chunk-index';
import { encodeIndex } from '@/utils/vault/index-file';
import { deriveKeys } from '@/utils/vault/keys';
import { packIdOf, smallestPackFile } from '@/utils/vault/pack';
import { array, assert, asyncProperty, constantFrom, double, record, type Arbitrary } from 'fast-check';
import { beforeAll, describe, expect, test, vi } from 'vitest';
import { flipped, noise } from '../lib/bytes';
import {
  bytesOf,
  checked,
  expectWhole,
  losses,
  pathsIn,
  repaired,
  type WholeVault,
  wholeVault,
} from '../lib/checked-vault';
import type { Death } from '../lib/mortal';
import { copyOf, dyingStorage, type Files, fullStorage } from '../lib/storages';
import { expectRestores, identity, never, openVault, save } from '../lib/vaults';

vi.mock('@/utils/age/header', async (original) =>
  (await import('../lib/quick-headers')).rememberedHeaders(await original()),
);

let whole: WholeVault;
let packs: string[];
beforeAll(async () => {
  whole = await wholeVault();
  packs = pathsIn(whole.files, 'packs');
});
const keys = await deriveKeys(identity);

function changed(change: (files: Files) => void): Files {
  const files = copyOf(whole.files);
  change(files);
  return files;
}

const aside = (files: Files) => [...files.keys()].filter((path) => path.startsWith('quarantine/'));

/** Expects every file that was there before to be there still, at its place or put aside. */
function expectKept(before: Files, after: Files): void {
  for (const [path, bytes] of before) {
    const places = [path, ...aside(after).filter((each) => each.startsWith(`quarantine/${path.slice(0, -4)}`))];
    expect(
      places.some((place) => after.get(place) === bytes || sameBytes(after.get(place), bytes)),
      path,
    ).toBe(true);
  }
}

function sameBytes(a: Uint8Array | undefined, b: Uint8Array): boolean {
  return a !== undefined && Buffer.compare(a, b) === 0;
}

/** Expects a repair to lose no more than a restore misses before it, and a second one to find nothing to do. */
async function expectRepaired(files: Files): Promise<void> {
  const before = copyOf(files);
  const missed = await losses(files, whole);
  const report = await repaired(files);
  expectKept(before, files);
  const left = await losses(files, whole);
  for (const [title, paths] of Object.entries(left))
    if (missed[title]) for (const path of paths ?? [`all of ${title}`]) expect(missed[title]).toContain(path);
  const again = await checked(files);
  expect(again.isRepairable).toBe(false);
  expect(report.damagedArchives).toEqual(again.damagedArchives);
  const once = copyOf(files);
  expect(await repaired(files)).toMatchObject({ quarantined: [], chunksSalvaged: 0, indexRebuilt: false });
  expect([...files.keys()]).toEqual([...once.keys()]);
}

/** Expects the same files, backed up again, to be whole, also for who opens the vault later. */
async function expectSavedAgain(files: Files): Promise<void> {
  for (const { entries } of whole.archives) {
    const { archive } = await save(await openVault(memoryStorage(files)), entries);
    await expectRestores(await openVault(memoryStorage(files)), archive, entries);
  }
}

test('a vault that is whole stays as it is', async () => {
  const files = copyOf(whole.files);
  expect(await repaired(files)).toEqual({
    quarantined: [],
    chunksSalvaged: 0,
    chunksLost: 0,
    indexRebuilt: false,
    damagedArchives: [],
  });
  expect([...files.keys()]).toEqual([...whole.files.keys()]);
});

describe('a damaged pack', () => {
  test('is put aside; what is whole in it is in another one', async () => {
    const index = await ChunkIndex.load(memoryStorage(whole.files), [keys]);
    for (const path of packs) {
      const { length } = bytesOf(whole.files, path);
      const rows = index.packs.get(packIdOf(path) as string) ?? [];
      for (const at of [1700, length >> 1, length - 10]) {
        const files = changed((all) => all.set(path, flipped(bytesOf(all, path), at)));
        const before = await losses(files, whole);
        const report = await repaired(files);
        expect(report.quarantined).toContain(path);
        expect(files.has(path)).toBe(false);
        expect(sameBytes(files.get(`quarantine/${path}`), flipped(bytesOf(whole.files, path), at))).toBe(true);
        // 64 KiB that do not authenticate cost the chunks that lie in them, and no others.
        const start = Math.floor((at - 1643) / 65_552) * 65_536;
        const hit = rows.filter(({ offset, storedLength }) => offset < start + 65_536 && offset + storedLength > start);
        expect(report.chunksSalvaged, `${path} ${at}`).toBe(rows.length - hit.length);
        const after = await losses(files, whole);
        for (const [title, paths] of Object.entries(after))
          expect(before[title]).toEqual(expect.arrayContaining(paths ?? []));
        await expectSavedAgain(files);
      }
    }
  });

  test('of which no byte can be read costs what is in it alone', async () => {
    for (const path of packs) {
      const files = changed((all) => all.set(path, noise(bytesOf(all, path).length)));
      expect(await repaired(files)).toMatchObject({ chunksSalvaged: 0, quarantined: expect.arrayContaining([path]) });
      await expectSavedAgain(files);
    }
  });

  test('that was cut short stays, for it may still come; what is there of it is stored anew', async () => {
    const index = await ChunkIndex.load(memoryStorage(whole.files), [keys]);
    let salvaged = 0;
    for (const path of packs) {
      const rows = index.packs.get(packIdOf(path) as string) ?? [];
      expect(bytesOf(whole.files, path).length).toBe(smallestPackFile(rows));
      const size = Math.max(2000, (bytesOf(whole.files, path).length >> 1) + 100);
      const files = changed((all) => all.set(path, bytesOf(all, path).slice(0, size)));
      const report = await repaired(files);
      expect(report.quarantined).toEqual([]);
      expect(files.get(path)).toHaveLength(size);
      salvaged += report.chunksSalvaged;
      // It has come whole after all: nothing is in its way.
      const later = copyOf(files).set(path, bytesOf(whole.files, path));
      await expectWhole(later, whole);
      expect((await checked(later)).isWell).toBe(true);
      await expectSavedAgain(files);
    }
    expect(salvaged).toBeGreaterThan(0);
  });

  test('that a sync program brings meanwhile is not put aside', async () => {
    const path = packs.at(-1) as string;
    const files = changed((all) => all.set(path, flipped(bytesOf(all, path), 1700)));
    const inner = memoryStorage(files);
    const storage: VaultStorage = {
      ...inner,
      async write(written, bytes, signal) {
        await inner.write(written, bytes, signal);
        if (written.startsWith('index/')) files.set(path, bytesOf(whole.files, path));
      },
    };
    const { quarantined } = await (await openVault(storage)).repair(quietly, never);
    expect(quarantined).not.toContain(path);
    await expectWhole(files, whole);
  });
});

describe('the index', () => {
  test('is written anew where it is damaged, gone, or says what is not so', async () => {
    const index = await ChunkIndex.load(memoryStorage(whole.files), [keys]);
    const paths = pathsIn(whole.files, 'index');
    const lies = [...index.packs].map(([id, rows]) => ({ id, rows: rows.map((row) => ({ ...row, offset: 20 })) }));
    const lie = await encryptFile(encodeIndex(lies), keys.recipient);
    const harms: [string, (files: Files) => unknown][] = [
      ['damaged', (files) => paths.map((path) => files.set(path, flipped(bytesOf(files, path), 2000)))],
      ['gone', (files) => paths.map((path) => files.delete(path))],
      ['false', (files) => paths.map((path, at) => (at === 0 ? files.set(path, lie) : files.delete(path)))],
      [
        'of packs that changed places',
        (files) =>
          packs.map((path, at) => files.set(path, bytesOf(whole.files, packs[packs.length - 1 - at] as string))),
      ],
    ];
    for (const [name, harm] of harms) {
      const files = changed(harm);
      const before = copyOf(files);
      expect(await repaired(files), name).toMatchObject({ indexRebuilt: true, chunksLost: 0, damagedArchives: [] });
      expectKept(before, files);
      await expectWhole(files, whole);
      const after = await checked(files);
      expect([after.findings, after.isWell], name).toEqual([[], true]);
    }
  });
});

describe('a snapshot', () => {
  test('that was renamed gets its own name again; a copy of one is put aside', async () => {
    const [path] = pathsIn(whole.files, 'snapshots') as [string];
    const other = `snapshots/${'ab'.repeat(32)}.age`;
    for (const isMoved of [true, false]) {
      const files = changed((all) => {
        all.set(other, bytesOf(all, path));
        if (isMoved) all.delete(path);
      });
      expect((await repaired(files)).quarantined).toEqual([other]);
      await expectWhole(files, whole);
      expect((await checked(files)).findings).toEqual([]);
    }
  });

  test('that is damaged, newer or for another key stays where it is', async () => {
    for (const at of [300, 2000]) {
      const [path] = pathsIn(whole.files, 'snapshots') as [string];
      const files = changed((all) => all.set(path, flipped(bytesOf(all, path), at)));
      expect((await repaired(files)).quarantined).toEqual([]);
      expect(files.has(path)).toBe(true);
    }
  });
});

describe.each(['before', 'after'] as const)('killed just %s a change of the storage', (death: Death) => {
  test('it has lost nothing, and does the rest when it is run again', async () => {
    const damaged = changed((all) => {
      for (const path of packs.slice(0, 2)) all.set(path, flipped(bytesOf(all, path), 1700));
      const [index, second] = pathsIn(all, 'index') as [string, string];
      all.set(index, flipped(bytesOf(all, index), 2000));
      all.delete(second);
    });
    const goal = copyOf(damaged);
    await repaired(goal);
    const left = await losses(goal, whole);
    let killed = 0;
    for (let k = 1; ; k++) {
      const files = copyOf(damaged);
      const storage = dyingStorage(files, k, death);
      await (await openVault(storage)).repair(quietly, never).catch(quietly);
      if (!storage.dead()) break;
      killed++;
      expectKept(damaged, files);
      expect(await losses(files, whole), `killed at ${k}`).toEqual(left);
      await repaired(files);
      expect(await losses(files, whole)).toEqual(left);
      expect((await checked(files)).isRepairable).toBe(false);
      await expectSavedAgain(files);
    }
    // New packs, the index, each file that is put aside.
    expect(killed).toBeGreaterThanOrEqual(5);
  });
});

test('tells how far it is, with what is salvaged too', async () => {
  const files = changed((all) => {
    for (const path of packs) all.set(path, flipped(bytesOf(all, path), 1700));
  });
  const [check, told]: [Progress[], Progress[]] = [[], []];
  await (await openVault(memoryStorage(files))).check({ kind: 'all' }, (progress) => check.push(progress), never);
  const { chunksSalvaged } = await (await openVault(memoryStorage(files))).repair((each) => told.push(each), never);
  expect(chunksSalvaged).toBeGreaterThan(0);
  expect(told.at(-1)?.phase).toBe('finishing');
  expect(told.at(-1)?.bytesDone).toBeGreaterThan(check.at(-1)?.bytesDone ?? Infinity);
});

test('without room for what is salvaged everything stays as it was', async () => {
  const files = changed((all) => {
    for (const path of packs) all.set(path, flipped(bytesOf(all, path), 1700));
  });
  const before = [...files.keys()];
  const vault = await openVault(fullStorage(files, 1));
  await expect(vault.repair(quietly, never)).rejects.toMatchObject({ code: 'STORAGE_FULL' });
  expect([...files.keys()]).toEqual(before);
});

test('whatever is damaged, nothing undamaged is lost, and a second repair finds nothing to do', async () => {
  const paths = [...whole.files.keys()];
  const harm = record({
    path: constantFrom(...paths),
    how: constantFrom('flip', 'cut', 'delete', 'swap', 'copy') as Arbitrary<
      'flip' | 'cut' | 'delete' | 'swap' | 'copy'
    >,
    at: double({ min: 0, max: 0.999, noNaN: true }),
    other: constantFrom(...paths),
  });
  await assert(
    asyncProperty(array(harm, { minLength: 1, maxLength: 3 }), async (harms) => {
      const files = copyOf(whole.files);
      for (const { path, how, at, other } of harms) {
        const bytes = files.get(path);
        if (!bytes || bytes.length === 0) continue;
        const place = Math.floor(at * bytes.length);
        if (how === 'flip') files.set(path, flipped(bytes, place));
        else if (how === 'cut') files.set(path, bytes.slice(0, place));
        else if (how === 'delete') files.delete(path);
        else if (how === 'copy') files.set(path.replace(/[0-9a-f]{4}\.age$/, 'abcd.age'), bytes);
        else if (files.has(other)) {
          files.set(path, bytesOf(files, other));
          files.set(other, bytes);
        }
      }
      await expectRepaired(files);
    }),
    { numRuns: 25 },
  );
});
