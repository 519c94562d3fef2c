import type { Bytes } from '@/utils/bytes';
import type { CacheStore } from '@/utils/storage/cache-store';
import { memoryStorage } from '@/utils/storage/memory';
import { NO_KEYS } from '@/utils/vault/key-record';
import { deriveKeys, newIdentity, snapshotName, type VaultKeys } from '@/utils/vault/keys';
import { encodeSnapshot, shortName, snapshotPath, type WholeSnapshot } from '@/utils/vault/snapshot';
import { SnapshotStore } from '@/utils/vault/snapshot-store';
import * as fc from 'fast-check';
import { expect, test, vi } from 'vitest';
import { counting, type Owned, recordIn } from '../format/reader-records';
import { identity } from '../lib/vaults';

// What the snapshots of a vault say together does not depend on the order in which they come: held to the second reader.

// What a snapshot is of is told by its name: files and cache are not encrypted here.
vi.mock(import('@/utils/age/file'), async (original) => ({
  ...(await original()),
  decryptFile: async (file) => await file.read(0, file.size),
  encryptFile: async (plaintext) => plaintext,
}));

/** The current identity, and the one before it. */
const KEYS = [await deriveKeys(identity), await deriveKeys(await newIdentity())] as const;

/** Snapshots that nobody has. */
const LOST = ['a'.repeat(16), 'b'.repeat(16)];

/** How one snapshot is made, one of a later version among them: which of those before it, and of the lost ones, it names. Numbers below one are shares of them. */
interface Plan {
  readonly kind: 'backup' | 'removal' | 'keys' | 'later';
  readonly by: 0 | 1;
  readonly known: readonly number[];
  readonly removed: readonly number[];
  readonly generation: number;
  readonly createdAt: number;
}

const named = fc.array(fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }), { maxLength: 4 });
const plan: fc.Arbitrary<Plan> = fc.record({
  kind: fc.constantFrom('backup', 'backup', 'backup', 'removal', 'keys', 'later'),
  by: fc.constantFrom(0, 1),
  known: named,
  removed: fc.oneof({ weight: 2, arbitrary: fc.constant([]) }, { weight: 1, arbitrary: named }),
  generation: fc.integer({ min: 1, max: 4 }),
  createdAt: fc.nat(3),
});

/** A snapshot's name, the identity that it is of, and the plaintext of its file. */
interface Made extends Owned {
  readonly name: string;
  readonly plaintext: Bytes;
}

async function make(plans: readonly Plan[]): Promise<Made[]> {
  const made: Made[] = [];
  for (const [at, { kind, by, known, removed, generation, createdAt }] of plans.entries()) {
    const before = [...LOST, ...made.map(({ name }) => shortName(name))];
    const pick = (shares: readonly number[]) =>
      shares.map((share) => before[Math.floor(share * before.length)] as string);
    const lineage = { generation, createdAt, known: pick(known), removed: pick(removed) };
    const facts = { title: `${at}`, source: { kind: 'files' }, files: 1, bytes: 1, addedBytes: 1, problemCount: 0 };
    const about = {
      backup: { ...facts, problems: [], list: [] },
      keys: { ...NO_KEYS, epoch: at + 1 },
      removal: {},
      later: {},
    };
    // A member that nobody knows: no two have the same name.
    const snapshot = { ...about[kind], kind, ...lineage, at } as unknown as WholeSnapshot;
    const plaintext = encodeSnapshot(snapshot);
    const name = await snapshotName(KEYS[by], plaintext);
    made.push({ name, plaintext, by, snapshot: { ...about.backup, ...about[kind], ...lineage, kind } });
  }
  return made;
}

function keptInMemory(): CacheStore {
  const kept = new Map<string, Bytes>();
  return {
    read: async (name) => kept.get(name) ?? null,
    write: async (name, bytes) => void kept.set(name, bytes),
    clear: async () => kept.clear(),
  };
}

const sorted = (texts: Iterable<string>) => [...texts].toSorted();

