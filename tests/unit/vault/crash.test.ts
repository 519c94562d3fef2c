import { memoryStorage } from '@/utils/storage/memory';
import type { VaultStorage } from '@/utils/storage/storage';
import type { SourceEntry } from '@/utils/vault/types';
import { Vault } from '@/utils/vault/vault';
import { describe, expect, test, vi } from 'vitest';
import { noise } from '../lib/bytes';
import { entry } from '../lib/files';
import type { Death } from '../lib/mortal';
import { copyOf, dyingStorage, type Files } from '../lib/storages';
import { expectRestores, identity, ignore, never, openVault, save } from '../lib/vaults';

vi.mock('@/utils/age/header', async (original) =>
  (await import('../lib/quick-headers')).rememberedHeaders(await original()),
);

/** Printable, so that it is cut finely: a small vault has many chunks then. */
const text = (length: number, seed: number) => Buffer.from(noise((length * 3) / 4, seed)).toString('base64');
/** What two weeks have in common and what only one has, so that removing one repacks. */
const common = entry('common.txt', text(120_000, 2));
const first = [entry('chat.txt', text(60_000, 3)), entry('old.txt', text(90_000, 4)), common];
const second = [entry('chat.txt', `${text(60_000, 3)}and then`), common, entry('new.bin', noise(70_000, 5))];

interface Saved {
  readonly archive: string;
  readonly entries: readonly SourceEntry[];
}

/** A vault with these archives, each saved by its own run. */
async function vaultWith(...backups: (readonly SourceEntry[])[]): Promise<{ files: Files; saved: Saved[] }> {
  const storage = memoryStorage();
  const saved: Saved[] = [];
  for (const entries of backups) {
    const { archive } = await save(await openVault(storage), entries);
    saved.push({ archive, entries });
  }
  return { files: storage.files, saved };
}

/** What is left of packs and index once every archive is removed: nothing, unless something was forgotten. */
async function leftOver(files: Files): Promise<string[]> {
  const vault = await openVault(memoryStorage(files));
  if (vault.archives().length === 0) await save(vault, [entry('last', 'last')]);
  for (const { id } of vault.archives()) await vault.remove(id, never);
  return [...files.keys()].filter((path) => !path.startsWith('snapshots/'));
}

/** Kills `work` at each of its changes in turn, and calls `check` with what is left each time. */
async function killAtEach(
  files: Files,
  death: Death,
  work: (storage: VaultStorage) => Promise<unknown>,
  check: (files: Files) => Promise<void>,
): Promise<number> {
  for (let k = 1; ; k++) {
    const left = copyOf(files);
    const storage = dyingStorage(left, k, death);
    await work(storage).catch(ignore);
    if (!storage.dead()) return k - 1;
    await check(left);
  }
}

describe.each(['before', 'after'] as const)('killed just %s a change of the storage', (death) => {
  test.each([
    ['the first backup', [], first],
    ['the second backup', [first], second],
  ])('during %s: earlier archives are whole, and the backup succeeds when run again', async (_, earlier, next) => {
    const { files, saved } = await vaultWith(...earlier);
    const changes = await killAtEach(
      files,
      death,
      async (storage) => (await openVault(storage)).backUp(next, { title: 'Family' }, ignore, never),
      async (left) => {
        const reopened = await openVault(memoryStorage(left));
        for (const { archive, entries } of saved) await expectRestores(reopened, archive, entries);
        const known = new Set(saved.map(({ archive }) => archive));
        // Killed after the snapshot it is saved; before, there is none: never a part of one.
        for (const { id } of reopened.archives()) if (!known.has(id)) await expectRestores(reopened, id, next);
        const again = await save(reopened, next);
        await expectRestores(await openVault(memoryStorage(left)), again.archive, next);
        expect(await leftOver(left)).toEqual([]);
      },
    );
    expect(changes).toBeGreaterThanOrEqual(3);
  });

  test('during a removal that repacks: the other archive is whole, and a later removal frees the rest', async () => {
    const { files, saved } = await vaultWith(first, second);
    const [removed, kept] = saved as [Saved, Saved];
    const changes = await killAtEach(
      files,
      death,
      async (storage) => (await openVault(storage)).remove(removed.archive, never),
      async (left) => {
        const reopened = await openVault(memoryStorage(left));
        await expectRestores(reopened, kept.archive, kept.entries);
        for (const { id } of reopened.archives())
          if (id === removed.archive) await expectRestores(reopened, id, removed.entries);
        if (reopened.archives().some(({ id }) => id === removed.archive)) await reopened.remove(removed.archive, never);
        expect(reopened.archives().map(({ id }) => id)).toEqual([kept.archive]);
        await expectRestores(await openVault(memoryStorage(left)), kept.archive, kept.entries);
        expect(await leftOver(left)).toEqual([]);
      },
    );
    // The record, its file, a new pack, a new index, the old index files, the old packs.
    expect(changes).toBeGreaterThanOrEqual(6);
  });
});

test('half of a file, as a folder may leave it, harms nothing else', async () => {
  const { files, saved } = await vaultWith(first);
  await killAtEach(
    files,
    'half',
    async (storage) => (await openVault(storage)).backUp(second, { title: 'Family' }, ignore, never),
    async (left) => {
      const reopened = await Vault.open(memoryStorage(left), [identity]);
      for (const { archive, entries } of saved) await expectRestores(reopened, archive, entries);
      expect(reopened.archives().map(({ id }) => id)).toEqual(saved.map(({ archive }) => archive));
      const again = await save(reopened, second);
      await expectRestores(await openVault(memoryStorage(left)), again.archive, second);
    },
  );
});
