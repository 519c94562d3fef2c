import { type Bytes, concat, utf8 } from '@/utils/bytes';
import { downloadStream } from '@/utils/messages/download-stream';
import { PasskeepError } from '@/utils/errors';
import { fileDownload, zipDownload } from '@/utils/restore/download-sink';
import type { ListedFile } from '@/utils/vault/file-list';
import { BlobReader, type FileEntry, Uint8ArrayWriter, ZipReader } from '@zip.js/zip.js';
import { describe, expect, test } from 'vitest';
import { noise } from '../lib/bytes';
import { CHANGED_AT } from '../lib/files';
import { never } from '../lib/vaults';
import { otherReaders } from '../lib/zip-readers';

const listed = (path: string, size: number, modifiedAt = CHANGED_AT): ListedFile => ({
  path,
  size,
  modifiedAt,
  chunks: [],
});

/** Content in pieces, which ends with `failure` where one is given. */
async function* pieces(bytes: Bytes, failure?: Error): AsyncGenerator<Bytes> {
  for (let at = 0; at < bytes.length; at += 100_000) yield bytes.subarray(at, at + 100_000);
  if (failure) throw failure;
}

async function collected(stream: ReadableStream<Uint8Array>): Promise<Bytes> {
  return concat(await Array.fromAsync(stream));
}

/** Zips files as a restore does, and gives what each file ended with. */
async function zipped(
  files: readonly { path: string; bytes: Bytes; failure?: Error; modifiedAt?: number }[],
): Promise<{ zip: Bytes; outcomes: unknown[] }> {
  const { download, sink } = zipDownload('My chats', never);
  const zip = collected(downloadStream(download.port));
  const outcomes: unknown[] = [];
  for (const { path, bytes: content, failure, modifiedAt } of files)
    outcomes.push(
      await sink
        .file(listed(path, content.length, modifiedAt), pieces(content, failure), never)
        .catch((thrown) => thrown),
    );
  await sink.finish();
  return { zip: await zip, outcomes };
}

async function unzipped(zip: Bytes): Promise<[string, Bytes, Date][]> {
  const entries = (await new ZipReader(new BlobReader(new Blob([zip])), {
    checkSignature: true,
  }).getEntries()) as FileEntry[];
  return await Promise.all(
    entries.map(async (entry): Promise<[string, Bytes, Date]> => [
      entry.filename,
      (await entry.getData(new Uint8ArrayWriter())) as Bytes,
      entry.lastModDate,
    ]),
  );
}

describe('a zip', () => {
  test('holds every file as it was, under names of its own, for other readers too', async () => {
    const files = [
      { path: 'ChatExport/result.json', bytes: utf8('{}') },
      { path: 'ChatExport/photos/1.jpg', bytes: noise(350_000) },
      { path: 'ChatExport/Фото 😀.txt', bytes: utf8('x') },
      { path: '../../empty', bytes: new Uint8Array() },
      { path: 'empty', bytes: utf8('second of its name') },
    ];
    const { zip } = await zipped(files);
    const back = await unzipped(zip);
    expect(back.map(([path]) => path)).toEqual([...files.slice(0, 3).map(({ path }) => path), 'empty', 'empty (2)']);
    back.forEach(([, bytes], at) => expect(Buffer.compare(bytes, files[at]?.bytes as Bytes)).toBe(0));
    expect(back[0]?.[2].getTime()).toBe(CHANGED_AT);
    await otherReaders(zip);
  });

  test('leaves out a file that is damaged in the middle, and keeps the ones beside it', async () => {
    const damaged = new PasskeepError('DAMAGED');
    const { zip, outcomes } = await zipped([
      { path: 'before', bytes: noise(150_000, 1) },
      { path: 'damaged', bytes: noise(250_000, 2), failure: damaged },
      { path: 'at once', bytes: new Uint8Array(), failure: damaged },
      { path: 'after', bytes: noise(120_000, 3) },
    ]);
    expect(outcomes.map((thrown) => (thrown as PasskeepError | undefined)?.code)).toEqual([
      undefined,
      'DAMAGED',
      'DAMAGED',
      undefined,
    ]);
    const back = await unzipped(zip);
    expect(back.map(([path, { length }]) => [path, length])).toEqual([
      ['before', 150_000],
      ['after', 120_000],
    ]);
    await otherReaders(zip);
  });

  test.each([0, -1, -1e15, 4_102_444_800_000, 8.64e15, 9e15, 1e300, 0.5])(
    'takes a file last changed at %d',
    async (modifiedAt) => {
      const { zip, outcomes } = await zipped([{ path: 'a', bytes: utf8('a'), modifiedAt }]);
      expect(outcomes).toEqual([undefined]);
      expect((await unzipped(zip)).map(([path]) => path)).toEqual(['a']);
    },
  );

  test('takes a path that is longer than a zip has room for', async () => {
    const deep = Array.from({ length: 400 }, () => 'x'.repeat(230)).join('/');
    const { zip, outcomes } = await zipped([
      { path: `${deep}/a.txt`, bytes: utf8('a') },
      { path: `${deep}/y/a.txt`, bytes: utf8('b') },
    ]);
    expect(outcomes).toEqual([undefined, undefined]);
    expect((await unzipped(zip)).map(([path]) => path.split('/').at(-1))).toEqual(['a.txt', 'a (2).txt']);
  });

  test('is called by its title', () => {
    expect(zipDownload('../Mum: chats?', never).download.name).toBe('.._Mum_ chats_.zip');
  });
});

