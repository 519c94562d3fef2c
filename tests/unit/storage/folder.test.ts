import { quietly } from '@/utils/vault/progress';
import type { Bytes } from '@/utils/bytes';
import { clearFolder, folderStorage } from '@/utils/storage/folder';
import type { VaultStorage } from '@/utils/storage/storage';
import { describe, expect, test } from 'vitest';
import { flipped, noise } from '../lib/bytes';
import { type DirectoryMood, type DirectoryStep, directoryHandle, newTree } from '../lib/memory-directory';
import { Mortal } from '../lib/mortal';

const ID = '3f0123456789abcdef0123456789abcd';
const PACK = `packs/3f/${ID}.age`;
const COPY = `packs/3f/${ID} (1).age`;
const KEY = `keys/${ID}.age`;
const BYTES = noise(1000);
const OTHER = flipped(BYTES, 500);

function folder(files: [string, Bytes][], mood: DirectoryMood = {}) {
  const tree = newTree(files);
  return { tree, storage: folderStorage(directoryHandle(tree, mood)) };
}
async function read(storage: VaultStorage, path: string): Promise<Bytes> {
  const file = await storage.open(path);
  return await file.read(0, file.size);
}

describe('what a folder holds', () => {
  test('is found by name, at its own place and in folders that were doubled', async () => {
    const second = ID.replace('3f', '4e');
    const { storage } = folder([
      [PACK, BYTES],
      [`packs (1)/4e/${second}.age`, BYTES],
      [`packs/3f (1)/${second.replace('4e', '5d')}.age`, BYTES],
      [`packs/stray-${'a'.repeat(8)}/deeper/${ID}.age`, BYTES],
      [KEY, BYTES],
      ['README.txt', BYTES],
    ]);
    expect((await storage.list('packs')).map(({ path }) => path).toSorted()).toEqual([
      PACK,
      `packs/4e/${second}.age`,
      `packs/5d/${second.replace('4e', '5d')}.age`,
    ]);
    for (const { path } of await storage.list('packs')) expect(await read(storage, path)).toEqual(BYTES);
    expect(await storage.list('keys')).toEqual([{ path: KEY, size: 1000 }]);
    expect(await storage.list('index')).toEqual([]);
  });

  test.each([
    ['an empty file', PACK],
    ['a half-written file', `${PACK}.crswap`],
    ['a temporary file', `packs/3f/.syncthing.${ID}.age.tmp`],
    ['a placeholder', `packs/3f/.${ID}.age.icloud`],
  ])('is not %s', async (_, path) => {
    const { storage } = folder([[path, path === PACK ? new Uint8Array() : BYTES]]);
    expect(await storage.list('packs')).toEqual([]);
    await expect(storage.open(PACK)).rejects.toMatchObject({ code: 'STORAGE_MISSING' });
  });

  test.each([
    ['is not there', []],
    ['is empty', [[PACK, new Uint8Array()]]],
    ['was cut short', [[PACK, BYTES.slice(0, 400)]]],
  ] as [string, [string, Bytes][]][])('comes from a copy where the file itself %s', async (_, files) => {
    const { storage } = folder([...files, [COPY, BYTES]]);
    expect(await storage.list('packs')).toEqual([{ path: PACK, size: 1000 }]);
    expect(await read(storage, PACK)).toEqual(BYTES);
  });

  test('comes from a copy also before anything has been listed, and from the file once the copy is gone', async () => {
    const { storage, tree } = folder([[COPY, BYTES]]);
    expect(await read(storage, PACK)).toEqual(BYTES);
    tree.files.delete(COPY);
    tree.files.set(PACK, OTHER);
    expect(await read(storage, PACK)).toEqual(OTHER);
  });

  test('that cannot be brought now is not listed, and is missed alone', async () => {
    const fail = (step: DirectoryStep, path: string) =>
      step === 'get' && path === PACK ? new DOMException('', 'NotReadableError') : undefined;
    const { storage } = folder(
      [
        [PACK, BYTES],
        [KEY, BYTES],
      ],
      { fail },
    );
    expect(await storage.list('packs')).toEqual([]);
    await expect(storage.open(PACK)).rejects.toMatchObject({ code: 'STORAGE_MISSING' });
    expect(await read(storage, KEY)).toEqual(BYTES);
  });

  test('that changes while it is read is missed', async () => {
    const { storage, tree } = folder([[PACK, BYTES]]);
    const file = await storage.open(PACK);
    tree.files.set(PACK, OTHER);
    await expect(file.read(0, 10)).rejects.toMatchObject({ code: 'STORAGE_MISSING' });
  });
});

