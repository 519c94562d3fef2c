import { readPart } from '@/utils/zip/read-part';
import * as fc from 'fast-check';
import { expect, test, vi } from 'vitest';
import { noise } from '../lib/bytes';

const size = fc.constantFrom(0, 1, 100, 65_535, 65_536, 65_537, 200_000);

test('gives what a slice has, of small files and of large ones', async () => {
  await fc.assert(
    fc.asyncProperty(size, fc.nat(250_000), fc.nat(250_000), async (length, start, end) => {
      const file = new Blob([noise(length)]);
      const slice = new Uint8Array(await file.slice(start, end).arrayBuffer());
      expect(Buffer.compare(await readPart(file, start, end), slice)).toBe(0);
    }),
  );
});

test('makes no slice of a small file, which would wait for the browser', async () => {
  const file = new Blob([noise(65_536)]);
  const slice = vi.spyOn(file, 'slice');
  expect(await readPart(file, 10, 20)).toHaveLength(10);
  expect(slice).not.toHaveBeenCalled();
});

test.each([100, 100_000])('says that a file of %i bytes cannot be read', async (length) => {
  const file = new Blob([noise(length)]);
  const gone = () => Promise.reject(new DOMException('', 'NotFoundError'));
  file.arrayBuffer = gone;
  vi.spyOn(file, 'slice').mockReturnValue(Object.assign(new Blob(), { arrayBuffer: gone }));
  await expect(readPart(file, 0, 10)).rejects.toMatchObject({ code: 'FILE_UNREADABLE' });
});
