import { encryptFile } from '@/utils/age/file';
import type { Bytes } from '@/utils/bytes';
import { memoryStorage } from '@/utils/storage/memory';
import { encodeIndex } from '@/utils/vault/index-file';
import { deriveKeys } from '@/utils/vault/keys';
import { buildPack, packIdOf } from '@/utils/vault/pack';
import { ChunkIndex } from '@/utils/vault/chunk-index';
import { expect, test, vi } from 'vitest';
import { digest, flipped, noise } from '../lib/bytes';
import { entry } from '../lib/files';
import { copyOf, type Files } from '../lib/storages';
import { identity, keepingSink, never, openVault, restoreAll, save } from '../lib/vaults';

vi.mock('@/utils/age/header', async (original) =>
  (await import('../lib/quick-headers')).rememberedHeaders(await original()),
);

// What comes of each kind of damage to each kind of file stands in damage-corpus.ts.

const keys = await deriveKeys(identity);
/** Two archives without a byte in common, in packs of their own. */
const archives = [1, 2].map((n) => [
  entry(`${n}/chat.txt`, Buffer.from(noise(150_000, n)).toString('base64')),
  entry(`${n}/photo.jpg`, noise(400_000, n + 10)),
  entry(`${n}/empty`, ''),
  entry(`${n}/note.txt`, `note ${n}`),
]);
const whole: Files = memoryStorage().files;
const names: string[] = [];
/** The files that each backup wrote. */
const written: string[][] = [];
for (const entries of archives) {
  const before = new Set(whole.keys());
  names.push((await save(await openVault(memoryStorage(whole)), entries)).archive);
  written.push([...whole.keys()].filter((path) => !before.has(path)));
}

/** What came of restoring an archive: 'whole', 'list' (its list of files is lost), or the paths that are damaged. */
async function outcome(files: Files, n: number): Promise<'missing' | 'whole' | 'list' | string[]> {
  const vault = await openVault(memoryStorage(files));
  const archive = names[n] as string;
  const entries = archives[n] as (typeof archives)[0];
  if (!vault.archives().some(({ id }) => id === archive)) return 'missing';
  const result = await restoreAll(vault, archive).catch((thrown) => {
    expect(thrown).toMatchObject({ code: 'DAMAGED' });
  });
  if (!result) return 'list';
  const damaged = result.problems.map(({ path, code }) => (expect(code).toBe('DAMAGED'), path));
  // Nothing is missing without a word, and nothing comes back other than it was.
  expect([...result.restored.map(([path]) => path), ...damaged].toSorted()).toEqual(
    entries.map(({ path }) => path).toSorted(),
  );
  for (const [path, bytes] of result.restored) {
    const original = entries.find((each) => each.path === path)?.file as File;
    expect(await digest(bytes)).toBe(await digest(new Uint8Array(await original.arrayBuffer())));
  }
  return damaged.length > 0 ? damaged : 'whole';
}

test('one chunk that is damaged costs its own file', async () => {
  const index = await ChunkIndex.load(memoryStorage(whole), [keys]);
  const packs = (written[0] as string[]).filter((path) => path.startsWith('packs/'));
  let named = 0;
  for (const path of packs) {
    const bytes = whole.get(path) as Bytes;
    for (let at = 2000; at < bytes.length; at += 65_552) {
      const files = copyOf(whole).set(path, flipped(bytes, at));
      const own = await outcome(files, 0);
      if (Array.isArray(own)) named++;
      // The bytes of 64 KiB of a pack are one file's here, or two neighbours'.
      if (Array.isArray(own)) expect(own.length).toBeLessThan(3);
    }
  }
  expect(index.damaged).toEqual([]);
  expect(named).toBeGreaterThan(5);
});

test('a forged pack with other bytes under the names of chunks is found out', async () => {
  const index = await ChunkIndex.load(memoryStorage(whole), [keys]);
  const path = (written[0] as string[]).find((each) => each.startsWith('packs/')) as string;
  const id = packIdOf(path) as string;
  const rows = index.packs.get(id) ?? [];
  const forged = buildPack(
    rows.map((row) => ({ id: row.id, stored: noise(row.length, 99), encoding: 'plain', length: row.length })),
  );
  const files = copyOf(whole);
  files.set(path, await encryptFile(forged.plaintext, keys.recipient));
  for (const each of files.keys()) if (each.startsWith('index/')) files.delete(each);
  files.set(
    `index/${'ab'.repeat(16)}.age`,
    await encryptFile(encodeIndex([{ id, rows: forged.rows }]), keys.recipient),
  );
  expect(await outcome(files, 0)).not.toBe('whole');
  expect(await outcome(files, 1)).toBe('whole');
});

test('a list that is damaged in its middle is an error, never an archive with fewer files', async () => {
  const storage = memoryStorage();
  const many = Array.from({ length: 3000 }, (_, n) => entry(`photos/${n}`, `photo ${n}`));
  const { archive } = await save(await openVault(storage), many);
  const index = await ChunkIndex.load(storage, [keys]);
  const lists = [...index.packs.values()].flat().filter(({ length }) => length > 3000);
  expect(lists.length).toBeGreaterThan(5);
  let restored = 0;
  for (const { id } of lists.slice(0, 6)) {
    // As if the pack had lost this one chunk: its row names another.
    const files = copyOf(storage.files);
    const packs = [...index.packs].map(([pack, rows]) => ({
      id: pack,
      rows: rows.map((row) => (row.id === id ? { ...row, offset: row.offset + 1 } : row)),
    }));
    for (const path of files.keys()) if (path.startsWith('index/')) files.delete(path);
    files.set(`index/${'ab'.repeat(16)}.age`, await encryptFile(encodeIndex(packs), keys.recipient));
    const sink = keepingSink();
    const vault = await openVault(memoryStorage(files));
    await expect(vault.restore(archive, null, sink, () => {}, never)).rejects.toMatchObject({ code: 'DAMAGED' });
    // What stands before the damage comes back, and the zip or folder is ended well.
    expect(sink.finished()).toBe(sink.restored.length > 0);
    restored += sink.restored.length;
    for (const [path, bytes] of sink.restored)
      expect(Buffer.from(bytes).toString()).toBe(path.replace('photos/', 'photo '));
  }
  expect(restored).toBeGreaterThan(0);
});
