import { type Bytes, utf8 } from '@/utils/bytes';
import { PasskeepError } from '@/utils/errors';
import { folderSink } from '@/utils/restore/folder-sink';
import { describe, expect, test } from 'vitest';
import { CHANGED_AT } from '../lib/files';
import { directoryHandle, type DirectoryMood, newTree } from '../lib/memory-directory';
import { never } from '../lib/vaults';

async function* content(text: string, failure?: Error): AsyncGenerator<Bytes> {
  yield utf8(text);
  if (failure) throw failure;
}

/** Restores files, each with its own path for content; gives the codes of what failed. */
async function restored(mood: DirectoryMood, paths: readonly string[]) {
  const tree = newTree();
  const sink = await folderSink(directoryHandle(tree, mood), 'Chats');
  const codes: unknown[] = [];
  for (const path of paths) {
    const file = { path, size: path.length, modifiedAt: CHANGED_AT, chunks: [] };
    codes.push(
      await sink.file(file, content(path), never).then(
        () => null,
        ({ code, name }) => code ?? name,
      ),
    );
  }
  await sink.finish();
  return { codes, files: [...tree.files.keys()] };
}

const failing =
  (step: string, match: string, name: string): NonNullable<DirectoryMood['fail']> =>
  (at, path) =>
    at === step && path.includes(match) ? new DOMException('', name) : undefined;

describe('a restore into a folder (an in-memory stand-in for FileSystemDirectoryHandle)', () => {
  test('writes into a new folder, under paths that cannot leave it', async () => {
    const paths = ['a/b/c.txt', 'a/d.txt', '../../etc/passwd', 'a/b/C.TXT', 'a/b'];
    expect(await restored({}, paths)).toEqual({
      codes: [null, null, null, null, null],
      files: ['Chats/a/b/c.txt', 'Chats/a/d.txt', 'Chats/etc/passwd', 'Chats/a/b/C (2).TXT', 'Chats/a/b (2)'],
    });
  });

  test('does not put an exported folder of the same name into another one', async () => {
    const { files } = await restored({}, ['Chats/result.json', 'Chats/photos/1.jpg', 'Chats', 'result.json']);
    expect(files).toEqual(['Chats/result.json', 'Chats/photos/1.jpg', 'Chats/Chats', 'Chats/result (2).json']);
  });

  test('never writes over what is there', async () => {
    const tree = newTree([['Chats (2)', utf8('a file of that name')]]);
    tree.folders.add('Chats');
    const sink = await folderSink(directoryHandle(tree), 'Chats');
    await sink.file({ path: 'a', size: 1, modifiedAt: 0, chunks: [] }, content('a'), never);
    expect([...tree.files.keys()]).toEqual(['Chats (2)', 'Chats (3)/a']);
  });

  test('leaves nothing of a file that is damaged', async () => {
    const tree = newTree();
    const sink = await folderSink(directoryHandle(tree), 'Chats');
    const damaged = new PasskeepError('DAMAGED');
    const file = { path: 'a', size: 9, modifiedAt: 0, chunks: [] };
    await expect(sink.file(file, content('half', damaged), never)).rejects.toBe(damaged);
    expect(tree.files.size).toBe(0);
  });

  test('leaves nothing of a file in which it is cancelled', async () => {
    const tree = newTree();
    const sink = await folderSink(directoryHandle(tree), 'Chats');
    const file = { path: 'a', size: 9, modifiedAt: 0, chunks: [] };
    await expect(sink.file(file, content('x'), AbortSignal.abort())).rejects.toMatchObject({ name: 'AbortError' });
    expect(tree.files.size).toBe(0);
  });

  test.each([
    ['a name that it does not take', () => new TypeError('Name is not allowed.'), 'TARGET_REFUSED'],
    ['no room', () => new DOMException('', 'QuotaExceededError'), 'TARGET_FULL'],
    ['a permission that was taken back', () => new DOMException('', 'NotAllowedError'), 'TARGET_GONE'],
  ])('says so when the folder answers with %s', async (_, make, code) => {
    const fail: DirectoryMood['fail'] = (step, path) => (step === 'file' && path.endsWith('bad') ? make() : undefined);
    expect((await restored({ fail }, ['bad'])).codes).toEqual([code]);
  });

  test.each(['open', 'write', 'close'])(
    'goes on when one file fails to %s and the folder is still there',
    async (step) => {
      const { codes, files } = await restored({ fail: failing(step, 'bad', 'InvalidStateError') }, ['a', 'bad', 'b']);
      expect(codes).toEqual([null, 'TARGET_REFUSED', null]);
      expect(files).toEqual(['Chats/a', 'Chats/b']);
    },
  );

  test('says that the folder is gone when it is', async () => {
    let gone = false;
    const fail: DirectoryMood['fail'] = (step) => {
      gone ||= step === 'write';
      return gone ? new DOMException('', 'NotFoundError') : undefined;
    };
    expect((await restored({ fail }, ['a'])).codes).toEqual(['TARGET_GONE']);
  });

  test('takes a path of very many parts', async () => {
    const deep = Array.from({ length: 16_000 }, () => 'x').join('/');
    expect((await restored({}, [`${deep}/a`, 'b'])).codes).toEqual([null, null]);
  });
});
