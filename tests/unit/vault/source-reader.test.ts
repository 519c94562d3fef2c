import type { Bytes } from '@/utils/bytes';
import { readRanges } from '@/utils/vault/read-ranges';
import { readSource } from '@/utils/vault/source-reader';
import * as fc from 'fast-check';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { noise } from '../lib/bytes';
import { entry, TroubledFile } from '../lib/files';
import { never } from '../lib/vaults';
import type { SourceEntry } from '@/utils/vault/types';

const KIB = 1024;

afterEach(() => vi.unstubAllGlobals());

/** What came of each file, in the order in which it came: its bytes, or the code of its problem. */
async function read(entries: readonly SourceEntry[]) {
  const came: { index: number; parts: Bytes[]; problem?: string }[] = [];
  for await (const item of readSource(entries, readRanges, never)) {
    if ('problem' in item) {
      came.push({ index: item.index, parts: [], problem: item.problem.code });
      continue;
    }
    if (item.first) came.push({ index: item.index, parts: [] });
    const file = came.at(-1);
    expect(file?.index).toBe(item.index);
    file?.parts.push(item.bytes);
    expect(item.last).toBe(file?.parts.reduce((sum, { length }) => sum + length, 0) === item.entry.file.size);
  }
  return came;
}

async function expectAll(entries: readonly SourceEntry[]): Promise<void> {
  const came = await read(entries);
  expect(came.map(({ index }) => index)).toEqual(entries.map((_, index) => index));
  for (const [index, { parts }] of came.entries())
    expect(
      Buffer.compare(Buffer.concat(parts), Buffer.from(await (entries[index] as SourceEntry).file.arrayBuffer())),
    ).toBe(0);
}

describe('reading the files of a backup', () => {
  const size = fc.oneof(
    fc.integer({ min: 0, max: 2000 }),
    fc.constantFrom(0, 2048 * KIB, 2048 * KIB + 1, 8192 * KIB, 8192 * KIB + 1),
  );

  test('gives each file whole, in their order, whatever their sizes', async () => {
    const sizes = fc.array(size, { maxLength: 6 });
    await fc.assert(
      fc.asyncProperty(sizes, async (all) => {
        await expectAll(all.map((bytes, n) => entry(`${n}`, noise(bytes, n + 1))));
      }),
      { numRuns: 12 },
    );
  });

  test('gives more small files than are read together', async () => {
    await expectAll(Array.from({ length: 1000 }, (_, n) => entry(`${n}`, noise(n % 50, n + 1))));
  });

  test('reads small files one by one where they cannot be read together', async () => {
    // What is read together is a Blob of files; a part of one file is not made with this.
    vi.stubGlobal(
      'Blob',
      class extends Blob {
        override arrayBuffer = () => Promise.reject(new DOMException('', 'NotReadableError'));
      },
    );
    const entries = [entry('a', noise(100, 1)), entry('b', ''), entry('c', noise(3000, 2))];
    await expectAll(entries);
  });

  test('leaves out only the file that cannot be read', async () => {
    const bad = { path: 'bad', file: new TroubledFile(noise(100), 'bad', 'NotFoundError') };
    const came = await read([entry('a', noise(10, 1)), bad, entry('b', noise(10, 2))]);
    expect(came.map(({ problem }) => problem)).toEqual([undefined, 'FILE_UNREADABLE', undefined]);
  });
});
