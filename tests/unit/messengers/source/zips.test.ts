import { type Bytes, concat, utf8 } from '@/utils/bytes';
import { PasskeepError } from '@/utils/errors';
import { openFiles } from '@/utils/messengers/source/open-files';
import { crc32 } from '@/utils/zip/crc32';
import { dataDescriptor, directoryRecord, endRecords, localHeader } from '@/utils/zip/records';
import { describe, expect, test } from 'vitest';
import { SparseBlob } from '../../lib/sparse-blob';
import { GO_ON } from '../lib/read';
import { HELLO, textsIn } from './hello';
import { bytesIn, opened } from './opened';
import { type MadeEntry, makeZip, unicodePath } from './zip-maker';

const LARGE = Array.from({ length: 100_000 }, (_, at) => `${at * 7919} Hello`).join('\n');

describe('what is in a zip', () => {
  test.each<[string, Partial<MadeEntry>]>([
    ['stored', {}],
    ['deflated', { method: 8 }],
    ['with its sizes after the data', { method: 8, descriptor: true }],
    ['with 64-bit fields', { method: 8, zip64: true }],
    ['of no bytes', { content: '' }],
    ['of no bytes, deflated', { content: '', method: 8 }],
    ['large', { content: LARGE, method: 8 }],
  ])('a file %s comes out as it was', async (_, change) => {
    const entry = { ...HELLO, ...change };
    const { texts, problems } = await textsIn([entry]);
    expect(problems).toEqual([]);
    expect(texts['_chat.txt'] === entry.content).toBe(true);
  });

  test('is found by what the file holds, not by its name', async () => {
    const zip = makeZip([HELLO]);
    const { texts, problems } = await opened({
      'Chat.txt': zip,
      'notes.zip': utf8('no zip at all'),
      'In/photo.jpg': zip,
      empty: new Uint8Array(),
    });
    expect(Object.keys(texts)).toEqual(['Chat.txt/_chat.txt', 'notes.zip', 'In/photo.jpg', 'empty']);
    expect(problems).toEqual([]);
  });

  test('is beside the zip itself where that lies in a folder, and may be an attachment', async () => {
    const { texts, files } = await opened({ 'Chat/a.zip': makeZip([HELLO]), 'b.zip': makeZip([HELLO]) });
    expect(Object.keys(texts)).toEqual(['Chat/a.zip', 'Chat/a.zip/_chat.txt', 'b.zip/_chat.txt']);
    expect(files.map(({ zip }) => zip)).toEqual([null, 'Chat/a.zip', 'b.zip']);
  });

  test('folders, links and what macOS adds are no files', async () => {
    const { texts } = await textsIn([
      { name: 'folder/', content: '' },
      { name: '__MACOSX/._a.txt', content: 'x' },
      { name: 'link', content: '/etc/passwd', attributes: 0o120777 * 2 ** 16 },
      { name: 'folder/a.txt', content: 'a' },
    ]);
    expect(texts).toEqual({ 'folder/a.txt': 'a' });
  });

  test('zips in zips, where that costs little', async () => {
    const inner = makeZip([HELLO]);
    const { texts, problems } = await textsIn([
      { name: 'stored.zip', content: inner },
      { name: 'packed.zip', content: inner, method: 8 },
      { name: 'none.zip', content: 'none' },
      { name: 'large.zip', content: new Uint8Array(2 ** 23 + 1).map((_, at) => at >> 3), method: 8 },
    ]);
    expect(problems).toEqual([]);
    expect(Object.keys(texts)).toEqual([
      'stored.zip',
      'stored.zip/_chat.txt',
      'packed.zip',
      'packed.zip/_chat.txt',
      'none.zip',
      'large.zip',
    ]);
  });

  test('no more than three zips deep', async () => {
    let zip = makeZip([HELLO]);
    for (let deep = 0; deep < 5; deep++) zip = makeZip([{ name: 'z.zip', content: zip }]);
    const { texts } = await textsIn([{ name: 'z.zip', content: zip }]);
    expect(Object.keys(texts)).toEqual(['z.zip', 'z.zip/z.zip', 'z.zip/z.zip/z.zip']);
  });
});

test('no more than two hundred zips in a zip', async () => {
  const zip = makeZip([HELLO]);
  const { texts, problems } = await textsIn(
    Array.from({ length: 202 }, (_, at) => ({ name: `${at}.zip`, content: zip })),
  );
  expect(Object.keys(texts)).toHaveLength(202 + 200);
  expect(problems.map(({ path }) => path)).toEqual(['a.zip/200.zip', 'a.zip/201.zip']);
});

