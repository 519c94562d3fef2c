import { mkdir, mkdtemp, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { VaultStorage } from '@/utils/storage/storage';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { nodeStorage } from '../../../scripts/lib/node-storage';
import { noise } from '../lib/bytes';

const ID = '3f'.repeat(16);
const PACK = `packs/3f/${ID}.age`;

let root: string;
let storage: VaultStorage;
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'passkeep-storage-'));
  storage = nodeStorage(root);
});
afterEach(async () => await rm(root, { recursive: true, force: true }));

async function put(path: string, bytes: Uint8Array): Promise<void> {
  await mkdir(dirname(join(root, path)), { recursive: true });
  await writeFile(join(root, path), bytes);
}

test('a damaged file is put aside, and what a sync program copied of it is found in its place', async () => {
  const copy = `packs/3f/${ID} (1).age`;
  await put(PACK, noise(1000, 1));
  await put(copy, noise(1000, 2));
  await storage.list('packs');
  expect(await storage.quarantine(PACK)).toBe(true);
  expect(await readFile(join(root, 'quarantine', PACK))).toEqual(Buffer.from(noise(1000, 1)));
  await storage.list('packs');
  expect(Buffer.from(await (await storage.open(PACK)).read(0, 1000))).toEqual(Buffer.from(noise(1000, 2)));
  expect(await storage.quarantine(PACK)).toBe(true);
  expect(await readFile(join(root, 'quarantine', copy))).toEqual(Buffer.from(noise(1000, 2)));
  expect(await storage.quarantine(PACK)).toBe(false);
  expect(await storage.list('packs')).toEqual([]);
});

test('what is written is listed and read, whole and in part, also by another one', async () => {
  await storage.write(PACK, noise(100_000));
  await storage.write(`keys/${ID}.txt`, noise(5));
  expect(await storage.list('packs')).toEqual([{ path: PACK, size: 100_000 }]);
  expect(await nodeStorage(root).list('keys')).toEqual([{ path: `keys/${ID}.txt`, size: 5 }]);
  expect(await storage.list('index')).toEqual([]);
  const file = await storage.open(PACK);
  expect(file.size).toBe(100_000);
  for (const [start, end] of [
    [0, 100_000],
    [5, 6],
    [99_990, 100_000],
    [7, 7],
  ] as const)
    expect(Buffer.compare(await file.read(start, end), noise(100_000).subarray(start, end))).toBe(0);
  expect(await readdir(join(root, 'packs', '3f'))).toEqual([`${ID}.age`]);
});

test('a file that is there stays as it is; an empty one is not there', async () => {
  await storage.write(PACK, noise(10, 1));
  await storage.write(PACK, noise(20, 2));
  expect(await readFile(join(root, PACK))).toEqual(Buffer.from(noise(10, 1)));
  await put(`index/${ID}.age`, new Uint8Array());
  expect(await storage.list('index')).toEqual([]);
  await expect(storage.open(`index/${ID}.age`)).rejects.toMatchObject({ code: 'STORAGE_MISSING' });
  await storage.write(`index/${ID}.age`, noise(30, 3));
  expect(await storage.list('index')).toEqual([{ path: `index/${ID}.age`, size: 30 }]);
});

test('foreign names and leftovers are nothing; copies count where the file itself is not there, whole', async () => {
  for (const name of ['notes.txt', `${ID}.age.crswap`, `~${ID}.age`, `.${ID}.age.icloud`, 'short.age'])
    await put(`index/${name}`, noise(9));
  expect(await storage.list('index')).toEqual([]);
  await put(`packs/3f/${ID} (1).age`, noise(50));
  await put(PACK, noise(20));
  expect(await storage.list('packs')).toEqual([{ path: PACK, size: 50 }]);
  expect((await storage.open(PACK)).size).toBe(50);
  await put(PACK, noise(50));
  await storage.list('packs');
  await rm(join(root, `packs/3f/${ID} (1).age`));
  expect((await storage.open(PACK)).size).toBe(50);
  await rename(join(root, 'packs'), join(root, 'packs (1)'));
  expect(await storage.list('packs')).toEqual([{ path: PACK, size: 50 }]);
  expect((await storage.open(PACK)).size).toBe(50);
});

test('removing does not mind what is not there', async () => {
  await storage.write(PACK, noise(1));
  await storage.remove([PACK, PACK, `keys/${ID}.age`]);
  expect(await storage.list('packs')).toEqual([]);
  await expect(storage.open(PACK)).rejects.toMatchObject({ code: 'STORAGE_MISSING' });
});

test('an aborted write leaves nothing', async () => {
  const stop = new AbortController();
  stop.abort();
  await expect(storage.write(PACK, noise(10), stop.signal)).rejects.toMatchObject({ name: 'AbortError' });
  expect(await storage.list('packs')).toEqual([]);
  expect(await readdir(join(root, 'packs', '3f'))).toEqual([]);
});

test('a directory that went is told from a file that went', async () => {
  await storage.write(PACK, noise(10));
  const file = await storage.open(PACK);
  await rm(join(root, PACK));
  await expect(file.read(0, 1)).rejects.toMatchObject({ code: 'STORAGE_MISSING' });
  await rm(root, { recursive: true });
  await expect(file.read(0, 1)).rejects.toMatchObject({ code: 'STORAGE_REFUSED' });
  await expect(storage.list('packs')).rejects.toMatchObject({ code: 'STORAGE_REFUSED' });
  await writeFile(root, 'a file now');
  await expect(storage.write(PACK, noise(10))).rejects.toMatchObject({ code: 'STORAGE_REFUSED' });
});
