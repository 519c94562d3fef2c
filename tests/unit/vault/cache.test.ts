import { type Progress, quietly } from '@/utils/vault/progress';
import { inMemory } from '@/utils/age/random-access';
import { encryptFile } from '@/utils/age/file';
import type { Bytes } from '@/utils/bytes';
import { memoryStorage } from '@/utils/storage/memory';
import type { CacheName, CacheStore } from '@/utils/storage/cache-store';
import type { VaultStorage } from '@/utils/storage/storage';
import { ChunkIndex } from '@/utils/vault/chunk-index';
import { deriveKeys, newIdentity } from '@/utils/vault/keys';
import { SnapshotStore } from '@/utils/vault/snapshot-store';
import { Vault } from '@/utils/vault/vault';
import * as fc from 'fast-check';
import { beforeAll, describe, expect, test, vi } from 'vitest';
import { flipped, noise } from '../lib/bytes';
import { entry } from '../lib/files';
import { memoryCache } from '../lib/memory-cache';
import { copyOf, type Files } from '../lib/storages';
import { expectRestores, identity, never, openVault, save } from '../lib/vaults';

vi.mock(import('@/utils/age/header'), async (original) => {
  const { rememberedHeaders } = await import('../lib/quick-headers');
  return rememberedHeaders(await original());
});

const WEEKS = 14;
const weeks = Array.from({ length: WEEKS }, (_, week) => [entry(`${week}.bin`, noise(3000, week))]);
const keys = await deriveKeys(identity);

/** A vault of some weeks, one of them removed, and what was kept of it. */
let files: Files;
let kept: Map<CacheName, Bytes>;

beforeAll(async () => {
  const cache = memoryCache();
  const storage = { ...memoryStorage(), cache };
  const vault = await openVault(storage);
  for (const [week, entries] of weeks.entries()) await save(vault, entries, `Week ${week}`);
  await vault.remove(vault.archives().find(({ title }) => title === 'Week 3')?.id ?? '', quietly, never);
  await vault.saveCache();
  files = storage.files;
  kept = cache.kept;
}, 60_000);

/** The files of a vault, of which it is noted which are opened. */
function watched(
  contents: Files,
  cache?: CacheStore,
): VaultStorage & { readonly files: Files; readonly opened: string[] } {
  const opened: string[] = [];
  const inner = memoryStorage(contents);
  return { ...inner, ...(cache && { cache }), opened, open: (path) => (opened.push(path), inner.open(path)) };
}

/** All that the rest of the program asks of what was read. */
async function told(storage: VaultStorage, identities = [identity]) {
  const ring = await Promise.all(identities.map(deriveKeys));
  const snapshots = await SnapshotStore.recall(storage, ring);
  const index = await ChunkIndex.recall(storage, ring);
  const { damaged, tooNew, foreign, backups, record, records, removals } = snapshots;
  return {
    ...{ damaged, tooNew, foreign, backups, record, records, removals },
    unseen: snapshots.unseen(),
    removedFiles: snapshots.removedFiles(),
    lineage: { ...snapshots.lineage(), createdAt: 0 },
    packs: [...index.packs],
    indexFiles: [...index.files],
    indexDamaged: index.damaged,
    orphans: index.orphans,
    places: [...index.packs.values()].flat().map(({ id }) => index.places(id)),
  };
}

const small = (opened: readonly string[]) => opened.filter((path) => !path.startsWith('packs/'));

describe('what was read before', () => {
  test('is not read again, and all is as if it had been', async () => {
    const storage = watched(copyOf(files), memoryCache(new Map(kept)));
    const recalled = await told(storage);
    expect(storage.opened).toEqual([]);
    expect(recalled).toEqual(await told(watched(copyOf(files))));
    expect(recalled.backups).toHaveLength(WEEKS - 1);
    expect(recalled.removals).toBe(1);
    const vault = await openVault(storage);
    await expectRestores(vault, vault.archives().at(-1)?.id ?? '', weeks[0] ?? []);
  });

  test('is read again by who asks for that', async () => {
    const storage = watched(copyOf(files), memoryCache(new Map(kept)));
    await SnapshotStore.load(storage, [keys]);
    await ChunkIndex.load(storage, [keys]);
    expect(storage.opened.toSorted()).toEqual(
      [...files.keys()].filter((path) => !path.startsWith('packs/')).toSorted(),
    );
  });

  test('is not among what an opening tells that it reads', async () => {
    const toldOf = async (cache?: CacheStore) => {
      const heard: Progress[] = [];
      const storage = watched(copyOf(files), cache);
      await Vault.open(storage, [identity], {}, (progress) => void heard.push(progress));
      return heard.map(({ filesTotal }) => filesTotal);
    };
    const { length } = [...files.keys()].filter((path) => path.startsWith('snapshots/'));
    expect(new Set(await toldOf())).toEqual(new Set([length]));
    expect(new Set(await toldOf(memoryCache(new Map(kept))))).toEqual(new Set([0]));
  });

  test('says nothing else than the files do, whatever becomes of these and of it', async () => {
    const paths = [...files.keys()].filter((path) => !path.startsWith('keys/'));
    const changes = fc.array(
      fc.record({ path: fc.constantFrom(...paths), how: fc.constantFrom('gone', 'cut', 'longer', 'empty') }),
      { maxLength: 6 },
    );
    const spoil = fc.option(fc.record({ name: fc.constantFrom<CacheName>('snapshots', 'index'), at: fc.nat(5000) }));
    await fc.assert(
      fc.asyncProperty(changes, spoil, async (all, spoilt) => {
        const now = copyOf(files);
        for (const { path, how } of all) {
          const bytes = now.get(path);
          if (!bytes || how === 'gone') now.delete(path);
          else if (how === 'longer') now.set(path, new Uint8Array([...bytes, 0]));
          else now.set(path, how === 'cut' ? bytes.slice(0, -1) : new Uint8Array());
        }
        const cached = new Map(kept);
        const whole = spoilt && cached.get(spoilt.name);
        if (whole) cached.set(spoilt.name, flipped(whole, spoilt.at % whole.length));
        expect(await told(watched(now, memoryCache(cached)))).toEqual(await told(watched(now)));
      }),
      { numRuns: 25 },
    );
  });

  test('and one file more: that one is read', async () => {
    const storage = watched(copyOf(files));
    await save(await openVault(storage), [entry('more', 'more')], 'More');
    const again = watched(storage.files, memoryCache(new Map(kept)));
    const { backups } = await told(again);
    expect(backups.some(({ snapshot }) => snapshot.title === 'More')).toBe(true);
    expect(small(again.opened).map((path) => path.split('/')[0])).toEqual(['snapshots', 'index']);
  });
});

