import 'fake-indexeddb/auto';
import { openDatabase } from '@/utils/storage/database';
import { folderStorage } from '@/utils/storage/folder';
import { indexedDbStorage } from '@/utils/storage/indexeddb';
import { Ledger, memoryLedger } from '@/utils/storage/ledger';
import { memoryStorage } from '@/utils/storage/memory';
import { LedgerGrace } from '@/utils/storage/grace';
import { quarantinePath } from '@/utils/storage/quarantine';
import { StagedStorage } from '@/utils/storage/staged';
import type { VaultStorage } from '@/utils/storage/storage';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { failOnce } from '../lib/blobs';
import { noise } from '../lib/bytes';
import { directoryHandle, newTree } from '../lib/memory-directory';

let databases = 0;
const inIndexedDb = async () => indexedDbStorage(await openDatabase(`storage-${databases++}`));
const kinds: [string, () => Promise<VaultStorage>][] = [
  ['memory', async () => memoryStorage()],
  ['IndexedDB', inIndexedDb],
  ['a folder', async () => folderStorage(directoryHandle(newTree()))],
  ['the browser, for want of a folder', async () => new StagedStorage(memoryStorage())],
  ['the browser, for a folder', async () => staged(() => undefined)],
  ['the browser, for a folder out of reach', async () => staged(() => new DOMException('', 'NotAllowedError'))],
];
afterEach(() => void vi.restoreAllMocks());

/** A storage that waits for a folder, which has other files of the vault that this browser knows of. */
async function staged(fail: () => Error | undefined): Promise<StagedStorage> {
  const folder = folderStorage(directoryHandle(newTree(), { fail }));
  const storage = new StagedStorage(memoryStorage());
  const ledger = await Ledger.open(memoryLedger());
  storage.place = { folder, ledger, grace: new LedgerGrace(ledger, () => -Infinity, Date.now) };
  return storage;
}

/** Names as a vault's files have them, told apart by one digit. */
const id = (digit: string) => digit.repeat(32);
const pack = (digit: string) => `packs/${digit}${digit}/${id(digit)}.age`;
const key = (digit: string) => `keys/${id(digit)}.age`;

describe.each(kinds)('a storage in %s', (_, make) => {
  test('lists what is in a folder, and nothing else', async () => {
    const storage = await make();
    for (const path of [pack('a'), pack('b'), 'packs0', `index/${id('c')}.age`, key('d')])
      await storage.write(path, noise(path.length));
    expect((await storage.list('packs')).toSorted((a, b) => (a.path < b.path ? -1 : 1))).toEqual([
      { path: pack('a'), size: 45 },
      { path: pack('b'), size: 45 },
    ]);
    expect(await storage.list('snapshots')).toEqual([]);
  });

  test('reads any part of a file', async () => {
    const storage = await make();
    await storage.write(pack('a'), noise(100_000));
    const file = await storage.open(pack('a'));
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
    await storage.write(key('a'), bytes);
    bytes.fill(0);
    await storage.write(key('a'), noise(10, 2));
    const file = await storage.open(key('a'));
    expect(await file.read(0, file.size)).toEqual(noise(10, 1));
    expect(await storage.list('keys')).toEqual([{ path: key('a'), size: 10 }]);
  });

  test('removes files, and does not mind those that are not there', async () => {
    const storage = await make();
    await storage.write(key('a'), noise(1));
    await storage.write(key('b'), noise(1));
    await storage.remove([key('a'), key('c')]);
    await storage.remove([]);
    expect(await storage.list('keys')).toEqual([{ path: key('b'), size: 1 }]);
    await expect(storage.open(key('a'))).rejects.toMatchObject({ code: 'STORAGE_MISSING' });
  });

  test('puts a file aside, where nothing is lost: a second one of the same name goes beside the first', async () => {
    const storage = await make();
    expect(await storage.quarantine(pack('a'))).toBe(false);
    for (const size of [10, 20]) {
      await storage.write(pack('a'), noise(size));
      expect(await storage.quarantine(pack('a'))).toBe(true);
      expect(await storage.list('packs')).toEqual([]);
      await expect(storage.open(pack('a'))).rejects.toMatchObject({ code: 'STORAGE_MISSING' });
    }
    const aside = [quarantinePath(pack('a')), quarantinePath(pack('a'), 1)];
    expect(aside).toEqual([`quarantine/${pack('a')}`, `quarantine/packs/aa/${id('a')} (1).age`]);
    const sizes = await Promise.all(aside.map(async (path) => (await storage.open(path)).size));
    expect(sizes).toEqual([10, 20]);
  });

  test('writes nothing after an abort', async () => {
    const storage = await make();
    await expect(storage.write(key('a'), noise(1), AbortSignal.abort())).rejects.toMatchObject({ name: 'AbortError' });
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
    const failing = (name: string) => failOnce(Blob.prototype, name);
    failing('NotReadableError');
    await expect(file.read(0, 5)).rejects.toMatchObject({ code: 'STORAGE_MISSING' });
    failing('NotFoundError');
    await expect(file.read(0, 5)).rejects.toMatchObject({ code: 'STORAGE_MISSING' });
    failing('InvalidStateError');
    await expect(file.read(0, 5)).rejects.toMatchObject({ code: 'STORAGE_REFUSED' });
  });

  test('that the browser has closed is opened anew', async () => {
    const database = await openDatabase(`storage-${databases++}`);
    const storage = indexedDbStorage(database);
    await storage.write('keys/a', noise(10));
    for (const again of [
      () => storage.list('keys'),
      () => storage.open('keys/a'),
      () => storage.write('keys/b', noise(20)),
      () => storage.remove(['keys/b']),
      () => storage.quarantine('keys/a'),
    ]) {
      await database.use(async (connection) => connection.close());
      await again();
    }
    expect(await storage.list('keys')).toEqual([]);
  });

  test('that cannot be opened refuses', async () => {
    const opening = vi.spyOn(indexedDB, 'open').mockImplementation(() => {
      throw new DOMException('', 'UnknownError');
    });
    await expect(openDatabase(`storage-${databases++}`)).rejects.toMatchObject({ code: 'STORAGE_REFUSED' });
    opening.mockRestore();
  });
});