describe('one file', () => {
  test('comes as it was', async () => {
    const bytes = noise(950_000);
    const { download, sink } = fileDownload(listed('a/b.bin', bytes.length), never);
    expect(download).toMatchObject({ name: 'b.bin', size: bytes.length });
    const got = collected(downloadStream(download.port));
    await sink.file(listed('a/b.bin', bytes.length), pieces(bytes), never);
    expect(Buffer.compare(await got, bytes)).toBe(0);
  });

  test('that is damaged fails for the one who reads it: half of it does not look whole', async () => {
    const { download, sink } = fileDownload(listed('b', 500_000), never);
    const got = collected(downloadStream(download.port));
    const damaged = new PasskeepError('DAMAGED');
    await Promise.all([
      expect(sink.file(listed('b', 500_000), pieces(noise(200_000), damaged), never)).rejects.toBe(damaged),
      expect(got).rejects.toBeDefined(),
    ]);
  });
});

describe.each([
  ['a zip', (signal: AbortSignal) => zipDownload('x', signal)],
  ['one file', (signal: AbortSignal) => fileDownload(listed('x', 1e9), signal)],
])('%s', (_, make) => {
  /** More than any buffer between takes. */
  async function* endless(): AsyncGenerator<Bytes> {
    const block = noise(2 ** 20);
    for (;;) yield block;
  }

  test('that nobody reads ends when it is cancelled', async () => {
    const controller = new AbortController();
    const { sink } = make(controller.signal);
    const work = sink.file(listed('x', 1e9), endless(), controller.signal);
    setTimeout(() => controller.abort(), 50);
    await expect(work).rejects.toSatisfy(
      (thrown) => (thrown as PasskeepError).code === 'CANCELLED' || (thrown as DOMException).name === 'AbortError',
    );
  });

  test('whose reader stops is cancelled', async () => {
    const { download, sink } = make(never);
    const reader = downloadStream(download.port).getReader();
    const work = sink.file(listed('x', 1e9), endless(), never);
    await reader.read();
    void reader.cancel();
    await expect(work).rejects.toMatchObject({ code: 'CANCELLED' });
  });
});

describe('a download', () => {
  test('of which nobody has asked for anything holds little, and waits', async () => {
    const { download, sink } = fileDownload(listed('x', 1e9), never);
    let taken = 0;
    async function* counted(): AsyncGenerator<Bytes> {
      for (const block = noise(2 ** 20); ; taken++) yield block;
    }
    const work = sink.file(listed('x', 1e9), counted(), never).catch((thrown: unknown) => thrown);
    await expect.poll(() => taken).toBe(1);
    const reader = downloadStream(download.port).getReader();
    for (let read = 0; read < 3; read++) expect((await reader.read()).value?.length).toBe(2 * 2 ** 20);
    await reader.cancel();
    expect(await work).toMatchObject({ code: 'CANCELLED' });
    // Three that were read, those that were asked for ahead, and the one that fills: of 1 GB.
    expect(taken).toBeLessThan(2 * 10);
  });

  test('fails for its reader where whoever fills it is gone', async () => {
    const { port1, port2 } = new MessageChannel();
    const reader = downloadStream(port2).getReader();
    port1.postMessage(noise(10));
    expect((await reader.read()).value).toEqual(noise(10));
    port1.close();
    await expect(reader.read()).rejects.toThrow('failed');
  });

  test('is cancelled where its reader is gone', async () => {
    const { download, sink } = fileDownload(listed('x', 1e9), never);
    const work = sink.file(listed('x', 1e9), pieces(noise(9_000_000)), never);
    download.port.close();
    await expect(work).rejects.toMatchObject({ code: 'CANCELLED' });
  });

  test('is there for a reader who comes after its end, and leaves what it was given as it was', async () => {
    const bytes = noise(5 * 2 ** 20);
    const { download, sink } = fileDownload(listed('a', 3), never);
    await sink.file(listed('a', 3), pieces(bytes.slice(0, 3)), never);
    expect(await collected(downloadStream(download.port))).toEqual(bytes.slice(0, 3));
    const whole = fileDownload(listed('b', bytes.length), never);
    const got = collected(downloadStream(whole.download.port));
    await whole.sink.file(listed('b', bytes.length), pieces(bytes), never);
    expect(Buffer.compare(await got, bytes)).toBe(0);
    expect(bytes.length).toBe(5 * 2 ** 20);
  });
});
