import { StoredBlobs } from '@/utils/storage/stored-blobs';
import * as fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { failOnce } from '../lib/blobs';
import { noise } from '../lib/bytes';

const sizes = [0, 10, 300_000, 1_000_000] as const;
const contents = sizes.map((size, n) => noise(size, n + 1));

describe('parts of stored Blobs', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => {
    vi.restoreAllMocks();
    vi.useRealTimers();
  });

  test('are what slices would have, in whatever order and however many at a time, and no slice is made', async () => {
    const slice = vi.spyOn(Blob.prototype, 'slice');
    const blobs = contents.map((bytes) => new Blob([bytes]));
    const part = fc.record({ of: fc.nat(3), start: fc.nat(1_100_000), length: fc.nat(600_000) });
    await fc.assert(
      fc.asyncProperty(fc.array(part, { maxLength: 8 }), fc.boolean(), async (parts, letGo) => {
        const stored = new StoredBlobs();
        const read = parts.map(async ({ of, start, length }) => {
          const got = await stored.read(blobs[of] as Blob, start, start + length);
          expect(Buffer.compare(got, contents[of]?.slice(start, start + length) as Uint8Array)).toBe(0);
          // As its owner does with it.
          structuredClone(got, { transfer: [got.buffer] });
        });
        if (letGo) await vi.advanceTimersByTimeAsync(5000);
        await Promise.all(read);
        await vi.advanceTimersByTimeAsync(5000);
      }),
      { numRuns: 60 },
    );
    expect(slice).not.toHaveBeenCalled();
  });

  test('are lent where they are kept, and freed when the last has been given back', async () => {
    const [first, second, third] = [1, 2, 3].map((seed) => new Blob([noise(1_000_000, seed)])) as [Blob, Blob, Blob];
    const stored = new StoredBlobs();
    const lent = await Promise.all([stored.lend(first, 300_000, 400_000), stored.lend(first, 500_000, 600_000)]);
    expect(lent[0].bytes.buffer).toBe(lent[1].bytes.buffer);
    expect(lent[1].bytes).toEqual(noise(1_000_000, 1).subarray(500_000, 600_000));
    // Others take its place.
    for (const blob of [second, third]) (await stored.lend(blob, 300_000, 300_001)).giveBack();
    lent[0].giveBack();
    await vi.advanceTimersByTimeAsync(5000);
    expect(lent[1].bytes).toEqual(noise(1_000_000, 1).subarray(500_000, 600_000));
    lent[1].giveBack();
    await vi.advanceTimersByTimeAsync(5000);
    expect(lent[1].bytes.length).toBe(0);
  });

  test('are read once for all of them that are wanted within a moment', async () => {
    const blob = new Blob([contents[3] as BlobPart]);
    const whole = vi.spyOn(blob, 'stream');
    const stored = new StoredBlobs();
    await Promise.all([stored.read(blob, 300_000, 400_000), stored.read(blob, 400_000, 500_000)]);
    await stored.read(blob, 0, 100);
    expect(whole).toHaveBeenCalledTimes(1);
    await vi.advanceTimersByTimeAsync(5000);
    await stored.read(blob, 300_000, 400_000);
    expect(whole).toHaveBeenCalledTimes(2);
  });

  test('at the beginning are read without the rest', async () => {
    const blob = new Blob([contents[3] as BlobPart]);
    const whole = vi.spyOn(blob, 'arrayBuffer');
    expect(await new StoredBlobs().read(blob, 5, 200_000)).toEqual(contents[3]?.slice(5, 200_000));
    expect(whole).not.toHaveBeenCalled();
  });

  test('that cannot be read now may be read later', async () => {
    const blob = new Blob([contents[3] as BlobPart]);
    const stored = new StoredBlobs();
    for (const [start, end] of [
      [300_000, 400_000],
      [0, 100],
    ] as const) {
      failOnce(blob, 'NotReadableError');
      await expect(stored.read(blob, start, end)).rejects.toThrow(DOMException);
      expect(await stored.read(blob, start, end)).toEqual(contents[3]?.slice(start, end));
      await vi.advanceTimersByTimeAsync(5000);
    }
  });

  test('whose file has become shorter are not read as far as it goes', async () => {
    const blob = new Blob([contents[3] as BlobPart]);
    const short = new Blob([(contents[3] as Uint8Array<ArrayBuffer>).subarray(0, 500_000)]);
    vi.spyOn(blob, 'stream').mockImplementation(() => short.stream());
    vi.spyOn(blob, 'arrayBuffer').mockRejectedValue(new DOMException('', 'NotReadableError'));
    const stored = new StoredBlobs();
    await expect(stored.read(blob, 300_000, 600_000)).rejects.toThrow(DOMException);
  });
});