describe('names', () => {
  test('that lead out of the zip stay in it', async () => {
    const names = ['../a', '/b', 'C:/d', 'c:\\e', '..\\..\\f', 'x/./../g', '//server/h', 'nul\0.txt', 'x//i'];
    const { texts, problems } = await textsIn(names.map((name) => ({ name, content: name })));
    expect(problems).toEqual([]);
    expect(Object.keys(texts)).toEqual(['a', 'b', 'd', 'e', 'f', 'x/g', 'server/h', 'nul\ufffd.txt', 'x/i']);
  });

  test('that come twice, or are none: the first counts, the others are told', async () => {
    const { texts, problems } = await textsIn([
      { name: 'a', content: '1' },
      { name: 'a', content: '2' },
      { name: '../a', content: '3' },
      { name: '..', content: '4' },
      { name: '__proto__', content: '5' },
    ]);
    expect(texts['a']).toBe('1');
    expect(Object.keys(texts)).toEqual(['a', '__proto__']);
    expect(problems.map(({ path }) => path)).toEqual(['a.zip/a', 'a.zip/..']);
  });

  test('in UTF-8 with and without its flag, in CP437, and with a field for them', async () => {
    const { texts } = await textsIn([
      { name: 'žluťoučký.txt', content: '1' },
      { name: 'Чат.txt', content: '2', flags: 0 },
      { name: Uint8Array.of(0x81, 0x62, 0x2e, 0x74), content: '3', flags: 0 },
      {
        name: Uint8Array.of(0x97, 0x98, 0x2e),
        content: '4',
        flags: 0,
        extra: unicodePath('Чат 4.txt', Uint8Array.of(0x97, 0x98, 0x2e)),
      },
    ]);
    expect(texts).toEqual({ 'žluťoučký.txt': '1', 'Чат.txt': '2', 'üb.t': '3', 'Чат 4.txt': '4' });
  });
});

describe('a zip of 6 GB', () => {
  const GB = 2 ** 30;

  /** A file with some bytes at some places, up to the end of the last. */
  function sparse(parts: readonly (readonly [number, Uint8Array])[]): SparseBlob {
    const blocks = new Map<number, Bytes>();
    let end = 0;
    for (const [start, bytes] of parts)
      for (const [index, byte] of bytes.entries()) {
        const at = start + index;
        const block = blocks.get(at - (at % 4096)) ?? new Uint8Array(4096);
        block[at % 4096] = byte;
        blocks.set(at - (at % 4096), block);
        end = at + 1;
      }
    return new SparseBlob(blocks, 0, end);
  }

  test('is opened by its ends alone, and read where a file lies', async () => {
    const texts = [utf8('first'), utf8(''), utf8('last')] as const;
    const sizes = [5, 6 * GB, 4] as const;
    const parts: [number, Uint8Array][] = [];
    const records: Uint8Array[] = [];
    let at = 0;
    for (const [index, path] of ['a.txt', 'film.mp4', 'b.txt'].entries()) {
      const content = texts[index] as Uint8Array;
      const entry = { path, size: sizes[index] as number, modifiedAt: 0, crc: crc32(content), offset: at };
      const header = localHeader(entry);
      const descriptor = dataDescriptor(entry);
      parts.push([at, concat([header, content])], [at + header.length + entry.size, descriptor]);
      records.push(directoryRecord(entry));
      at += header.length + entry.size + descriptor.length;
    }
    const directory = concat(records);
    parts.push([at, concat([directory, endRecords(3, directory.length, at)])]);
    const blob = sparse(parts);
    const { files, problems } = await openFiles([{ path: 'Chat.zip', file: blob as unknown as File }], GO_ON);
    expect(problems).toEqual([]);
    expect(files.map(({ path, size }) => [path, size])).toEqual([
      ['Chat.zip/a.txt', 5],
      ['Chat.zip/film.mp4', 6 * GB],
      ['Chat.zip/b.txt', 4],
    ]);
    expect(new TextDecoder().decode(await bytesIn(files[0] as (typeof files)[0]))).toBe('first');
    expect(new TextDecoder().decode(await bytesIn(files[2] as (typeof files)[0]))).toBe('last');
  });
});

test('an abort ends opening, and reading at once', async () => {
  const stop = new AbortController();
  const zip = makeZip([{ ...HELLO, content: LARGE, method: 8 }]);
  const { files } = await openFiles([{ path: 'a.zip', file: new Blob([zip]) as File }], stop.signal);
  const stream = (files[0] as (typeof files)[0]).stream(stop.signal);
  await stream.next();
  stop.abort(new PasskeepError('CANCELLED'));
  await expect(stream.next()).rejects.toThrow('CANCELLED');
  await expect(openFiles([{ path: 'a.zip', file: new Blob([zip]) as File }], stop.signal)).rejects.toThrow('CANCELLED');
});
