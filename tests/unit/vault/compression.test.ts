import { deflateRawSync } from 'node:zlib';
import { type Bytes, concat } from '@/utils/bytes';
import { decodeChunk, encodeChunk } from '@/utils/vault/compression';
import * as fc from 'fast-check';
import { describe, expect, test, vi } from 'vitest';
import { noise } from '../lib/bytes';

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
    const read = vi.spyOn(ReadableStreamDefaultReader.prototype, 'read');
    expect(await decodeChunk(new Uint8Array(deflateRawSync(new Uint8Array(32_000_000))), 'deflate', 1000)).toBeNull();
    const inflated = await Promise.all(read.mock.results.map(async ({ value }) => (await value).value?.length ?? 0));
    read.mockRestore();
    expect(inflated.length).toBeGreaterThan(0);
    expect(inflated.reduce((sum, length) => sum + length, 0)).toBeLessThan(1_000_000);
  });
});
