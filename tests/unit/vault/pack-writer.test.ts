import { encryptFile } from '@/utils/age/file';
import { PasskeepError } from '@/utils/errors';
import { memoryStorage } from '@/utils/storage/memory';
import { deriveKeys } from '@/utils/vault/keys';
import { PACK_SIZES, packedSize, packSizeFor, ROW_SIZE, smallestPack, type StoredChunk } from '@/utils/vault/pack';
import { PackWriter, splitRemainder } from '@/utils/vault/pack-writer';
import { base64urlnopad } from '@scure/base';
import * as fc from 'fast-check';
import { describe, expect, test, vi } from 'vitest';
import { identity, never } from '../lib/vaults';

const MIB = 2 ** 20;
const { recipient } = await deriveKeys(identity);
/** Chunks of these sizes; their bytes share memory, which no test looks at. */
const memory = new Uint8Array(MIB);
const chunksOf = (sizes: readonly number[]): StoredChunk[] =>
  sizes.map((size, at) => {
    const id = new Uint8Array(32);
    new DataView(id.buffer).setUint32(0, at);
    return { id: base64urlnopad.encode(id), stored: memory.subarray(0, size), encoding: 'plain', length: size };
  });

vi.mock(import('@/utils/age/file'), async (original) => ({
  ...(await original()),
  encryptFile: vi.fn<typeof encryptFile>(),
}));
vi.mocked(encryptFile).mockImplementation(async (plaintext) => plaintext.slice());

describe('what is left at the end', () => {
  // The largest chunk fills a pack of its own size with no room for its row.
  test.each([[[MIB]], [[MIB, MIB]], [[MIB - ROW_SIZE, 100, MIB]], [[]]])('of sizes %j ends', (sizes) => {
    const chunks = chunksOf(sizes);
    expect(splitRemainder(chunks).flat().length).toBe(sizes.length);
  });

  test('comes into packs, each chunk once, with little padding', () => {
    const size = fc.oneof(
      fc.integer({ min: 1, max: 70_000 }),
      fc.integer({ min: 1, max: MIB }),
      fc.constantFrom(1, MIB - ROW_SIZE - 1, MIB - 1, MIB),
    );
    fc.assert(
      fc.property(fc.array(size, { maxLength: 60 }), (sizes) => {
        const chunks = chunksOf(sizes);
        const packs = splitRemainder(chunks);
        expect(
          packs
            .flat()
            .map(({ id }) => id)
            .toSorted(),
        ).toEqual(chunks.map(({ id }) => id).toSorted());
        for (const pack of packs) {
          expect(pack.length).toBeGreaterThan(0);
          expect(packSizeFor(packedSize(pack))).toBeLessThanOrEqual(PACK_SIZES.at(-1) as number);
        }
        const stored = sizes.reduce((sum, bytes) => sum + bytes, 0);
        const padded = packs.reduce((sum, pack) => sum + packSizeFor(packedSize(pack)), 0);
        // A pack that large chunks cannot fill, and one last padded pack.
        expect(padded).toBeLessThanOrEqual(2.2 * stored + 2 * MIB);
      }),
      { numRuns: 300 },
    );
  });
});

describe('a writer', () => {
  test('writes full packs while it takes chunks, and the rest at the end', async () => {
    const storage = memoryStorage();
    const writer = new PackWriter(storage, recipient, never);
    for (const chunk of chunksOf(Array.from({ length: 50 }, () => MIB - 100))) await writer.add(chunk);
    expect(writer.written.length).toBeGreaterThan(0);
    await writer.finish();
    expect(writer.written.flatMap(({ rows }) => rows)).toHaveLength(50);
    expect(storage.files.size).toBe(writer.written.length);
    expect([...storage.files.values()].reduce((sum, { length }) => sum + length, 0)).toBe(writer.bytes);
  });

  test('keeps what says what is in an archive in packs of 1 MiB at most, and with the rest where that is as small', async () => {
    const size = fc.integer({ min: 1, max: MIB });
    const small = fc.integer({ min: 1, max: 100_000 });
    await fc.assert(
      fc.asyncProperty(fc.array(size, { maxLength: 60 }), fc.array(small, { maxLength: 30 }), async (files, list) => {
        const writer = new PackWriter(memoryStorage(), recipient, never);
        const chunks = chunksOf([...files, ...list]);
        const names = new Set(chunks.slice(files.length).map(({ id }) => id));
        for (const chunk of chunks) await (names.has(chunk.id) ? writer.addMetadata(chunk) : writer.add(chunk));
        await writer.finish();
        const rows = writer.written.flatMap((pack) => pack.rows);
        expect(rows.map(({ id }) => id).toSorted()).toEqual(chunks.map(({ id }) => id).toSorted());
        for (const pack of writer.written)
          if (pack.rows.some(({ id }) => names.has(id))) expect(smallestPack(pack.rows)).toBeLessThanOrEqual(MIB);
      }),
      { numRuns: 60 },
    );
  });

  test.each([1, 2, 3])('throws what write %i threw, and counts only what was written', async (failing) => {
    const storage = memoryStorage();
    let writes = 0;
    const failingStorage: typeof storage = {
      ...storage,
      write: async (...input) => {
        if (++writes === failing) throw new PasskeepError('STORAGE_FULL');
        await storage.write(...input);
      },
    };
    const writer = new PackWriter(failingStorage, recipient, never);
    const work = async () => {
      for (const chunk of chunksOf(Array.from({ length: 60 }, () => MIB - 100))) await writer.add(chunk);
      await writer.finish();
    };
    await expect(work()).rejects.toMatchObject({ code: 'STORAGE_FULL' });
    await writer.settle().catch(() => {});
    expect(writer.written).toHaveLength(storage.files.size);
  });
});
