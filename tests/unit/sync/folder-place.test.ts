import { quietly } from '@/utils/vault/progress';
import type { Bytes } from '@/utils/bytes';
import { PasskeepError } from '@/utils/errors';
import { describe, expect, test, vi } from 'vitest';
import { noise } from '../lib/bytes';
import { newVault } from '../lib/key-rings';
import { Device, KEY } from '../lib/device';
import { entry } from '../lib/files';
import { directoryHandle, newTree, putInto, type Tree } from '../lib/memory-directory';
import { expectRestores, never } from '../lib/vaults';

vi.mock('@/utils/age/header', async (original) =>
  (await import('../lib/quick-headers')).quickHeaders(await original()),
);

const first = [entry('chat.txt', 'hello'), entry('photo.jpg', noise(90_000))];
const second = [entry('chat.txt', 'hello again')];
const OTHER_KEY = `keys/${'6'.repeat(32)}.age`;

async function inFolder(keepsCopy = false) {
  const device = await Device.make();
  const archive = await device.backUp(first);
  await device.use(keepsCopy);
  await device.sync();
  return { device, archive };
}
const use = (device: Device, tree: Tree, more: { sub?: string; withoutOld?: boolean; keepsCopy?: boolean } = {}) =>
  device.place.use(
    { directory: directoryHandle(tree, {}, 'Stick'), name: 'Stick', sub: null, keepsCopy: false, ...more },
    quietly,
    never,
  );
const packs = (files: ReadonlyMap<string, Bytes>) => [...files.keys()].filter((path) => path.startsWith('packs/'));
const coded = (code: string) => expect.objectContaining({ code }) as unknown;

describe('a folder that is not what it was', () => {
  test('that is empty all at once is taken for a disk that is not there, and nothing is changed', async () => {
    const { device, archive } = await inFolder(true);
    const [files, ledger] = [new Map(device.files), new Map(device.memory.ledger)];
    const all = [...device.tree.files];
    device.tree.files.clear();
    await expect(device.sync()).rejects.toEqual(coded('FOLDER_EMPTIED'));
    expect(device.files).toEqual(files);
    expect(device.memory.ledger).toEqual(ledger);
    expect(device.tree.files.size).toBe(0);
    // The disk is back.
    for (const [path, bytes] of all) device.tree.files.set(path, bytes);
    await device.sync();
    expect(await device.pending()).toBe(0);
    await expectRestores(await device.unlock(), archive, first);
  });

  test.each([true, false])('that was emptied is filled again if the user says so; copy kept: %s', async (keepsCopy) => {
    const { device, archive } = await inFolder(keepsCopy);
    device.tree.files.clear();
    await expect(device.sync()).rejects.toEqual(coded('FOLDER_EMPTIED'));
    await device.place.putBack(never);
    await device.sync();
    expect(await device.pending()).toBe(0);
    for (const [path, bytes] of device.files) expect(device.tree.files.get(path)).toEqual(bytes);
    const vault = await device.unlock();
    await device.sync();
    if (keepsCopy) await expectRestores(vault, archive, first);
    expect(vault.archives()[0]?.missing).toEqual(keepsCopy ? null : { files: 2, bytes: 90_005 });
  });

  test('that holds another vault is told, and nothing is changed', async () => {
    const { device } = await inFolder();
    device.tree.files.clear();
    putInto(device.tree, OTHER_KEY, noise(300));
    const files = new Map(device.files);
    await expect(device.sync()).rejects.toEqual(coded('FOLDER_OTHER_VAULT'));
    expect([...device.tree.files.keys()]).toEqual([OTHER_KEY]);
    expect(device.files).toEqual(files);
  });

  test('that was rolled back names the archives that it has lost, and gets them back', async () => {
    const { device, archive } = await inFolder(true);
    const earlier = new Map(device.tree.files);
    const later = await device.backUp(second, 'Later');
    await device.sync();
    device.tree.files.clear();
    for (const [path, bytes] of earlier) device.tree.files.set(path, bytes);
    await device.sync();
    expect((await device.lost()).seen).toMatchObject([{ id: later, title: 'Later' }]);
    expect([...device.tree.files.keys()].some((path) => path.includes(later))).toBe(false);
    // Nothing is written over the user's head, also not by the next sync.
    await device.sync();
    expect((await device.lost()).seen).toHaveLength(1);
    await expectRestores(await device.unlock(), later, second);
    await device.place.putBack(never);
    await device.sync();
    expect((await device.lost()).seen).toEqual([]);
    const fresh = await Device.make([], newTree(device.tree.files));
    await fresh.adopt();
    const vault = await fresh.unlock();
    await expectRestores(vault, later, second);
    await expectRestores(vault, archive, first);
  });

  test('whose lost archives come back by themselves says nothing of them any more', async () => {
    const { device, archive } = await inFolder();
    const path = `snapshots/${archive}.age`;
    const bytes = device.tree.files.get(path) as Bytes;
    device.tree.files.delete(path);
    await device.sync();
    expect(device.place.lost).toEqual([path]);
    putInto(device.tree, path, bytes);
    await device.sync();
    expect([device.place.lost, await device.pending()]).toEqual([[], 0]);
  });

  test('may lose what the user lets be lost: it is not shown any more, and not written again', async () => {
    const { device, archive } = await inFolder(true);
    const later = await device.backUp(second);
    await device.sync();
    device.tree.files.delete(`snapshots/${later}.age`);
    await device.sync();
    await device.forgetLost();
    await device.sync();
    expect((await device.unlock()).archives().map(({ id }) => id)).toEqual([archive]);
    expect([device.place.lost, await device.pending()]).toEqual([[], 0]);
    expect([...device.tree.files.keys()].some((path) => path.includes(later))).toBe(false);
  });
});

