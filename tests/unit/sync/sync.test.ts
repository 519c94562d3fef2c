import { quietly } from '@/utils/vault/progress';
import { type Bytes, concat, utf8 } from '@/utils/bytes';
import { PasskeepError } from '@/utils/errors';
import { README_PATH, readmeText } from '@/utils/vault/readme';
import { describe, expect, test, vi } from 'vitest';
import { flipped, noise } from '../lib/bytes';
import { Device } from '../lib/device';
import { entry } from '../lib/files';
import { newTree, putInto } from '../lib/memory-directory';
import { expectRestores, never } from '../lib/vaults';

vi.mock('@/utils/age/header', async (original) =>
  (await import('../lib/quick-headers')).quickHeaders(await original()),
);

const first = [entry('chat.txt', 'hello'), entry('photo.jpg', noise(90_000))];
const second = [entry('chat.txt', 'hello again'), entry('film.mp4', noise(90_000, 2))];

/** A device with one backup, in the browser alone. */
async function withBackup(): Promise<{ device: Device; archive: string }> {
  const device = await Device.make();
  return { device, archive: await device.backUp(first) };
}
/** The same, whose vault lives in a folder. */
async function inFolder(keepsCopy: boolean) {
  const made = await withBackup();
  await made.device.use(keepsCopy);
  await made.device.sync();
  return made;
}
const inside = (device: Device, folder: string) =>
  [...device.tree.files.keys()].filter((path) => path.startsWith(folder));
const here = (device: Device, folder: string) => [...device.files.keys()].filter((path) => path.startsWith(folder));
const only = (paths: readonly string[]) => {
  expect(paths).toHaveLength(1);
  return paths[0] as string;
};
/** Another device that opens what is in this one's folder now. */
async function other(device: Device): Promise<Device> {
  const made = await Device.make([], newTree(device.tree.files));
  await made.adopt();
  return made;
}
/** Both folders hold what either holds. */
function merge(a: Device, b: Device): void {
  for (const [path, bytes] of a.tree.files) if (!b.tree.files.has(path)) putInto(b.tree, path, bytes);
  for (const [path, bytes] of b.tree.files) if (!a.tree.files.has(path)) putInto(a.tree, path, bytes);
}

describe('a vault that moves into a folder', () => {
  test.each([true, false])(
    'is there, file for file, with a README; packs stay in the browser: %s',
    async (keepsCopy) => {
      const { device, archive } = await withBackup();
      const before = new Map(device.files);
      await device.use(keepsCopy);
      expect(await device.pending()).toBe(before.size);
      await device.sync();
      expect(await device.pending()).toBe(0);
      for (const [path, bytes] of before) expect(device.tree.files.get(path)).toEqual(bytes);
      expect(device.tree.files.get(README_PATH)).toEqual(utf8(readmeText()));
      const packs = [...before.keys()].filter((path) => path.startsWith('packs/'));
      expect(here(device, 'packs/')).toEqual(keepsCopy ? packs : []);
      expect(here(device, '').length).toBe(before.size - (keepsCopy ? 0 : packs.length));
      await expectRestores(await device.unlock(), archive, first);
      expect(await device.place.outline(never)).toMatchObject({
        name: 'Drive',
        letIn: true,
        keepsCopy,
        syncedAt: device.now,
      });
    },
  );

  test.each(['before', 'after'] as const)(
    'and whose browser is killed just %s any of its changes loses nothing, claims nothing, and goes on',
    async (death) => {
      const { device: start, archive } = await withBackup();
      for (let k = 1; ; k++) {
        const device = await start.twin();
        device.mortal.doom(k, death);
        await device
          .use(false)
          .then(() => device.sync())
          .catch(quietly);
        const { dead } = device.mortal;
        await device.start();
        for (const [path, { state, size }] of device.memory.ledger)
          if (state === 'there') expect(device.tree.files.get(path)?.length, path).toBe(size);
        await expectRestores(await device.unlock(), archive, first);
        await device.use(false);
        await device.sync();
        expect([await device.pending(), here(device, 'packs/')]).toEqual([0, []]);
        await expectRestores(await device.unlock(), archive, first);
        expect(
          [...device.tree.files.keys()]
            .filter((path) => path.includes(' (') || path.includes('crswap'))
            .filter((path) => !path.endsWith('.crswap')),
        ).toEqual([]);
        if (!dead) break;
        expect(k).toBeLessThan(60);
      }
    },
  );

  test('lets no pack go that a lying disk has not kept', async () => {
    const { device, archive } = await withBackup();
    await device.use(false);
    const pack = only(here(device, 'packs/'));
    const bytes = device.files.get(pack) as Bytes;
    // Of the same size, as after a power cut.
    putInto(device.tree, pack, new Uint8Array(bytes.length));
    await device.sync();
    expect(inside(device, 'packs/').map((path) => device.tree.files.get(path))).toContainEqual(bytes);
    expect(await device.pending()).toBe(0);
    // The bad file is given up for the good one when it has been met, and named.
    await device.sync();
    expect((await device.lost()).damaged).toEqual([pack]);
    await expectRestores(await device.unlock(), archive, first);
  });

  test('takes no found file for its own before it has been compared', async () => {
    const { device } = await withBackup();
    await device.use(true);
    const snapshot = only(here(device, 'snapshots/'));
    putInto(device.tree, snapshot, noise(device.files.get(snapshot)?.length ?? 0));
    expect(await device.pending()).toBeGreaterThan(0);
    await device.sync();
    expect(inside(device, 'snapshots/').map((path) => device.tree.files.get(path))).toContainEqual(
      device.files.get(snapshot),
    );
  });
});

