import { type Progress, quietly } from '@/utils/vault/progress';
import type { Bytes } from '@/utils/bytes';
import { PasskeepError } from '@/utils/errors';
import { memoryStorage } from '@/utils/storage/memory';
import type { VaultStorage } from '@/utils/storage/storage';
import { ChunkIndex } from '@/utils/vault/chunk-index';
import { deriveKeys } from '@/utils/vault/keys';
import { storedBytes } from '@/utils/vault/vault';
import { describe, expect, test } from 'vitest';
import { flipped, noise } from '../lib/bytes';
import { entry } from '../lib/files';
import { copyOf, type Files, fullStorage } from '../lib/storages';
import { expectRestores, identity, never, openVault, save } from '../lib/vaults';

const text = (length: number, seed: number) => Buffer.from(noise((length * 3) / 4, seed)).toString('base64');
const common = entry('common.txt', text(150_000, 1));
const first = [common, entry('first.txt', text(300_000, 2))];
const second = [common, entry('second.txt', text(80_000, 3))];

async function vaultWithBoth(): Promise<{ files: Files; names: [string, string] }> {
  const storage = memoryStorage();
  const a = await save(await openVault(storage), first);
  const b = await save(await openVault(storage), second);
  return { files: storage.files, names: [a.archive, b.archive] };
}
const both = await vaultWithBoth();

describe('removing an archive', () => {
  test('gives back the space that only it took, and says how much', async () => {
    const storage = memoryStorage(copyOf(both.files));
    const before = await storedBytes(storage);
    const vault = await openVault(storage);
    const freed = await vault.remove(both.names[0], quietly, never);
    expect(before - (await storedBytes(storage))).toBe(freed);
    expect(freed).toBeGreaterThan(150_000);
    await expectRestores(vault, both.names[1], second);
    await expectRestores(await openVault(storage), both.names[1], second);
    await expect(vault.remove(both.names[0], quietly, never)).rejects.toMatchObject({ code: 'ARCHIVE_MISSING' });
  });

  test('tells how far it is with what is written anew', async () => {
    const vault = await openVault(memoryStorage(copyOf(both.files)));
    const told: Progress[] = [];
    await vault.remove(both.names[0], (progress) => told.push(progress), never);
    const [beginning, last] = [told.find(({ phase }) => phase === 'copying'), told.at(-1)];
    expect(beginning?.bytesTotal).toBeGreaterThan(100_000);
    expect(last).toMatchObject({ phase: 'finishing', bytesDone: beginning?.bytesTotal });
  });

  test('leaves no index file that names what is gone', async () => {
    const storage = memoryStorage(copyOf(both.files));
    for (const path of storage.files.keys()) if (path.startsWith('packs/')) storage.files.delete(path);
    const vault = await openVault(storage);
    for (const name of both.names) await vault.remove(name, quietly, never);
    expect([...storage.files.keys()].filter((path) => !path.startsWith('snapshots/'))).toEqual([]);
  });

  test('spares what an archive needs that another device has added since', async () => {
    const storage = memoryStorage();
    const here = await openVault(storage);
    const { archive } = await save(here, first);
    const there = await openVault(storage);
    const theirs = await save(there, [...first, entry('more', 'more')]);
    await here.remove(archive, quietly, never);
    await expectRestores(await openVault(storage), theirs.archive, [...first, entry('more', 'more')]);
  });

  test('frees nothing while another archive cannot be read, and is done all the same', async () => {
    const files = copyOf(both.files);
    const own = `snapshots/${both.names[1]}.age`;
    const whole = files.get(own) as Bytes;
    files.set(own, flipped(whole, whole.length - 30));
    const packs = [...files.keys()].filter((path) => path.startsWith('packs/'));
    const vault = await openVault(memoryStorage(files));
    await vault.remove(both.names[0], quietly, never);
    expect(vault.archives()).toEqual([]);
    expect([...files.keys()].filter((path) => path.startsWith('packs/'))).toEqual(packs);
    // The folder's sync brings the whole file after all.
    files.set(own, whole);
    await expectRestores(await openVault(memoryStorage(files)), both.names[1], second);
  });

  test('frees what it can where there is no room to write packs anew', async () => {
    const files = copyOf(both.files);
    const only = [entry('only.bin', noise(500_000, 9))];
    const third = await save(await openVault(memoryStorage(files)), only);
    const noPacks: VaultStorage = {
      ...memoryStorage(files),
      async write(path, bytes) {
        if (path.startsWith('packs/')) throw new PasskeepError('STORAGE_FULL');
        await memoryStorage(files).write(path, bytes);
      },
    };
    const vault = await openVault(noPacks);
    await vault.remove(both.names[0], quietly, never);
    expect(await vault.remove(third.archive, quietly, never)).toBeGreaterThan(400_000);
    await expectRestores(await openVault(memoryStorage(files)), both.names[1], second);
  });

  test('comes to an end in a large vault', async () => {
    const index = await ChunkIndex.load(memoryStorage(), [await deriveKeys(identity)]);
    const id = (pack: number, row: number) => `${pack}_${row}_`.padEnd(43, 'A');
    const row = (pack: number, at: number) =>
      ({ id: id(pack, at), offset: at, storedLength: 1, length: 1, encoding: 'plain' }) as const;
    const name = (pack: number) => pack.toString(16).padStart(32, '0');
    for (let pack = 0; pack < 2000; pack++)
      index.add({ id: name(pack), rows: Array.from({ length: 100 }, (_, at) => row(pack, at)) });
    await index.removePacks(
      memoryStorage(),
      Array.from({ length: 1000 }, (_, pack) => name(pack)),
    );
    expect(index.find(id(999, 5))).toBeUndefined();
    expect(index.find(id(1000, 5))).toBeDefined();
  });
});

describe('no room', () => {
  test('for any write of a backup: nothing earlier is touched, no part of an archive appears, the next one succeeds', async () => {
    const next = [...first, entry('new.bin', noise(200_000, 7))];
    for (let write = 1; ; write++) {
      const files: Files = new Map();
      const { archive } = await save(await openVault(memoryStorage(files)), second);
      const earlier = [...files.keys()];
      const storage = fullStorage(files, write, write);
      const vault = await openVault(storage);
      const outcome = await vault.backUp(next, { title: 'x' }, () => {}, never).catch((thrown) => thrown);
      if (storage.writes() < write) break;
      expect(outcome).toMatchObject({ code: 'STORAGE_FULL' });
      expect([...files.keys()]).toEqual(earlier);
      expect(vault.archives().map(({ id }) => id)).toEqual([archive]);
      const again = await save(vault, next);
      const reopened = await openVault(memoryStorage(files));
      await expectRestores(reopened, again.archive, next);
      await expectRestores(reopened, archive, second);
    }
  });
});