describe('a file that turned out damaged', () => {
  test('is given up for a copy, and that for the next, each once', async () => {
    const third = `packs (1)/3f/${ID}.age`;
    const { storage, tree } = folder([
      [PACK, OTHER],
      [COPY, flipped(BYTES, 1)],
      [third, BYTES],
    ]);
    expect(await read(storage, PACK)).toEqual(OTHER);
    expect(storage.reject(PACK)).toBe(true);
    await storage.list('packs');
    expect(await read(storage, PACK)).toEqual(flipped(BYTES, 1));
    expect([storage.reject(PACK), storage.isRejected(PACK)]).toEqual([true, false]);
    expect(await read(storage, PACK)).toEqual(BYTES);
    expect([storage.reject(PACK), storage.isRejected(PACK)]).toEqual([true, true]);
    // All are bad; nothing is new in saying so again.
    await storage.list('packs');
    await read(storage, PACK);
    expect(storage.reject(PACK)).toBe(false);
    // Another one in its place is another file.
    tree.files.set(PACK, BYTES.slice());
    await storage.list('packs');
    expect(storage.isRejected(PACK)).toBe(false);
    expect(await read(storage, PACK)).toEqual(BYTES);
  });

  test('that was rejected before it had come to its end counts anew once it is longer', async () => {
    const { storage, tree } = folder([[PACK, BYTES.slice(0, 500)]]);
    await storage.list('packs');
    await read(storage, PACK);
    storage.reject(PACK);
    expect(storage.isRejected(PACK)).toBe(true);
    tree.files.set(PACK, BYTES);
    await storage.list('packs');
    expect(storage.isRejected(PACK)).toBe(false);
  });

  test('of which there is no other stays what is given', async () => {
    const { storage } = folder([[PACK, OTHER]]);
    expect(storage.reject(PACK)).toBe(false);
    await read(storage, PACK);
    expect([storage.reject(PACK), storage.isRejected(PACK)]).toEqual([true, true]);
    expect(await storage.list('packs')).toEqual([{ path: PACK, size: 1000 }]);
    expect(await read(storage, PACK)).toEqual(OTHER);
  });
});

test('a damaged file is put aside, and what a sync program copied of it is found in its place', async () => {
  const { storage, tree } = folder([
    [PACK, OTHER],
    [COPY, BYTES],
  ]);
  expect(await storage.quarantine(PACK)).toBe(true);
  expect(tree.files.get(`quarantine/${PACK}`)).toEqual(OTHER);
  expect(await read(storage, PACK)).toEqual(BYTES);
  expect([...tree.files.keys()].toSorted()).toEqual([COPY, `quarantine/${PACK}`].toSorted());
});

describe('copies', () => {
  test('that are the same are no matter; those that differ are named, and each is read once', async () => {
    let reads = 0;
    const fail = (step: DirectoryStep) => void (step === 'read' && reads++);
    const longer = `packs/3f/${ID}-LAPTOP.age`;
    const { storage, tree } = folder(
      [
        [PACK, BYTES],
        [COPY, BYTES.slice()],
        [KEY, BYTES],
      ],
      { fail },
    );
    await storage.list('packs');
    await storage.list('keys');
    expect(await storage.differing()).toEqual([]);
    const once = reads;
    expect(once).toBeGreaterThan(0);
    await storage.list('packs');
    expect(await storage.differing()).toEqual([]);
    expect(reads).toBe(once);
    tree.files.set(COPY, OTHER);
    tree.files.set(longer, BYTES.slice(0, 999));
    await storage.list('packs');
    expect(await storage.differing()).toEqual([COPY, longer]);
  });

  test('count for the file where it is the one that was cut short', async () => {
    const { storage } = folder([
      [PACK, BYTES.slice(0, 10)],
      [COPY, BYTES],
    ]);
    await storage.list('packs');
    expect(await storage.differing()).toEqual([PACK]);
  });

  test('go with the file, wherever they are', async () => {
    const files: [string, Bytes][] = [
      [PACK, BYTES],
      [COPY, OTHER],
      [`packs (1)/3f/${ID}.age`, BYTES],
      [KEY, BYTES],
      ['packs/3f/notes.txt', BYTES],
    ];
    const { storage, tree } = folder(files);
    await storage.remove([PACK]);
    expect([...tree.files.keys()]).toEqual([KEY, 'packs/3f/notes.txt']);
    expect(await storage.list('packs')).toEqual([]);
  });
});