describe('two devices', () => {
  test('that both back up both have both', async () => {
    const { device: a, archive } = await inFolder(false);
    const b = await other(a);
    const [ofB, ofA] = [await b.backUp(second), await a.backUp(second)];
    for (const device of [a, b]) await device.sync();
    merge(a, b);
    for (const device of [a, b]) {
      await device.sync();
      const vault = await device.unlock();
      expect(
        vault
          .archives()
          .map(({ id }) => id)
          .toSorted(),
      ).toEqual([archive, ofA, ofB].toSorted());
      await expectRestores(vault, archive, first);
      for (const id of [ofA, ofB]) await expectRestores(vault, id, second);
      expect(vault.archives().map(({ missing }) => missing)).toEqual([null, null, null]);
    }
  });

  test('show an archive as soon as its snapshot comes, and what is missing of it until it is whole', async () => {
    const { device: a, archive } = await inFolder(false);
    const b = await Device.make([], newTree([...a.tree.files].filter(([path]) => /^(?:keys|snapshots)\//.test(path))));
    await b.adopt();
    const vault = await b.unlock();
    await b.sync();
    const missing = () => vault.archives().map((each) => each.missing);
    expect(missing()).toEqual([{ files: 2, bytes: 90_005 }]);
    const pack = only(inside(a, 'packs/'));
    const bytes = a.tree.files.get(pack) as Bytes;
    putInto(b.tree, pack, bytes.slice(0, 50_000));
    await b.sync();
    expect(missing()).toEqual([{ files: 2, bytes: 90_005 }]);
    putInto(b.tree, pack, bytes);
    await b.sync();
    expect(missing()).toEqual([null]);
    await expectRestores(vault, archive, first);
  });

  test('notice a file that is cut short in the folder later on', async () => {
    const { device } = await inFolder(false);
    const vault = await device.unlock();
    await device.sync();
    expect(vault.archives()[0]?.missing).toBeNull();
    const pack = only(inside(device, 'packs/'));
    putInto(device.tree, pack, (device.tree.files.get(pack) as Bytes).slice(0, 5000));
    await device.sync();
    expect(vault.archives()[0]?.missing).toEqual({ files: 2, bytes: 90_005 });
  });

  test('take in what came with a sync that was stopped in the middle', async () => {
    const { device: a } = await inFolder(false);
    const b = await other(a);
    await b.unlock();
    await b.sync();
    const archive = await a.backUp(second);
    await a.sync();
    merge(a, b);
    await b.backUp(first);
    // The folder goes when it is b's turn to write.
    const folder = b.place.storage.place?.folder as { write: unknown };
    const { write } = folder;
    folder.write = () => Promise.reject(new PasskeepError('FOLDER_GONE'));
    await expect(b.sync()).rejects.toMatchObject({ code: 'FOLDER_GONE' });
    folder.write = write;
    await b.sync();
    expect(b.vault?.archives().map(({ id }) => id)).toContain(archive);
  });

  test('drop the index files that another one has put a later one in the place of', async () => {
    const { device: a } = await inFolder(false);
    const b = await other(a);
    const index = only(here(b, 'index/'));
    b.tree.files.delete(index);
    await b.sync();
    expect(here(b, 'index/')).toEqual([]);
    expect(inside(b, 'index/')).toEqual([]);
    await expectRestores(await b.unlock(), only(here(b, 'snapshots/')).slice(10, -4), first);
  });
});

describe('damage', () => {
  test('in the folder of a file that the browser has is healed: cut short', async () => {
    const { device } = await inFolder(true);
    for (const path of [...here(device, 'packs/'), ...here(device, 'snapshots/'), ...here(device, 'keys/')])
      putInto(device.tree, path, (device.tree.files.get(path) as Bytes).slice(0, 100));
    await device.sync();
    for (const [path, bytes] of device.files) expect(device.tree.files.get(path)).toEqual(bytes);
    expect(await device.pending()).toBe(0);
  });

  test.each(['snapshots/', 'index/', 'packs/', 'keys/'])(
    'here is healed from the folder: %s cut short',
    async (folder) => {
      const { device, archive } = await inFolder(true);
      const path = only(here(device, folder));
      const whole = device.files.get(path) as Bytes;
      device.files.set(path, whole.slice(0, whole.length - 50));
      await device.start();
      const vault = await device.unlock();
      // What an unlocking would have come upon.
      if (folder === 'keys/') device.damagedKeys = [path];
      await device.sync();
      await device.sync();
      expect(device.files.get(path)).toEqual(whole);
      expect(device.tree.files.get(path)).toEqual(whole);
      await expectRestores(vault, archive, first);
    },
  );

  test.each(['snapshots/', 'packs/'])('here, of one bit, is healed from the folder: %s', async (folder) => {
    const { device, archive } = await inFolder(true);
    const path = only(here(device, folder));
    const whole = device.files.get(path) as Bytes;
    device.files.set(path, flipped(whole, whole.length - 60_000 > 0 ? 50_000 : whole.length - 50));
    await device.start();
    const vault = await device.unlock();
    await expectRestores(vault, archive, first).catch(quietly);
    await device.sync();
    expect(device.files.get(path)).toEqual(whole);
    await expectRestores(vault, archive, first);
  });

  test('in the folder never comes here in the place of what is whole', async () => {
    const { device, archive } = await inFolder(true);
    const before = new Map(device.files);
    for (const path of before.keys()) {
      const bytes = device.tree.files.get(path) as Bytes;
      // Longer, and not what it was: whoever can write there may try.
      putInto(device.tree, path, concat(path.endsWith('0.age') ? [noise(20, 9), bytes] : [bytes, noise(20, 9)]));
    }
    const vault = await device.unlock();
    await device.sync();
    await device.start();
    await device.sync();
    expect([...device.files]).toEqual([...before]);
    await expectRestores(vault, archive, first);
  });

  test('of which the folder has a whole copy is healed: on a device that has never seen it whole', async () => {
    const { device: a, archive } = await inFolder(false);
    const b = await Device.make([], newTree(a.tree.files));
    for (const folder of ['packs/', 'index/', 'snapshots/']) {
      const path = only(inside(a, folder));
      const whole = a.tree.files.get(path) as Bytes;
      putInto(b.tree, path.replace('.age', ' (1).age'), whole);
      putInto(b.tree, path, noise(whole.length));
    }
    await b.adopt();
    const vault = await b.unlock();
    expect(vault.archives()).toEqual([]);
    await b.sync();
    expect(vault.archives()).toHaveLength(1);
    await expectRestores(vault, archive, first).catch(quietly);
    await b.sync();
    await expectRestores(vault, archive, first);
    expect(vault.archives()[0]?.missing).toBeNull();
    expect((await b.lost()).damaged).toHaveLength(3);
  });
});