/** What a store makes of its snapshots. */
function told(store: SnapshotStore): unknown {
  const { known, removed, generation } = store.lineage();
  const backups = store.backups.map(({ name, isOld, isLate }) => `${name} ${isOld} ${isLate}`);
  return {
    backups: sorted(backups),
    known: sorted(known),
    removed: sorted(removed),
    generation,
    unseen: sorted(store.unseen()),
    removedFiles: sorted(store.removedFiles()),
    records: sorted(store.records),
    epoch: store.record?.epoch ?? null,
    damaged: store.damaged,
  };
}

/** The same, as docs/format.md has it. */
function expected(made: readonly Made[]): unknown {
  const all = new Map(made.map((each) => [each.name, each]));
  const counts = counting(all);
  const heard = made.filter(({ name }) => counts.has(name));
  const removed = new Set(heard.flatMap(({ snapshot }) => snapshot.removed));
  const isThere = ({ name }: Made) => !removed.has(shortName(name));
  const here = new Set(made.map(({ name }) => shortName(name)));
  const unseen = new Set(heard.flatMap(({ snapshot }) => snapshot.known)).difference(here).difference(removed);
  const backups = made.filter((each) => each.snapshot.kind === 'backup' && isThere(each));
  return {
    backups: sorted(backups.map(({ name, by }) => `${name} ${by > 0} ${!counts.has(name)}`)),
    known: sorted(heard.filter(isThere).map(({ name }) => shortName(name))),
    removed: sorted(removed),
    generation: 1 + Math.max(0, ...heard.map(({ snapshot }) => snapshot.generation)),
    unseen: sorted(unseen),
    removedFiles: sorted(made.filter((each) => !isThere(each)).map(({ name }) => name)),
    records: sorted(heard.filter((each) => each.snapshot.kind !== 'backup' && isThere(each)).map(({ name }) => name)),
    epoch: recordIn(all)?.epoch ?? null,
    damaged: [],
  };
}

test('snapshots say the same together, in whatever order and however many at a time they come, read or recalled', async () => {
  const keys: readonly VaultKeys[] = KEYS;
  // Each comes with one of three looks at the vault, and is listed at some place there.
  const plans = fc.array(fc.record({ plan, batch: fc.nat(2), rank: fc.nat(100) }), { maxLength: 9 });
  await fc.assert(
    fc.asyncProperty(plans, async (all) => {
      const made = await make(all.map((each) => each.plan));
      const files = all
        .map(({ batch, rank }, at) => ({ ...(made[at] as Made), batch, rank }))
        .toSorted((a, b) => a.rank - b.rank);
      const storage = { ...memoryStorage(), cache: keptInMemory() };
      const store = new SnapshotStore(storage, keys);
      for (const look of [0, 1, 2]) {
        for (const { name, plaintext, batch } of files)
          if (batch === look) await storage.write(snapshotPath(name), plaintext);
        await store.refresh();
        // As another unlocking finds it: the cache has what there was before.
        const recalled = await SnapshotStore.recall(storage, keys);
        expect(told(recalled)).toEqual(told(store));
        await recalled.saveCache();
      }
      expect(told(store)).toEqual(expected(made));
      expect(told(await SnapshotStore.load(storage, keys))).toEqual(expected(made));
      const times = store.backups.map(({ snapshot }) => snapshot.createdAt);
      expect(times).toEqual(times.toSorted((a, b) => b - a));
      // Only what a later version may make more of is read once more.
      const open = vi.spyOn(storage, 'open');
      expect(told(await SnapshotStore.recall(storage, keys))).toEqual(expected(made));
      const later = made.filter((each) => each.snapshot.kind === 'later').map(({ name }) => snapshotPath(name));
      expect(sorted(open.mock.calls.map(([path]) => path))).toEqual(sorted(later));
      // What has gone since is forgotten, by who had read it and by who recalls it.
      const [first] = made;
      if (first) await storage.remove([snapshotPath(first.name)]);
      await store.refresh();
      expect(told(store)).toEqual(expected(made.slice(1)));
      expect(told(await SnapshotStore.recall(storage, keys))).toEqual(expected(made.slice(1)));
    }),
    { numRuns: 100 },
  );
});
