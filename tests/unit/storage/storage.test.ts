import 'fake-indexeddb/auto';
import { openDatabase } from '@/utils/storage/database';
import { indexedDbStorage } from '@/utils/storage/indexeddb';
import { lazyStorage } from '@/utils/storage/lazy';
import { memoryStorage } from '@/utils/storage/memory';
import type { VaultStorage } from '@/utils/storage/storage';
import { PasskeepError } from '@/utils/errors';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { noise } from '../lib/bytes';

let databases = 0;
const inIndexedDb = async () => indexedDbStorage(await openDatabase(`storage-${databases++}`));
const kinds: [string, () => Promise<VaultStorage>][] = [
  ['memory', async () => memoryStorage()],
  ['IndexedDB', inIndexedDb],
  ['IndexedDB, opened when first used', async () => lazyStorage(inIndexedDb)],
];
afterEach(() => void vi.restoreAllMocks());

describe.each(kinds)('a storage in %s', (_, make) => {
  test('lists what is in a folder, and nothing else', async () => {
    const storage = await make();
    for (const path of ['packs/aa/1.age', 'packs/ab/2.age', 'packs0', 'index/3.age', 'keys/4.age'])
      await storage.write(path, noise(path.length));
    expect((await storage.list('packs')).toSorted((a, b) => (a.path < b.path ? -1 : 1))).toEqual([
      { path: 'packs/aa/1.age', size: 14 },
      { path: 'packs/ab/2.age', size: 14 },
    ]);
    expect(await storage.list('snapshots')).toEqual([]);
  });

  test('reads any part of a file', async () => {
    const storage = await make();
    await storage.write('packs/x', noise(100_000));
    const file = await storage.open('packs/x');
    expect(file.size).toBe(100_000);
    for (const [start, end] of [
      [0, 0],
      [0, 100_000],
      [5, 6],
      [99_999, 100_000],
    ] as const)
      expect(Buffer.compare(await file.read(start, end), noise(100_000).subarray(start, end))).toBe(0);
  });

  test('never changes a file that is there', async () => {
    const storage = await make();
    const bytes = noise(10, 1);
    await storage.write('keys/x', bytes);
    bytes.fill(0);
    await storage.write('keys/x', noise(20, 2));
    const file = await storage.open('keys/x');
    expect(await file.read(0, file.size)).toEqual(noise(10, 1));
    expect(await storage.list('keys')).toEqual([{ path: 'keys/x', size: 10 }]);
  });

  test('removes files, and does not mind those that are not there', async () => {
    const storage = await make();
    await storage.write('keys/a', noise(1));
    await storage.write('keys/b', noise(1));
    await storage.remove(['keys/a', 'keys/none']);
    await storage.remove([]);
    expect(await storage.list('keys')).toEqual([{ path: 'keys/b', size: 1 }]);
    await expect(storage.open('keys/a')).rejects.toMatchObject({ code: 'STORAGE_MISSING' });
  });

  test('writes nothing after an abort', async () => {
    const storage = await make();
    await expect(storage.write('keys/a', noise(1), AbortSignal.abort())).rejects.toMatchObject({ name: 'AbortError' });
    expect(await storage.list('keys')).toEqual([]);
  });
});

describe('a storage in IndexedDB', () => {
  test.each([
    ['QuotaExceededError', 2 ** 40, 'STORAGE_FULL'],
    ['UnknownError', 2 ** 20, 'STORAGE_REFUSED'],
    ['AbortError', 2 ** 20, 'STORAGE_REFUSED'],
    ['DataError', 2 ** 40, 'STORAGE_REFUSED'],
    // What Chromium says on a full disk.
    ['DataError', 2 ** 20, 'STORAGE_FULL'],
  ])(
    'that answers a write with %s where %i bytes are free fails with %s, and keeps nothing of it',
    async (name, quota, code) => {
      vi.stubGlobal('navigator', { storage: { estimate: async () => ({ quota, usage: 0 }) } });
      const storage = await inIndexedDb();
      const put = vi.spyOn(IDBObjectStore.prototype, 'put').mockImplementation(function failing(this: IDBObjectStore) {
        throw new DOMException('', name);
      });
      await expect(storage.write('keys/a', noise(10))).rejects.toMatchObject({ code });
      put.mockRestore();
      vi.unstubAllGlobals();
      expect(await storage.list('keys')).toEqual([]);
    },
  );

  test('tells a file that the browser has lost from a storage that refuses', async () => {
    const storage = await inIndexedDb();
    await storage.write('keys/a', noise(10));
    const file = await storage.open('keys/a');
    const failing = (name: string) =>
      vi.spyOn(Blob.prototype, 'arrayBuffer').mockRejectedValueOnce(new DOMException('', name));
    failing('NotReadableError');
    await expect(file.read(0, 5)).rejects.toMatchObject({ code: 'STORAGE_MISSING' });
    failing('NotFoundError');
    await expect(file.read(0, 5)).rejects.toMatchObject({ code: 'STORAGE_MISSING' });
    failing('InvalidStateError');
    await expect(file.read(0, 5)).rejects.toMatchObject({ code: 'STORAGE_REFUSED' });
  });

  test('that is closed refuses', async () => {
    const database = await openDatabase(`storage-${databases++}`);
    const storage = indexedDbStorage(database);
    database.close();
    await expect(storage.list('keys')).rejects.toMatchObject({ code: 'STORAGE_REFUSED' });
    await expect(storage.write('keys/a', noise(1))).rejects.toMatchObject({ code: 'STORAGE_REFUSED' });
  });
});

test('a storage that could not be opened is opened at the next use', async () => {
  let attempts = 0;
  const storage = lazyStorage(async () => {
    if (++attempts === 1) throw new PasskeepError('STORAGE_REFUSED');
    return memoryStorage();
  });
  await expect(storage.list('keys')).rejects.toMatchObject({ code: 'STORAGE_REFUSED' });
  expect(await Promise.all([storage.list('keys'), storage.list('packs')])).toEqual([[], []]);
  expect(attempts).toBe(2);
});
