import { lookAtFolder } from '@/utils/sync/look';
import { README_PATH } from '@/utils/vault/readme';
import { describe, expect, test } from 'vitest';
import { noise } from '../lib/bytes';
import { directoryHandle, newTree } from '../lib/memory-directory';

const ID = '3f0123456789abcdef0123456789abcd';
const KEY = `keys/${ID}.age`;
const SNAPSHOT = `snapshots/${ID}${ID}.age`;
const BYTES = noise(100);

async function look(paths: readonly string[], { folders = [] as string[], isOurs = false, name = 'Drive' } = {}) {
  const tree = newTree(paths.map((path) => [path, BYTES]));
  for (const folder of folders) tree.folders.add(folder);
  const before = new Map(tree.files);
  const { directory, ...seen } = await lookAtFolder(directoryHandle(tree, {}, name), () => isOurs);
  expect(tree.files).toEqual(before);
  return { ...seen, at: directory.name };
}

describe('a folder that was picked', () => {
  test.each<[string, string[], object]>([
    ['is empty', [], { holds: 'nothing', freeName: 'Passkeep' }],
    ["has a system's files", ['.DS_Store', 'desktop.ini', 'Thumbs.db', '.stfolder/x'], { holds: 'nothing' }],
    ['has a README alone', [README_PATH], { holds: 'nothing' }],
    ['has other files', ['photo.jpg'], { holds: 'files', freeName: 'Passkeep' }],
    [
      'has other files and a folder of our name',
      ['passkeep/photo.jpg', 'a'],
      { holds: 'files', freeName: 'Passkeep 2' },
    ],
    ['has a folder named index', ['index/a.html'], { holds: 'files' }],
    ['has folders named as ours, with nothing of ours', ['keys/house.txt', 'packs/wolf.jpg'], { holds: 'files' }],
    ['has another vault', [KEY, SNAPSHOT], { holds: 'other', snapshots: 1, freeName: 'Passkeep' }],
    ['has a vault whose keys have not come', [`packs/3f/${ID}.age`, SNAPSHOT], { holds: 'other', snapshots: 1 }],
    [
      'has a vault in a sub-folder',
      [`Passkeep/${KEY}`, 'a'],
      { holds: 'other', name: 'Drive / Passkeep', at: 'Passkeep' },
    ],
    ['has copies of a snapshot', [KEY, SNAPSHOT, SNAPSHOT.replace('.age', ' (1).age')], { snapshots: 1 }],
  ])('%s', async (_, paths, expected) => {
    expect(await look(paths)).toMatchObject(expected);
  });

  test("has this browser's vault, also where sync programs have doubled its files and folders", async () => {
    for (const path of [KEY, `keys (1)/${ID}.age`, `keys/${ID} (1).age`])
      expect(await look([path, SNAPSHOT], { isOurs: true })).toMatchObject({ holds: 'same' });
  });

  test("has this browser's vault beside another one, each in a sub-folder", async () => {
    const paths = [`Passkeep/keys/${'0'.repeat(32)}.age`, `Passkeep 2/${KEY}`, 'photo.jpg'];
    const tree = newTree(paths.map((path) => [path, BYTES]));
    const picked = directoryHandle(tree, {}, 'Drive');
    const { directory, ...seen } = await lookAtFolder(picked, (path) => path === KEY);
    expect(directory.name).toBe('Passkeep 2');
    expect(seen).toMatchObject({ holds: 'same', name: 'Drive / Passkeep 2', freeName: 'Passkeep 3' });
    expect(await lookAtFolder(picked, () => false)).toMatchObject({ holds: 'other', name: 'Drive / Passkeep' });
  });

  test('has only the empty folders that a vault leaves', async () => {
    expect(await look([README_PATH], { folders: ['keys', 'packs', 'packs/3f', 'index', 'snapshots'] })).toMatchObject({
      holds: 'nothing',
    });
  });

  test.each([
    ['keys', [`${ID}.age`]],
    ['snapshots', [`${ID}${ID}.age`]],
    ['3f', [`${ID}.age`]],
    ['packs', [`3f/${ID}.age`, `4e/${ID}.age`]],
  ])('is the folder %s inside a vault', async (name, paths) => {
    await expect(look(paths, { name })).rejects.toMatchObject({ code: 'FOLDER_INSIDE_VAULT' });
  });

  test.each([
    ['NotAllowedError', 'prompt', 'FOLDER_DENIED'],
    ['NotFoundError', 'granted', 'FOLDER_GONE'],
  ] as const)('cannot be looked at: %s', async (name, state, code) => {
    const handle = directoryHandle(newTree(), { permission: () => state, fail: () => new DOMException('', name) });
    await expect(lookAtFolder(handle, () => false)).rejects.toMatchObject({ code });
  });
});