describe('leaving a folder', () => {
  test('brings everything into the browser and leaves the folder as it is', async () => {
    const { device, archive } = await inFolder();
    const before = new Map(device.tree.files);
    await device.place.leave(quietly, never);
    expect(device.tree.files).toEqual(before);
    expect(await device.place.outline(never)).toBeNull();
    device.reach = 'gone';
    await expectRestores(await device.unlock(), archive, first);
    await device.start();
    await expectRestores(await device.unlock(), archive, first);
    expect(device.memory.ledger.size).toBe(0);
  });

  test('out of reach, or with a file that cannot be brought now, does not happen', async () => {
    const { device, archive } = await inFolder();
    device.reach = 'denied';
    await expect(device.place.leave(quietly, never)).rejects.toEqual(coded('FOLDER_DENIED'));
    device.reach = 'granted';
    const pack = packs(device.tree.files)[0] as string;
    const open = device.place.storage.place?.folder.open;
    Object.assign(device.place.storage.place?.folder as object, {
      open: async (path: string) => {
        if (path === pack) throw new PasskeepError('STORAGE_MISSING');
        return await open?.(path);
      },
    });
    await expect(device.place.leave(quietly, never)).rejects.toEqual(coded('STORAGE_MISSING'));
    await device.start();
    expect((await device.place.outline(never))?.name).toBe('Drive');
    await device.place.leave(quietly, never);
    await expectRestores(await device.unlock(), archive, first);
  });

  test.each(['before', 'after'] as const)(
    'and killed just %s any change loses nothing, and can be done',
    async (death) => {
      const { device: start, archive } = await inFolder();
      for (let k = 1; ; k++) {
        const device = await start.twin();
        device.mortal.doom(k, death);
        await device.place.leave(quietly, never).catch(quietly);
        const { dead } = device.mortal;
        await device.start();
        await expectRestores(await device.unlock(), archive, first);
        await device.place.leave(quietly, never);
        expect(packs(device.files)).toHaveLength(1);
        if (!dead) break;
        expect(k).toBeLessThan(40);
      }
    },
  );
});