test('a file that was damaged since is found by a check, which believes no cache, and after it by all', async () => {
  const now = copyOf(files);
  const storage = watched(now, memoryCache(new Map(kept)));
  const vault = await openVault(storage);
  const path = `snapshots/${vault.archives()[0]?.id}.age`;
  now.set(path, flipped(now.get(path) as Bytes, 2000));
  expect((await openVault(storage)).damaged).toEqual([]);
  const { findings } = await vault.check({ kind: 'structure' }, quietly, never);
  expect(findings).toContainEqual(expect.objectContaining({ kind: 'damaged', path }));
  expect((await openVault(storage)).damaged).toEqual([path]);
});

describe('a cache', () => {
  const misses = async (cached: Map<CacheName, Bytes>, identities?: readonly string[]) => {
    const storage = watched(copyOf(files), memoryCache(cached));
    const recalled = await told(storage, identities as string[]);
    expect(recalled).toEqual(await told(watched(copyOf(files)), identities as string[]));
    return small(storage.opened).length;
  };
  const all = () => [...files.keys()].filter((path) => /^(?:snapshots|index)\//.test(path)).length;

  test.each([
    ['nothing', () => new Uint8Array()],
    ['no age file', () => noise(2000, 1)],
    ['one that is cut short', (whole: Bytes) => whole.slice(0, -1)],
  ])('that is %s is as if there were none', async (_, change) => {
    expect(await misses(new Map([...kept].map(([name, bytes]) => [name, change(bytes)])))).toBe(all());
  });

  test('of the other name, of the same vault, is as if there were none', async () => {
    const [snapshots, index] = [kept.get('snapshots') as Bytes, kept.get('index') as Bytes];
    expect(
      await misses(
        new Map([
          ['snapshots', index],
          ['index', snapshots],
        ]),
      ),
    ).toBe(all());
  });

  test('that somebody made who knows the recipient, not the identity, is as if there were none', async () => {
    const { decryptFile } = await import('@/utils/age/file');
    const forged = new Map<CacheName, Bytes>();
    for (const [name, bytes] of kept) {
      const plaintext = await decryptFile(inMemory(bytes), [identity]);
      // The content of a true one, with one byte changed, before the MAC.
      forged.set(name, await encryptFile(flipped(plaintext, plaintext.length - 40), keys.recipient));
    }
    expect(await misses(forged)).toBe(all());
  });

  test('of other identities, or of the same in another order, is as if there were none', async () => {
    const other = await newIdentity();
    expect(await misses(new Map(kept), [other, identity])).toBe(all());
    const storage = watched(copyOf(files), memoryCache(new Map(kept)));
    await Vault.open(storage, [other]);
    expect(storage.opened).toHaveLength(WEEKS);
  });

  test('that cannot be read or written costs nothing', async () => {
    const fail = async () => {
      throw new DOMException('', 'UnknownError');
    };
    const storage = watched(copyOf(files), { read: fail, write: fail, clear: fail });
    const vault = await openVault(storage);
    expect(vault.archives()).toHaveLength(WEEKS - 1);
    await save(vault, [entry('x', 'x')]);
  });

  test('is written when there is something new to keep, and not otherwise', async () => {
    const cache = memoryCache(new Map(kept));
    let writes = 0;
    const counting = { ...cache, write: (name: CacheName, bytes: Bytes) => (writes++, cache.write(name, bytes)) };
    const storage = watched(copyOf(files), counting);
    const vault = await openVault(storage);
    await vault.saveCache();
    expect(writes).toBe(0);
    await save(vault, [entry('y', 'y')]);
    await vault.saveCache();
    await vault.saveCache();
    // The index has one file more: that is not worth it yet.
    expect(writes).toBe(1);
    storage.opened.length = 0;
    expect((await openVault(storage)).archives()).toHaveLength(WEEKS);
    expect(storage.opened).toEqual([]);
  });

  test('has nothing in it that can be read without the identity', () => {
    for (const bytes of kept.values())
      expect(Buffer.from(bytes).toString('latin1')).not.toMatch(/Week|backup|passkeep/);
  });
});
