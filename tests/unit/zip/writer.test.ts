import { type Bytes, concat } from '@/utils/bytes';
import { crc32 } from '@/utils/zip/crc32';
import { directoryRecord, localHeader, type ZipEntry } from '@/utils/zip/records';
import { ZipWriter, zipSize } from '@/utils/zip/writer';
import { BlobReader, type FileEntry, Uint8ArrayWriter, ZipReader } from '@zip.js/zip.js';
import * as fc from 'fast-check';
import { crc32 as zlibCrc32 } from 'node:zlib';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { noise } from '../lib/bytes';
import { CHANGED_AT } from '../lib/files';
import { SparseBlob } from '../lib/sparse-blob';
import { inFolder, otherReaders, run } from '../lib/zip-readers';

async function* whole(bytes: Bytes): AsyncGenerator<Bytes> {
  yield bytes;
}

async function zipOf(files: readonly (readonly [ZipEntry, Bytes])[]): Promise<Bytes> {
  const parts: Bytes[] = [];
  const zip = new ZipWriter(async (bytes) => void parts.push(bytes));
  for (const [entry, bytes] of files) await zip.add(entry, whole(bytes));
  await zip.close();
  return concat(parts);
}

test('the checksum is that of zlib, in any number of pieces', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 100 }), fc.nat(100), (bytes, cut) => {
      expect(crc32(bytes.subarray(cut), crc32(bytes.subarray(0, cut)))).toBe(zlibCrc32(bytes));
    }),
  );
});

test('any files come back, and the size of their zip is known before', async () => {
  const files = fc.uniqueArray(
    fc.tuple(
      fc.stringMatching(/^[a-zА-я😀]{1,20}$/u),
      fc.uint8Array({ maxLength: 50 }),
      fc.integer({ min: -1e13, max: 1e13 }),
    ),
    { selector: ([path]) => path, maxLength: 8 },
  );
  await fc.assert(
    fc.asyncProperty(files, async (list) => {
      const given = list.map(
        ([path, bytes, modifiedAt]) => [{ path, size: bytes.length, modifiedAt }, new Uint8Array(bytes)] as const,
      );
      const zip = await zipOf(given);
      expect(zip.length).toBe(zipSize(given.map(([entry]) => entry)));
      const reader = new ZipReader(new BlobReader(new Blob([zip])), { checkCrc32: true, strictness: 'strict' });
      const back = (await reader.getEntries()) as FileEntry[];
      expect(back.map(({ filename }) => filename)).toEqual(given.map(([{ path }]) => path));
      for (const [at, entry] of back.entries())
        expect(await entry.getData(new Uint8ArrayWriter())).toEqual(given[at]?.[1]);
    }),
    { numRuns: 50 },
  );
});

test('times are told to the second, as far as the fields reach', async () => {
  const times = [CHANGED_AT, 0, 946_684_799_000];
  const entry = (modifiedAt: number, at: number) =>
    [{ path: String(at), size: 0, modifiedAt }, new Uint8Array()] as const;
  const zip = await zipOf(times.map(entry));
  const back = await new ZipReader(new BlobReader(new Blob([zip]))).getEntries();
  expect(back.map(({ lastModDate }) => lastModDate.getTime())).toEqual(times);
});

test('a file that is not as long as it was said to be is left out', async () => {
  const parts: Bytes[] = [];
  const zip = new ZipWriter(async (bytes) => void parts.push(bytes));
  for (const size of [4, 6])
    await expect(
      zip.add({ path: `of ${size}`, size, modifiedAt: CHANGED_AT }, whole(new Uint8Array(5))),
    ).rejects.toMatchObject({ code: 'DAMAGED' });
  await zip.add({ path: 'right', size: 5, modifiedAt: CHANGED_AT }, whole(new Uint8Array(5)));
  await zip.close();
  const bytes = concat(parts);
  const back = await new ZipReader(new BlobReader(new Blob([bytes]))).getEntries();
  expect(back.map(({ filename }) => filename)).toEqual(['right']);
  await otherReaders(bytes);
});

test('a file of more than 4 GiB, and one after it, are read by others', { timeout: 120_000 }, async () => {
  const block = new Uint8Array(2 ** 24);
  const large = { path: 'large', size: 256 * block.length + 1, modifiedAt: CHANGED_AT };
  const after = { path: 'after', size: 5, modifiedAt: CHANGED_AT };
  const { readable, writable } = new TransformStream<Bytes, Bytes>();
  const writer = writable.getWriter();
  const zip = new ZipWriter((bytes) => writer.write(bytes));
  const written = (async () => {
    await zip.add(
      large,
      (async function* () {
        for (let at = 0; at < 256; at++) yield block;
        yield Uint8Array.of(7);
      })(),
    );
    await zip.add(after, whole(noise(5)));
    await zip.close();
    await writer.close();
  })();
  const [blob] = await Promise.all([SparseBlob.from(readable), written]);
  expect(blob.size).toBe(zipSize([large, after]));
  const [first, second] = (await new ZipReader(new BlobReader(blob)).getEntries({
    strictness: 'strict',
  })) as FileEntry[];
  expect(first).toMatchObject({ filename: 'large', uncompressedSize: large.size });
  expect(await second?.getData(new Uint8ArrayWriter())).toEqual(noise(5));
  await inFolder(async (folder) => {
    const path = join(folder, 'a.zip');
    await blob.writeTo(path);
    await run('unzip', ['-tq', path, 'after']);
    const script =
      'import sys, zipfile; z = zipfile.ZipFile(sys.argv[1]); print(*[(i.filename, i.file_size) for i in z.infolist()])';
    const seen = await run('python3', ['-c', script, path]);
    if (seen !== null) expect(seen.trim()).toBe(`('large', ${large.size}) ('after', 5)`);
  });
});

test('64-bit fields stand exactly where 32 bits do not hold the number', () => {
  const limit = 2 ** 32 - 1;
  const entry = { path: 'a', modifiedAt: CHANGED_AT, crc: 0 };
  expect(localHeader({ ...entry, size: limit }).length - localHeader({ ...entry, size: limit - 1 }).length).toBe(20);
  const record = (size: number, offset: number) => directoryRecord({ ...entry, size, offset }).length;
  const [small] = [record(limit - 1, limit - 1)];
  expect([record(limit, 0), record(0, limit), record(limit, limit)].map((length) => length - small)).toEqual([
    20, 12, 28,
  ]);
});
