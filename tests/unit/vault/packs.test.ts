import { inMemory, type RandomAccess } from '@/utils/age/random-access';
import { type Bytes, concat } from '@/utils/bytes';
import { typeLine } from '@/utils/vault/framing';
import {
  buildPack,
  LARGEST_PACK,
  PACK_SIZES,
  PackBuilder,
  packedSize,
  packIdOf,
  packPath,
  type PackRow,
  packSizeFor,
  readTable,
  ROW_SIZE,
  type StoredChunk,
} from '@/utils/vault/pack';
import { base64urlnopad } from '@scure/base';
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { packRows } from '../format/reader';
import { noise } from '../lib/bytes';
import { outcome } from '../lib/outcome';

const id = (seed: number) => base64urlnopad.encode(noise(32, seed + 1));
const chunk = (size: number, seed: number): StoredChunk => ({
  id: id(seed),
  stored: noise(size, seed + 1),
  encoding: 'plain',
  length: size,
});
const damaged = expect.objectContaining({ code: 'DAMAGED' });

describe('a pack', () => {
  test('gives back its table, at every size', async () => {
    for (const size of PACK_SIZES.slice(0, 6)) {
      const chunks = [chunk(1, 1), chunk(size / 4, 2), chunk(Math.floor(size / 3), 3)];
      const { plaintext, rows } = buildPack(chunks);
      expect(plaintext.length).toBe(size);
      expect(await readTable(inMemory(plaintext))).toEqual(rows);
      rows.forEach(({ offset, storedLength }, at) =>
        expect(Buffer.compare(plaintext.subarray(offset, offset + storedLength), chunks[at]?.stored as Bytes)).toBe(0),
      );
    }
    expect(() => packSizeFor(LARGEST_PACK + 1)).toThrow();
  });

  test('with a hostile table is damaged', async () => {
    const { plaintext } = buildPack([chunk(100, 1)]);
    const at = (offset: number, value: number) => {
      const bytes = plaintext.slice();
      new DataView(bytes.buffer).setUint32(offset, value);
      return readTable(inMemory(bytes));
    };
    const row = plaintext.length - 4 - ROW_SIZE;
    await expect(at(plaintext.length - 4, 2 ** 32 - 1)).rejects.toEqual(damaged);
    await expect(at(plaintext.length - 4, 5000)).rejects.toEqual(damaged);
    await expect(at(row + 32, plaintext.length)).rejects.toEqual(damaged);
    await expect(at(row + 36, 2 ** 32 - 1)).rejects.toEqual(damaged);
    await expect(at(row + 40, LARGEST_PACK + 1)).rejects.toEqual(damaged);
    await expect(at(row + 44, 2)).rejects.toEqual(damaged);
    for (const size of [0, 3, 100, 65_535, 65_537])
      await expect(readTable(inMemory(new Uint8Array(size)))).rejects.toEqual(damaged);
    await expect(readTable(inMemory(new Uint8Array(65_536)))).rejects.toEqual(damaged);
  });

  test('has a path that is its own alone', () => {
    const name = 'ab'.repeat(16);
    expect(packIdOf(packPath(name))).toBe(name);
    for (const path of [
      `packs/cd/${name}.age`,
      `packs/ab/${name}.age.crswap`,
      `packs/ab/../${name}.age`,
      `x/packs/ab/${name}.age`,
      `packs/ab/${name.toUpperCase()}.age`,
    ])
      expect(packIdOf(path)).toBeNull();
  });

  const stored = fc
    .record({
      size: fc.oneof(fc.nat(400), fc.integer({ min: 0, max: 40_000 })),
      seed: fc.nat(50),
      encoding: fc.constantFrom<StoredChunk['encoding']>('plain', 'deflate'),
      length: fc.nat(LARGEST_PACK),
    })
    .map(({ size, seed, encoding, length }): StoredChunk => ({ ...chunk(size, seed), encoding, length }));

  test('of any chunks is what the format says, whatever was in its memory before', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(stored, { maxLength: 12 }), fc.nat(1), async (chunks, larger) => {
        const content = packedSize(chunks);
        const size = packSizeFor(content) * 2 ** larger;
        const memory = new Uint8Array(size + 10).fill(0xaa).subarray(5, size + 5);
        const builder = new PackBuilder(memory);
        for (const each of chunks) {
          expect(builder.fits(each)).toBe(true);
          builder.add(each);
        }
        expect(builder.size).toBe(content);
        const plaintext = builder.finish();
        const rows = await readTable(inMemory(plaintext));
        expect(rows).toEqual(builder.rows);
        expect(packRows(plaintext)).toEqual(
          rows.map((row) => ({
            id: row.id,
            start: row.offset,
            stored: row.storedLength,
            length: row.length,
            encoding: row.encoding === 'deflate' ? 1 : 0,
          })),
        );
        expect(rows.map(({ id: name, encoding, length }) => [name, encoding, length])).toEqual(
          chunks.map(({ id: name, encoding, length }) => [name, encoding, length]),
        );
        // Type line, chunks, zeros; then the table, which has been read, and the count.
        const front = concat([typeLine('pack'), ...chunks.map((each) => each.stored)]);
        const expected = concat([front, new Uint8Array(size - content)]);
        expect(Buffer.compare(plaintext.subarray(0, expected.length), expected)).toBe(0);
        if (larger === 0) expect(Buffer.compare(buildPack(chunks).plaintext, plaintext)).toBe(0);
      }),
      { numRuns: 60 },
    );
  });

  test('has one of nine sizes: any other is damaged', async () => {
    const line = typeLine('pack');
    const empty = (size: number): RandomAccess => ({
      size,
      read: async (start, end) => {
        const bytes = new Uint8Array(end - start);
        bytes.set(line.subarray(start, end));
        return bytes;
      },
    });
    const sizes = fc.oneof(
      fc.nat(2 ** 26),
      fc.tuple(fc.nat(30), fc.integer({ min: -1, max: 1 })).map(([power, more]) => Math.max(0, 2 ** power + more)),
      fc.constantFrom(...PACK_SIZES),
    );
    await fc.assert(
      fc.asyncProperty(sizes, async (size) => {
        const read = await outcome(() => readTable(empty(size)));
        expect(read).toEqual(PACK_SIZES.includes(size) ? [] : 'DAMAGED');
      }),
      { numRuns: 300 },
    );
    expect(PACK_SIZES).toHaveLength(9);
  });

  test('with anything in its table gives rows that lie in it, or is damaged', async () => {
    const places = fc.array(fc.tuple(fc.nat(600), fc.nat(255)), { maxLength: 8 });
    const { plaintext } = buildPack(Array.from({ length: 10 }, (_, at) => chunk(50, at)));
    const seen = { read: 0, damaged: 0 };
    await fc.assert(
      fc.asyncProperty(places, async (changes) => {
        const bytes = plaintext.slice();
        // From the end: the count, and the table before it.
        for (const [back, value] of changes) bytes[bytes.length - 1 - back] = value;
        const rows = await outcome(() => readTable(inMemory(bytes)));
        if (rows === 'DAMAGED') return void seen.damaged++;
        seen.read++;
        for (const { offset, storedLength, length } of rows as PackRow[])
          expect(offset + storedLength <= bytes.length && length <= LARGEST_PACK).toBe(true);
      }),
      { numRuns: 300 },
    );
    expect(Math.min(seen.read, seen.damaged)).toBeGreaterThan(30);
  });

  test('of any bytes is damaged, or of a later version, and nothing else', async () => {
    const start = fc.oneof(
      fc.constant(typeLine('pack')),
      fc.uint8Array({ maxLength: 64 }),
      fc.constant(new TextEncoder().encode('passkeep pack 7\n')),
    );
    await fc.assert(
      fc.asyncProperty(start, fc.uint8Array({ minLength: 4, maxLength: 300 }), async (first, last) => {
        const bytes = new Uint8Array(65_536);
        bytes.set(last, bytes.length - last.length);
        bytes.set(first);
        const rows = await outcome(() => readTable(inMemory(bytes)));
        if (Array.isArray(rows)) expect(bytes.subarray(0, typeLine('pack').length)).toEqual(typeLine('pack'));
        else expect(rows).toMatch(/^(DAMAGED|TOO_NEW)$/);
      }),
      { numRuns: 200 },
    );
  });
});