describe('a file that is written', () => {
  test('that is there is not touched', async () => {
    const { storage, tree } = folder([[PACK, BYTES]]);
    await storage.write(PACK, BYTES.slice());
    expect(tree.files.get(PACK)).toBe(BYTES);
  });

  test.each([0, 1, 999])('takes the place of %i bytes of itself', async (size) => {
    const { storage, tree } = folder([[PACK, BYTES.slice(0, size)]]);
    await storage.write(PACK, BYTES);
    expect([...tree.files]).toEqual([[PACK, BYTES]]);
  });

  test('goes beside one that holds something else: either may be the good one', async () => {
    const { storage, tree } = folder([[PACK, OTHER]]);
    await storage.write(PACK, BYTES);
    await storage.write(PACK, BYTES);
    expect([...tree.files]).toEqual([
      [PACK, OTHER],
      [COPY, BYTES],
    ]);
    await storage.list('packs');
    expect(await read(storage, PACK)).toEqual(OTHER);
    storage.reject(PACK);
    expect(await read(storage, PACK)).toEqual(BYTES);
  });

  test.each([
    ['other bytes', (bytes: Bytes) => flipped(bytes, 7)],
    ['half of them', (bytes: Bytes) => bytes.slice(0, 500)],
    ['nothing', () => new Uint8Array()],
  ])('is read back: a disk that keeps %s is told', async (_, lie) => {
    const { storage } = folder([], { keep: (_path, bytes) => lie(bytes) });
    await expect(storage.write(PACK, BYTES)).rejects.toMatchObject({ code: 'FOLDER_REFUSED' });
  });

  test('is whole or not there, whenever the browser is killed, and is written by the next', async () => {
    for (const death of ['before', 'after'] as const)
      for (let k = 1; ; k++) {
        const tree = newTree();
        const mortal = new Mortal(k, death);
        await folderStorage(directoryHandle(tree, { mortal })).write(PACK, BYTES).catch(quietly);
        const next = folderStorage(directoryHandle(tree));
        const listed = await next.list('packs');
        if (listed.length > 0) expect(await read(next, PACK)).toEqual(BYTES);
        await next.write(PACK, BYTES);
        expect(await read(next, PACK)).toEqual(BYTES);
        if (!mortal.dead) break;
        expect(k).toBeLessThan(20);
      }
  });
});

describe('a folder that does not do what it is asked', () => {
  const steps: [string, (storage: VaultStorage) => Promise<unknown>][] = [
    ['list', (storage) => storage.list('packs')],
    ['open', (storage) => storage.open(PACK)],
    ['read', async (storage) => await read(storage, PACK)],
    ['write', (storage) => storage.write(PACK, OTHER.slice(1))],
    ['remove', (storage) => storage.remove([PACK])],
  ];
  const error = (name: string) => new DOMException('', name);

  test.each(steps)('says that it is not let in: %s', async (_, work) => {
    const { storage } = folder([[PACK, BYTES]], { permission: () => 'prompt', fail: () => error('NotAllowedError') });
    await expect(work(storage)).rejects.toMatchObject({ code: 'FOLDER_DENIED' });
  });

  test.each(steps)('says that it is gone: %s', async (_, work) => {
    const { storage } = folder([[PACK, BYTES]], { fail: () => error('NotFoundError') });
    await expect(work(storage)).rejects.toMatchObject({ code: 'FOLDER_GONE' });
  });

  test.each([
    ['QuotaExceededError', 'write', 'FOLDER_FULL'],
    ['QuotaExceededError', 'close', 'FOLDER_FULL'],
    ['NoModificationAllowedError', 'open', 'FOLDER_REFUSED'],
    ['NoModificationAllowedError', 'make', 'FOLDER_REFUSED'],
    ['InvalidStateError', 'close', 'FOLDER_REFUSED'],
    // The API's own: what was written is not taken.
    ['AbortError', 'close', 'FOLDER_REFUSED'],
  ])('answers %s to the step "%s" of writing: %s, and nothing half is there', async (name, at, code) => {
    const { storage, tree } = folder([], { fail: (step) => (step === at ? error(name) : undefined) });
    await expect(storage.write(PACK, BYTES)).rejects.toMatchObject({ code });
    expect([...tree.files.values()].filter(({ length }) => length > 0)).toEqual([]);
  });

  test('refuses to remove', async () => {
    const fail = (step: DirectoryStep) => (step === 'remove' ? error('NoModificationAllowedError') : undefined);
    const { storage } = folder([[PACK, BYTES]], { fail });
    await expect(storage.remove([PACK])).rejects.toMatchObject({ code: 'FOLDER_REFUSED' });
  });

  test('does not make an abort a failure of its own', async () => {
    const { storage } = folder([[PACK, BYTES]]);
    const file = await storage.open(PACK);
    const aborted = AbortSignal.abort();
    for (const work of [storage.list('packs', aborted), storage.write(KEY, BYTES, aborted), file.read(0, 9, aborted)])
      await expect(work).rejects.toMatchObject({ name: 'AbortError' });
  });
});

test('a vault that is given up goes with its copies and empty files, and leaves what is not its own', async () => {
  const tree = newTree([
    [PACK, BYTES],
    [COPY, BYTES],
    [`keys/${ID} (1).age`, BYTES],
    [`index/${ID}.age`, new Uint8Array()],
    ['README.txt', BYTES],
    ['photo.jpg', BYTES],
  ]);
  await clearFolder(directoryHandle(tree));
  expect([...tree.files.keys()]).toEqual(['README.txt', 'photo.jpg']);
});
