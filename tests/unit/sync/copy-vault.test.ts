import { copyVault } from '@/utils/sync/copy-vault';
import { downloadStream } from '@/utils/messages/download-stream';
import { memoryStorage } from '@/utils/storage/memory';
import type { VaultStorage } from '@/utils/storage/storage';
import { zipStorage } from '@/utils/storage/zip';
import { exportVault } from '@/utils/vault/export-vault';
import { type Progress, quietly } from '@/utils/vault/progress';
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { vaultFiles } from '../format/load-vectors';
import { flipped, noise } from '../lib/bytes';
import { entry } from '../lib/files';
import type { Death } from '../lib/mortal';
import { copyOf, dyingStorage, type Files, fullStorage } from '../lib/storages';
import { expectRestores, never, openVault, save } from '../lib/vaults';

const copy = (from: VaultStorage, to: VaultStorage) => copyVault(from, to, quietly, never);

function expectSame(a: Files, b: Files): void {
  expect([...a.keys()].toSorted()).toEqual([...b.keys()].toSorted());
  for (const [path, bytes] of a) expect(Buffer.compare(bytes, b.get(path) as Buffer)).toBe(0);
}

/** Two backups that share chunks, so that there are several of each kind of file. */
async function backedUp() {
  const storage = memoryStorage();
  const entries = [entry('a', noise(100_000)), entry('b', noise(200_000, 2))];
  const first = await save(await openVault(storage), entries);
  const more = [...entries, entry('c', noise(50_000, 3))];
  const second = await save(await openVault(storage), more);
  return { files: storage.files, archives: [[first.archive, entries] as const, [second.archive, more] as const] };
}

describe('a copy of a vault', () => {
  test('is the same, and copying again copies nothing', async () => {
    const files = await vaultFiles();
    const to = memoryStorage();
    const bytes = [...files.values()].reduce((sum, { length }) => sum + length, 0);
    expect(await copy(memoryStorage(files), to)).toEqual({
      ...{ copied: files.size, copiedBytes: bytes, same: 0, differing: [], unread: [] },
    });
    expectSame(files, to.files);
    expect(await copy(memoryStorage(files), to)).toMatchObject({ copied: 0, copiedBytes: 0, same: files.size });
  });

  test('tells how far it is', async () => {
    const files = await vaultFiles();
    const told: Progress[] = [];
    await copyVault(memoryStorage(files), memoryStorage(), (progress) => told.push(progress), never);
    const bytes = [...files.values()].reduce((sum, { length }) => sum + length, 0);
    expect(told.at(-1)).toEqual({
      ...{ phase: 'finishing', bytesDone: bytes, bytesTotal: bytes },
      ...{ filesDone: files.size, filesTotal: files.size },
    });
  });

  test('leaves what differs as it is, and names it', async () => {
    const files = await vaultFiles();
    const [one, two, three] = [...files.keys()] as [string, string, string];
    const there: Files = new Map([
      [one, flipped(files.get(one) as Files extends Map<string, infer B> ? B : never, 5)],
      [two, noise(3)],
      [three, (files.get(three) as Uint8Array).slice()],
      ['packs/notes.txt', noise(3)],
    ]);
    const before = copyOf(there);
    const outcome = await copy(memoryStorage(files), memoryStorage(there));
    expect(outcome).toMatchObject({ copied: files.size - 3, same: 1, unread: [] });
    expect([...outcome.differing].toSorted()).toEqual([one, two].toSorted());
    for (const [path, bytes] of before) expect(there.get(path)).toEqual(bytes);
  });

  test('leaves out what cannot be read, and copies the rest', async () => {
    const files = await vaultFiles();
    const lost = [...files.keys()].find((path) => path.startsWith('packs/')) as string;
    const inner = memoryStorage(files);
    const from: VaultStorage = {
      ...inner,
      open: async (path) => {
        const file = await inner.open(path);
        return path === lost ? { ...file, read: async () => noise(1) } : file;
      },
    };
    const to = memoryStorage();
    expect(await copy(from, to)).toMatchObject({ copied: files.size - 1, unread: [lost] });
    expect(to.files.has(lost)).toBe(false);
  });

  test('that does not read back as written is not left there', async () => {
    const files = await vaultFiles();
    const to = memoryStorage();
    const lying: VaultStorage = { ...to, write: (path, bytes) => to.write(path, flipped(bytes, bytes.length - 1)) };
    await expect(copy(memoryStorage(files), lying)).rejects.toMatchObject({ code: 'DAMAGED' });
    expect(to.files.size).toBe(0);
  });

  test('into a full place ends with that, and goes on when there is room', async () => {
    const { files } = await backedUp();
    const to: Files = new Map();
    await expect(copy(memoryStorage(files), fullStorage(to, 3))).rejects.toMatchObject({ code: 'STORAGE_FULL' });
    expect(await copy(memoryStorage(files), memoryStorage(to))).toMatchObject({ same: 2, copied: files.size - 2 });
    expectSame(files, to);
  });

  test('ends when it is cancelled', async () => {
    const { files } = await backedUp();
    const controller = new AbortController();
    const to = memoryStorage();
    const write: VaultStorage['write'] = async (path, bytes) => {
      await to.write(path, bytes);
      controller.abort();
    };
    await expect(copyVault(memoryStorage(files), { ...to, write }, quietly, controller.signal)).rejects.toMatchObject({
      name: 'AbortError',
    });
    expect(to.files.size).toBe(1);
  });

  test('killed anywhere, holds no archive that is not whole, and goes on', async () => {
    const { files, archives } = await backedUp();
    await fc.assert(
      fc.asyncProperty(fc.nat(files.size), fc.constantFrom<Death>('before', 'after'), async (k, death) => {
        const to: Files = new Map();
        const dying = dyingStorage(to, k + 1, death);
        await copy(memoryStorage(files), dying).catch(() => {});
        expect(dying.dead()).toBe(k < files.size);
        if (to.size > 0) {
          const vault = await openVault(memoryStorage(copyOf(to)));
          for (const { id } of vault.archives()) {
            const [, entries] = archives.find(([archive]) => archive === id) as (typeof archives)[0];
            await expectRestores(vault, id, entries);
          }
        }
        await copy(memoryStorage(files), memoryStorage(to));
        expectSame(files, to);
      }),
      { numRuns: 20 },
    );
  });

  test('out of a zip is what went into it', async () => {
    const files = await vaultFiles();
    const { download, run } = await exportVault(memoryStorage(files), { name: 'a.zip', madeAt: 0 }, quietly, never);
    const [parts] = await Promise.all([Array.fromAsync(downloadStream(download.port)), run()]);
    const to = memoryStorage();
    expect(await copy(await zipStorage(new Blob(parts as BlobPart[])), to)).toMatchObject({ copied: files.size });
    expectSame(files, to.files);
  });

  test('of a vault that grows meanwhile has no archive that is not whole', async () => {
    const { files, archives } = await backedUp();
    const now: Files = new Map();
    const inner = memoryStorage(now);
    const later = [...files];
    // A step of a backup elsewhere, in its order, comes in before each listing.
    const from: VaultStorage = {
      ...inner,
      list: async (folder) => {
        for (const [path, bytes] of later.splice(0, files.size / 2)) now.set(path, bytes);
        return await inner.list(folder);
      },
    };
    const to = memoryStorage();
    await copy(from, to);
    const vault = await openVault(to);
    const [first] = archives;
    expect(vault.archives().map(({ id }) => id)).toEqual([first?.[0]]);
    await expectRestores(vault, ...(first as (typeof archives)[0]));
  });
});
