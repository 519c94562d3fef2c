import { type Bytes, concat } from '@/utils/bytes';
import { Chunker, type ChunkSizes, firstCut, MEDIA_CHUNKS, TEXT_CHUNKS } from '@/utils/vault/chunker';
import { decodeChunk, encodeChunk } from '@/utils/vault/compression';
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { noise } from '../lib/bytes';

const gearOf = (seed: number) => new Uint32Array(noise(1024, seed).buffer);
const gear = gearOf(7);
const SMALL: ChunkSizes = { min: 64, average: 256, max: 1024 };

function cut(bytes: Bytes, sizes: ChunkSizes, pieces: readonly number[] = [], table: Uint32Array = gear): Bytes[] {
  const chunker = new Chunker(table, sizes);
  const chunks: Bytes[] = [];
  let at = 0;
  for (const piece of pieces) {
    chunks.push(...chunker.push(bytes.slice(at, at + piece)));
    at += piece;
  }
  return [...chunks, ...chunker.push(bytes.slice(at)), ...chunker.finish()];
}

/** {@link firstCut} as docs/format.md describes it, without its haste: the hash of the last 32 bytes, anew at each place. */
function slowFirstCut(
  bytes: Uint8Array,
  table: Uint32Array,
  { min, average, max }: ChunkSizes,
  final: boolean,
): number {
  const end = Math.min(bytes.length, max);
  for (let length = min + 1; length <= end; length++) {
    let hash = 0n;
    for (let back = 31; back >= 0; back--) {
      const byte = bytes[length - 1 - back] as number;
      hash = (hash * 2n + BigInt(table[byte] as number)) % 2n ** 32n;
    }
    const zeros = BigInt(Math.log2(average) + (length <= average ? 2 : -2));
    if (hash < 2n ** (32n - zeros)) return length;
  }
  return final || bytes.length >= max ? end : 0;
}

describe('the chunker', () => {
  const content = fc
    .tuple(fc.integer({ min: 0, max: 6000 }), fc.integer({ min: 1, max: 1e6 }))
    .map(([length, seed]) => noise(length, seed));

  test('cuts where its slow twin does', () => {
    fc.assert(
      fc.property(content, fc.boolean(), (bytes, final) => {
        expect(firstCut(bytes, gear, SMALL, final)).toBe(slowFirstCut(bytes, gear, SMALL, final));
      }),
      { numRuns: 60 },
    );
  });

  test('gives chunks that are the whole again, within their sizes, however the bytes come', () => {
    fc.assert(
      fc.property(content, fc.array(fc.integer({ min: 0, max: 2000 }), { maxLength: 20 }), (bytes, pieces) => {
        const chunks = cut(bytes, SMALL, pieces);
        expect(Buffer.compare(concat(chunks), bytes)).toBe(0);
        for (const { length } of chunks.slice(0, -1)) {
          expect(length).toBeGreaterThan(SMALL.min);
          expect(length).toBeLessThanOrEqual(SMALL.max);
        }
        expect(chunks.map(({ length }) => length)).toEqual(cut(bytes, SMALL).map(({ length }) => length));
        expect(chunks.every(({ length }) => length > 0)).toBe(true);
      }),
      { numRuns: 200 },
    );
  });

  test.each([
    ['text', TEXT_CHUNKS],
    ['media', MEDIA_CHUNKS],
  ])('cuts %s near its average', (_, sizes) => {
    const count = cut(noise(64 * sizes.average), sizes).length;
    expect(count).toBeGreaterThan(40);
    expect(count).toBeLessThan(100);
  });

  test('a byte put in changes few chunks', () => {
    const bytes = noise(2_000_000, 5);
    const key = (chunk: Bytes) => Buffer.from(chunk).toString('latin1');
    const before = new Set(cut(bytes, TEXT_CHUNKS).map(key));
    const after = cut(concat([bytes.subarray(0, 900_000), new Uint8Array([1]), bytes.subarray(900_000)]), TEXT_CHUNKS);
    expect(after.filter((chunk) => !before.has(key(chunk))).length).toBeLessThanOrEqual(3);
  });

  test('another vault cuts elsewhere', () => {
    const ends = (table: Uint32Array) => {
      let at = 0;
      return cut(noise(1_000_000), TEXT_CHUNKS, [], table).map(({ length }) => (at += length));
    };
    const other = new Set(ends(gearOf(8)));
    expect(ends(gear).filter((end) => other.has(end)).length).toBeLessThanOrEqual(2);
  });

  test('cuts what never cuts itself at the largest size', () => {
    const lengths = cut(new Uint8Array(5000), SMALL, [], new Uint32Array(256).fill(1)).map(({ length }) => length);
    expect(lengths).toEqual([1024, 1024, 1024, 1024, 904]);
  });
});

describe('compression', () => {
  test('gives back any chunk', async () => {
    const repetitive = fc
      .tuple(fc.uint8Array({ minLength: 1, maxLength: 40 }), fc.integer({ min: 1, max: 500 }))
      .map(([part, times]) => concat(Array.from({ length: times }, () => part)));
    await fc.assert(
      fc.asyncProperty(
        fc.oneof(
          repetitive,
          fc.integer({ min: 0, max: 5000 }).map((length) => noise(length)),
        ),
        async (bytes) => {
          const { encoding, stored } = await encodeChunk(bytes);
          expect(stored.length).toBeLessThanOrEqual(bytes.length);
          expect(Buffer.compare((await decodeChunk(stored, encoding, bytes.length)) as Bytes, bytes)).toBe(0);
        },
      ),
      { numRuns: 100 },
    );
  });

  test('leaves alone what it cannot make smaller', async () => {
    expect((await encodeChunk(noise(50_000))).encoding).toBe('plain');
    expect((await encodeChunk(new Uint8Array(50_000))).encoding).toBe('deflate');
  });

  test('takes nothing that is not exactly as long as it says', async () => {
    const { stored } = await encodeChunk(new Uint8Array(50_000));
    for (const length of [0, 49_999, 50_001]) expect(await decodeChunk(stored, 'deflate', length)).toBeNull();
    for (const length of [0, stored.length + 1]) expect(await decodeChunk(stored, 'plain', length)).toBeNull();
    expect(await decodeChunk(stored.slice(0, -1), 'deflate', 50_000)).toBeNull();
    expect(await decodeChunk(concat([stored, new Uint8Array(3)]), 'deflate', 50_000)).toBeNull();
    expect(await decodeChunk(noise(500), 'deflate', 500)).toBeNull();
    expect(await decodeChunk(new Uint8Array(), 'deflate', 0)).toBeNull();
  });

  test('drops a bomb where it grows past its length', async () => {
    const { stored } = await encodeChunk(new Uint8Array(200_000_000));
    const started = performance.now();
    expect(await decodeChunk(stored, 'deflate', 1000)).toBeNull();
    expect(performance.now() - started).toBeLessThan(1000);
  });
});
