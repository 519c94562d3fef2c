import type { Bytes } from '@/utils/bytes';
import { snapshotNameOf } from '@/utils/vault/snapshot';
import { VaultDoor } from '@/utils/vault/door';
import { memoryStorage } from '@/utils/storage/memory';
import type { SourceEntry } from '@/utils/vault/types';
import { describe, expect, test, vi } from 'vitest';
import { cheapScrypt } from '../lib/cheap-scrypt';
import { noise } from '../lib/bytes';
import { Device } from '../lib/device';
import { entry } from '../lib/files';
import { newTree } from '../lib/memory-directory';
import { newPasskey } from '../lib/passkeys';
import { expectRestores, never, restoreAll, save } from '../lib/vaults';

vi.mock('@/utils/age/header', async (original) =>
  (await import('../lib/quick-headers')).quickHeaders(await original()),
);
cheapScrypt();

/** Three archives: the second has much of the first, the third nothing of either. */
const archives: readonly SourceEntry[][] = [
  [entry('chat.txt', 'first'), entry('photo.jpg', noise(70_000, 1))],
  [entry('chat.txt', 'second'), entry('photo.jpg', noise(70_000, 1)), entry('new.jpg', noise(50_000, 2))],
  [entry('film.mp4', noise(90_000, 3))],
];

async function wholeVault() {
  const storage = memoryStorage();
  const door = new VaultDoor(storage);
  await door.create(await newPasskey());
  const words = await door.newWords();
  await door.proveWords(words);
  const entriesOf = new Map<string, readonly SourceEntry[]>();
  for (const entries of archives) entriesOf.set((await save(door.vault, entries)).archive, entries);
  return { files: [...storage.files], words, entriesOf };
}
const { files, words, entriesOf } = await wholeVault();

type Order = (a: readonly [string, Bytes], b: readonly [string, Bytes]) => number;
const byName: Order = ([a], [b]) => (a < b ? -1 : 1);
const rank =
  (...folders: string[]): Order =>
  (a, b) => {
    const of = ([path]: readonly [string, Bytes]) => folders.findIndex((folder) => path.startsWith(folder));
    return of(a) - of(b) || byName(a, b);
  };
/** Every file at a place that is the seed's doing. */
const shuffled =
  (seed: number): Order =>
  ([a], [b]) => {
    const place = (path: string) => noise(4, seed + files.findIndex(([each]) => each === path))[1] as number;
    return place(a) - place(b) || (a < b ? -1 : 1);
  };

/** Opens what is in a folder in a browser that has nothing, and looks whether what it shows is true. @returns what. */
async function open(part: readonly (readonly [string, Bytes])[]): Promise<'no vault' | 'no key' | number> {
  const device = await Device.make([], newTree(part));
  const keys = part.filter(([path, { length }]) => /^keys\/.*\.age$/.test(path) && length > 0);
  const adopted = await device.adopt().catch((thrown: unknown) => thrown as { code: string });
  if (adopted) {
    expect(adopted.code).toMatch(/^VAULT_(?:MISSING|UNREADABLE)$/);
    expect(keys).toEqual([]);
    expect([device.files.size, device.memory.place]).toEqual([0, null]);
    return adopted.code === 'VAULT_MISSING' ? 'no vault' : 'no key';
  }
  const door = new VaultDoor(device.place.storage);
  expect((await door.outline()).stage).not.toBe('none');
  const failure = await door
    .unlock({ kind: 'words', typed: words })
    .catch((thrown: unknown) => thrown as { code: string });
  if (failure) {
    // The words' own slot has not come, or not to its end.
    expect(['WORDS_WRONG', 'VAULT_UNREADABLE', 'DAMAGED']).toContain(failure.code);
    return 'no key';
  }
  const { vault } = door;
  device.vault = vault;
  await device.sync();
  await vault.lookForMissing(never);
  // The other snapshots are records of the keys.
  const snapshots = part.filter(
    ([path, bytes]) => entriesOf.has(snapshotNameOf(path) ?? '') && files.some(([, whole]) => whole === bytes),
  );
  expect(vault.archives().length).toBe(snapshots.length);
  const { damaged, seen } = await device.lost();
  expect(seen).toEqual([]);
  for (const path of damaged)
    expect(
      part.some(([, bytes]) => !files.some(([, whole]) => whole === bytes)),
      path,
    ).toBe(true);
  for (const { id, missing } of vault.archives()) {
    const entries = entriesOf.get(id) as readonly SourceEntry[];
    if (!missing) await expectRestores(vault, id, entries);
    else await expectMissing(vault, id, entries, missing);
  }
  return vault.archives().filter(({ missing }) => !missing).length;
}

/** What is named as missing is just what a restore cannot give; the rest comes whole. */
async function expectMissing(
  vault: VaultDoor['vault'],
  id: string,
  entries: readonly SourceEntry[],
  missing: { readonly files: number; readonly bytes: number },
): Promise<void> {
  const size = (some: readonly SourceEntry[]) => some.reduce((sum, { file }) => sum + file.size, 0);
  const outcome = await restoreAll(vault, id).catch((thrown: unknown) => thrown as { code: string });
  if ('code' in outcome) {
    // Its list of files has not come.
    expect(outcome.code).toBe('DAMAGED');
    expect(missing).toEqual({ files: entries.length, bytes: size(entries) });
    return;
  }
  const paths = new Set(outcome.problems.map(({ path }) => path));
  const lacking = entries.filter(({ path }) => paths.has(path));
  expect(missing).toEqual({ files: lacking.length, bytes: size(lacking) });
  for (const [path, bytes] of outcome.restored) {
    const { file } = entries.find((each) => each.path === path) as SourceEntry;
    expect(Buffer.compare(bytes, Buffer.from(await file.arrayBuffer()))).toBe(0);
  }
  expect(outcome.restored.length + lacking.length).toBe(entries.length);
}

describe.each<[string, Order]>([
  ['by name', byName],
  ['the other way round', (a, b) => byName(b, a)],
  ['snapshots first', rank('snapshots/', 'keys/', 'index/', 'packs/')],
  ['keys first, then packs', rank('keys/', 'packs/', 'snapshots/', 'index/')],
  ['keys last', rank('packs/', 'index/', 'snapshots/', 'keys/')],
  ['by chance', shuffled(1)],
  ['by another chance', shuffled(100)],
])('a vault that comes %s', (_, order) => {
  const sorted = files.toSorted(order);

  test('opens with what is there, file by file, and tells the truth', async () => {
    let last: Awaited<ReturnType<typeof open>> = 'no vault';
    for (let count = 0; count <= sorted.length; count++) last = await open(sorted.slice(0, count));
    expect(last).toBe(archives.length);
  });

  test('opens where the last file has come in part', async () => {
    for (const [at, [path, bytes]] of sorted.entries())
      for (const size of [0, Math.floor(bytes.length / 2), bytes.length - 1])
        await open([...sorted.slice(0, at), [path, bytes.slice(0, size)]]);
  });
});
