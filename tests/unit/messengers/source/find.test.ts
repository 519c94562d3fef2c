import { utf8 } from '@/utils/bytes';
import { PasskeepError } from '@/utils/errors';
import { findExports } from '@/utils/messengers/find';
import type { Format, FoundExport } from '@/utils/messengers/format';
import { type ExportFile, HEAD, readHead } from '@/utils/messengers/source/export-file';
import { openFiles } from '@/utils/messengers/source/open-files';
import { Problems } from '@/utils/messengers/source/problems';
import { describe, expect, test } from 'vitest';
import { TroubledFile } from '../../lib/files';
import { GO_ON, memoryFile, readAll } from '../lib/read';

/** A format whose exports are the files that begin with a letter. */
function startingWith(letter: string, onHead: (path: string) => void = () => {}): Format {
  return {
    async find(tree, signal) {
      const found: FoundExport[] = [];
      for (const file of tree.files) {
        onHead(file.path);
        const head = await readHead(file, 8, signal);
        if (String.fromCharCode(...head.subarray(0, 1)) === letter) found.push(exportOf(file));
      }
      return found;
    },
  };
}

function exportOf(file: ExportFile): FoundExport {
  return {
    messenger: 'whatsapp',
    variant: 'test',
    path: file.path,
    files: [file],
    async *read(_, signal) {
      for await (const block of file.stream(signal))
        yield [{ type: 'chat', chat: { id: String(block.length), title: '', kind: 'unknown' } }];
    },
  };
}

/** A file that counts how often it was begun. */
function counted(path: string, content: string): { file: ExportFile; reads: () => number } {
  let reads = 0;
  const inner = memoryFile(path, content);
  return {
    file: { ...inner, stream: (signal) => (reads++, inner.stream(signal)) },
    reads: () => reads,
  };
}

/** A file that gives some bytes and then cannot be read. */
function broken(path: string, content: string, size: number, thrown: unknown): ExportFile {
  return {
    ...memoryFile(path, content),
    size,
    async *stream() {
      yield utf8(content);
      throw thrown;
    },
  };
}

test('each beginning is read once, however many formats look at it; what one claims the next do not see', async () => {
  const [a, b, c] = [counted('a', 'alpha'), counted('b', 'beta'), counted('c', 'gamma')];
  const seen: string[] = [];
  const formats = [startingWith('a'), startingWith('z'), startingWith('b', (path) => seen.push(path))];
  const found = await findExports([a.file, b.file, c.file], formats, GO_ON);
  expect(found.map(({ path }) => path)).toEqual(['a', 'b']);
  expect(seen).toEqual(['b', 'c']);
  expect([a, b, c].map(({ reads }) => reads())).toEqual([1, 1, 1]);
});

test('a head is never longer than asked for, nor than the file; a longer one comes from the file itself', async () => {
  const file = counted('a', 'x'.repeat(HEAD + 10));
  const format: Format = {
    async find(tree, signal) {
      const [one] = tree.files as [ExportFile];
      const lengths = [];
      for (const length of [0, 5, HEAD, HEAD + 1, HEAD + 99])
        lengths.push((await readHead(one, length, signal)).length);
      expect(lengths).toEqual([0, 5, HEAD, HEAD + 1, HEAD + 10]);
      return [];
    },
  };
  await findExports([file.file], [format], GO_ON);
  expect(file.reads()).toBe(3);
});

describe('files that cannot be read', () => {
  const gone = () => new PasskeepError('FILE_UNREADABLE');

  test('cost no other file, and are told once', async () => {
    const problems = new Problems();
    const files = [
      broken('x', '', 9, gone()),
      memoryFile('a', 'alpha'),
      broken('b', 'b', 9, new PasskeepError('ZIP_DAMAGED')),
    ];
    const found = await findExports(files, [startingWith('a'), startingWith('b')], GO_ON, problems);
    expect(found.map(({ path }) => path)).toEqual(['a', 'b']);
    expect(problems.list).toEqual([
      { path: 'x', code: 'FILE_UNREADABLE' },
      { path: 'b', code: 'ZIP_DAMAGED' },
    ]);
    expect((await readAll(found[1] as FoundExport)).at(-1)).toEqual({
      type: 'unparsed',
      unparsed: { file: 'b', line: null, reason: 'unreadable', excerpt: '' },
    });
  });

  test('are left out where a format reads them itself, and it tries again', async () => {
    const whole: Format = {
      async find(tree, signal) {
        for (const file of tree.files)
          for await (const block of file.stream(signal)) expect(block.length).toBeGreaterThan(0);
        return tree.files.map(exportOf);
      },
    };
    const problems = new Problems();
    const files = [memoryFile('a', 'a'), broken('x', 'x', 9, gone()), memoryFile('b', 'b')];
    expect((await findExports(files, [whole], GO_ON, problems)).map(({ path }) => path)).toEqual(['a', 'b']);
    expect(problems.list).toEqual([{ path: 'x', code: 'FILE_UNREADABLE' }]);
  });

  test('on the disk: gone, locked, shorter than they were', async () => {
    const content = new Uint8Array(3 * HEAD).fill(97);
    const files = (['NotFoundError', 'NotReadableError', 'short'] as const).flatMap((trouble) =>
      [0, HEAD, 2 * HEAD].map((from) => ({
        path: `${trouble} ${from}`,
        file: new TroubledFile(content, 'a', trouble, from),
      })),
    );
    const opened = await openFiles(files, GO_ON);
    const problems = new Problems();
    const found = await findExports(opened.files, [startingWith('a')], GO_ON, problems);
    expect(found).toHaveLength(6);
    expect(opened.problems.every(({ code }) => code === 'FILE_UNREADABLE')).toBe(true);
    expect(problems.list).toHaveLength(3);
    for (const one of found)
      expect((await readAll(one)).at(-1)).toMatchObject({ unparsed: { reason: 'unreadable', file: one.path } });
  });
});

test('what is no fault of a file is thrown: an abort, and a mistake of ours', async () => {
  const stop = new AbortController();
  const reason = new PasskeepError('CANCELLED');
  const stopping: Format = { find: async () => (stop.abort(reason), []) };
  await expect(findExports([memoryFile('a', 'a')], [stopping, startingWith('a')], stop.signal)).rejects.toBe(reason);
  const mistaken: Format = { find: () => Promise.reject(new TypeError('ours')) };
  await expect(findExports([], [mistaken], GO_ON)).rejects.toThrow('ours');
  const cancelled: Format = { find: () => Promise.reject(new PasskeepError('CANCELLED')) };
  await expect(findExports([], [cancelled], GO_ON)).rejects.toThrow('CANCELLED');
});

test('others get their turn while tens of thousands of files are looked through', async () => {
  const files = Array.from({ length: 30_000 }, (_, at) => memoryFile(`folder/${at}.txt`, 'none', 4));
  let turns = 0;
  const timer = setInterval(() => turns++, 0);
  await findExports(files, [startingWith('a'), startingWith('b')], GO_ON);
  clearInterval(timer);
  expect(turns).toBeGreaterThan(100);
});
