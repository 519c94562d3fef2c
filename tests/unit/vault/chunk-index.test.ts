import type { Bytes } from '@/utils/bytes';
import { memoryStorage } from '@/utils/storage/memory';
import type { VaultStorage } from '@/utils/storage/storage';
import { ChunkIndex } from '@/utils/vault/chunk-index';
import { encodeIndex, type IndexedPack } from '@/utils/vault/index-file';
import type { ChunkId } from '@/utils/vault/keys';
import { buildPack, LARGEST_PACK, packPath } from '@/utils/vault/pack';
import { base64urlnopad } from '@scure/base';
import * as fc from 'fast-check';
import { describe, expect, test, vi } from 'vitest';
import { noise } from '../lib/bytes';

// What is in the files is not what these tests are about: they are not encrypted.
vi.mock(import('@/utils/age/file'), async (original) => ({
  ...(await original()),
  openFile: async (file) => ({ ...file, readInto: (_memory, ...range) => file.read(...range) }),
  decryptFile: async (file) => await file.read(0, file.size),
}));

const CHUNKS = Array.from({ length: 6 }, (_, at) => base64urlnopad.encode(noise(32, at + 1)) as ChunkId);
const PACKS = Array.from({ length: 6 }, (_, at) => Buffer.from(noise(16, at + 50)).toString('hex'));
const ABSENT = 'ff'.repeat(16);

/** A pack with these of the chunks, some maybe twice. */
function packOf(at: number, chunks: readonly number[]): { readonly pack: IndexedPack; readonly plaintext: Bytes } {
  const stored = chunks.map((chunk) => ({
    id: CHUNKS[chunk] as ChunkId,
    stored: noise(5, chunk + 1),
    encoding: 'plain' as const,
    length: 5,
  }));
  const { plaintext, rows } = buildPack(stored);
  return { pack: { id: PACKS[at] as string, rows }, plaintext };
}

const chunksOfPack = fc.array(fc.nat(CHUNKS.length - 1), { maxLength: 5 });
/** For each pack the chunks in it: see {@link packsOf}. */
const vault = fc.array(chunksOfPack, { minLength: 1, maxLength: PACKS.length });
const packsOf = (contents: readonly (readonly number[])[]) => contents.map((chunks, at) => packOf(at, chunks).pack);
const somePacks = fc.subarray(PACKS);

/** Files of a vault; each takes as much room as a pack may. */
function whole(files: Map<string, Bytes>): VaultStorage {
  const storage = memoryStorage(files);
  const list: VaultStorage['list'] = async (folder) =>
    (await storage.list(folder)).map(({ path }) => ({ path, size: 2 * LARGEST_PACK }));
  return { ...storage, list };
}

/** All that an index answers, of these packs: what a slow reader of their tables would say. */
function answersOf(packs: readonly IndexedPack[], retiring: readonly string[]): unknown {
  const byName = packs.toSorted((a, b) => (a.id < b.id ? -1 : 1));
  const places = (id: ChunkId) =>
    byName.flatMap(({ id: pack, rows }) => rows.flatMap((row) => (row.id === id ? [{ pack, row }] : [])));
  return {
    packs: byName.map(({ id, rows }) => [id, rows]),
    found: CHUNKS.map((id) => places(id)[0]),
    known: CHUNKS.map((id) => places(id).length > 0),
    held: CHUNKS.map((id) => places(id).some(({ pack }) => !retiring.includes(pack))),
    twice: CHUNKS.filter((id) => places(id).length > 1),
  };
}

/** The same of an index. */
function answers(index: ChunkIndex, retiring: readonly string[]): unknown {
  const paths = new Set(retiring.map(packPath));
  const twice = new Set(index.duplicated);
  return {
    packs: [...index.packs].toSorted(([a], [b]) => (a < b ? -1 : 1)),
    found: CHUNKS.map((id) => index.find(id)),
    known: CHUNKS.map((id) => index.knows(id)),
    held: CHUNKS.map((id) => index.holds(id, paths)),
    twice: CHUNKS.filter((id) => twice.has(id)),
  };
}