describe('another folder', () => {
  test('gets everything that the first one has', async () => {
    const { device, archive } = await inFolder();
    const tree = newTree();
    await use(device, tree);
    await device.sync();
    expect([packs(tree.files).length, packs(device.files).length, await device.pending()]).toEqual([1, 0, 0]);
    await expectRestores(await device.unlock(), archive, first);
  });

  test('that has this vault in part gets the rest', async () => {
    const { device, archive } = await inFolder();
    const tree = newTree([...device.tree.files].filter(([path]) => !path.startsWith('packs/')));
    await use(device, tree);
    await device.sync();
    expect(packs(tree.files)).toHaveLength(1);
    await expectRestores(await device.unlock(), archive, first);
  });

  test('to which the first one was moved takes its place', async () => {
    const { device, archive } = await inFolder();
    const tree = newTree(device.tree.files);
    device.reach = 'gone';
    await use(device, tree);
    await device.sync();
    expect(packs(device.files)).toEqual([]);
    await expectRestores(await device.unlock(), archive, first);
  });

  test('waits for the first one, or is used without it', async () => {
    const { device } = await inFolder();
    device.reach = 'denied';
    const tree = newTree();
    await expect(use(device, tree)).rejects.toEqual(coded('FOLDER_DENIED'));
    await use(device, tree, { withoutOld: true });
    const vault = await device.unlock();
    await device.sync();
    expect(vault.archives()[0]?.missing).toEqual({ files: 2, bytes: 90_005 });
  });

  test('with another vault in it is refused; beside that one there is room', async () => {
    const { device, archive } = await inFolder();
    const tree = newTree([[OTHER_KEY, noise(300)]]);
    await expect(use(device, tree)).rejects.toEqual(coded('FOLDER_OTHER_VAULT'));
    const look = await device.place.look(directoryHandle(tree), never);
    await use(device, tree, { sub: look.freeName });
    await device.sync();
    expect(tree.files.has(`Passkeep/snapshots/${archive}.age`)).toBe(true);
    expect(tree.files.get(OTHER_KEY)).toEqual(noise(300));
  });
});

describe('a vault that is in a folder', () => {
  test('is taken over by a browser that has none, with what it needs', async () => {
    const { device: a, archive } = await inFolder();
    const b = await Device.make([], newTree(a.tree.files));
    await b.adopt();
    expect(packs(b.files)).toEqual([]);
    expect([...b.files.keys()]).toContain(KEY);
    await expectRestores(await b.unlock(), archive, first);
  });

  test('is taken over by one whose own vault has nothing but keys and the record of them', async () => {
    const { device: a, archive } = await inFolder();
    const own = await newVault();
    const b = await Device.make(own.files, newTree(a.tree.files));
    await b.adopt();
    expect([...own.files.keys()].filter((path) => b.files.has(path))).toEqual([]);
    await expectRestores(await b.unlock(), archive, first);
  });

  test('is not taken over by one that has archives, nor where no key has come, nor where there is none', async () => {
    const { device: a } = await inFolder();
    const full = await Device.make();
    await full.backUp(second);
    await expect(full.place.adopt(a.directory, quietly, never)).rejects.toEqual(coded('VAULT_EXISTS'));
    const keyless = newTree([...a.tree.files].filter(([path]) => !path.startsWith('keys/')));
    const b = await Device.make([], keyless);
    await expect(b.adopt()).rejects.toMatchObject({ code: 'VAULT_UNREADABLE', detail: { snapshots: 1 } });
    for (const tree of [newTree(), newTree([['photo.jpg', noise(5)]])])
      await expect((await Device.make([], tree)).adopt()).rejects.toEqual(coded('VAULT_MISSING'));
  });

  test('is forgotten with all that came from it, and can be taken over again', async () => {
    const { device: a, archive } = await inFolder();
    const b = await Device.make([], newTree(a.tree.files));
    await b.adopt();
    await b.place.forget(never);
    expect([b.files.size, b.memory.ledger.size, b.memory.place]).toEqual([0, 0, null]);
    await b.adopt();
    await expectRestores(await b.unlock(), archive, first);
  });

  test("is given up only where it is not this browser's, and leaves room for this one", async () => {
    const { device } = await inFolder();
    await expect(device.place.giveUp(device.directory, never)).rejects.toEqual(coded('VAULT_EXISTS'));
    const tree = newTree([
      [OTHER_KEY, noise(300)],
      [`packs/3f/${'3f'.repeat(16)}.age`, noise(9)],
      ['photo.jpg', noise(5)],
    ]);
    await device.place.giveUp(directoryHandle(tree), never);
    expect([...tree.files.keys()]).toEqual(['photo.jpg']);
    expect(await device.place.look(directoryHandle(tree), never)).toMatchObject({ holds: 'files' });
    await use(device, tree);
    await device.sync();
    expect(packs(tree.files)).toHaveLength(1);
  });
});