describe('an index of chunks says the same', () => {
  test('in whatever order and however often packs are added', () => {
    const order = fc.array(fc.nat(PACKS.length - 1), { maxLength: 12 });
    fc.assert(
      fc.property(vault, order, somePacks, (contents, first, retiring) => {
        const index = new ChunkIndex();
        const all = packsOf(contents);
        for (const at of first) index.add(all[at % all.length] as IndexedPack);
        for (const pack of all) index.add(pack);
        expect(answers(index, retiring)).toEqual(answersOf(all, retiring));
      }),
      { numRuns: 300 },
    );
  });

  test('whatever else was added and removed before', () => {
    const steps = fc.array(fc.tuple(fc.boolean(), somePacks), { maxLength: 12 });
    fc.assert(
      fc.property(vault, steps, somePacks, (contents, work, retiring) => {
        const all = packsOf(contents);
        const index = new ChunkIndex();
        const here = new Map<string, IndexedPack>();
        for (const [isAdding, ids] of work) {
          const named = all.filter(({ id }) => ids.includes(id));
          if (!isAdding) index.remove(ids);
          for (const pack of named) {
            if (isAdding) index.add(pack);
            if (isAdding) here.set(pack.id, pack);
            else here.delete(pack.id);
          }
        }
        expect(answers(index, retiring)).toEqual(answersOf([...here.values()], retiring));
      }),
      { numRuns: 300 },
    );
  });

  test('of the same files, in whatever order and however many at a time they come', async () => {
    const files = fc.tuple(
      vault,
      // The packs that each index file names; one that is not there among them.
      fc.array(fc.subarray([...PACKS, ABSENT]), { maxLength: 4 }),
      fc.infiniteStream(fc.nat(2)),
    );
    await fc.assert(
      fc.asyncProperty(files, async ([contents, named, batches]) => {
        const packs = contents.map((chunks, at) => packOf(at, chunks));
        const rowsOf = new Map(packs.map(({ pack }) => [pack.id, pack.rows]));
        const indexes = named.map((ids) => ids.map((id) => ({ id, rows: rowsOf.get(id) ?? [] })));
        const stored = [
          ...packs.map(({ pack, plaintext }) => [packPath(pack.id), plaintext] as const),
          ...indexes.map((index, at) => [`index/${`${at}`.repeat(32)}.age`, encodeIndex(index)] as const),
        ].map((file) => [batches.next().value, file] as const);
        const index = new ChunkIndex();
        const here = new Map<string, Bytes>();
        for (const batch of [0, 1, 2]) {
          for (const [of, [path, bytes]] of stored) if (of === batch) here.set(path, bytes);
          await index.refresh(whole(here), [], []);
        }
        const all = packs.map(({ pack }) => pack);
        expect(answers(index, [])).toEqual(answersOf(all, []));
        const unnamed = all.filter(({ id }) => !named.flat().includes(id)).map(({ id }) => id);
        expect(index.orphans.map(({ id }) => id).toSorted()).toEqual(unnamed.toSorted());
        expect([...index.files.values()].map((ids) => ids.length)).toHaveLength(named.length);
        expect(index.damaged).toEqual([]);
      }),
      { numRuns: 150 },
    );
  });

  test('never what could not be read, and never that it need not be stored again where there was damage', () => {
    const distrusted = fc.array(fc.tuple(fc.nat(CHUNKS.length - 1), fc.nat(3)), { maxLength: 6 });
    fc.assert(
      fc.property(vault, fc.nat(6), distrusted, somePacks, (contents, early, damages, retiring) => {
        const index = new ChunkIndex();
        const all = packsOf(contents);
        for (const pack of all.slice(0, early)) index.add(pack);
        const suspects = new Set<string>();
        const unread = new Set<string>();
        for (const [chunk, times] of damages) {
          const id = CHUNKS[chunk] as ChunkId;
          for (let time = 0; time < times; time++) {
            const place = index.find(id);
            if (!place) break;
            index.distrust(id, place);
            suspects.add(place.pack);
            unread.add(`${id} ${place.pack}`);
          }
        }
        for (const pack of all.slice(early)) index.add(pack);
        for (const id of CHUNKS) {
          const readable = all.filter(
            (pack) => pack.rows.some((row) => row.id === id) && !unread.has(`${id} ${pack.id}`),
          );
          const found = index.find(id);
          expect(readable.some((pack) => pack.id === found?.pack)).toBe(readable.length > 0);
          expect(index.knows(id)).toBe(all.some((pack) => pack.rows.some((row) => row.id === id)));
          const isHeld = readable.some((pack) => !suspects.has(pack.id) && !retiring.includes(pack.id));
          expect(index.holds(id, new Set(retiring.map(packPath)))).toBe(isHeld);
        }
        expect(index.damaged.toSorted()).toEqual([...suspects].map(packPath).toSorted());
      }),
      { numRuns: 300 },
    );
  });
});
