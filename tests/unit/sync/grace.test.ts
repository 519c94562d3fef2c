import { quietly } from '@/utils/vault/progress';
import { GRACE } from '@/utils/storage/grace';
import { describe, expect, test, vi } from 'vitest';
import { noise } from '../lib/bytes';
import { Cloud } from '../lib/cloud';
import { Device } from '../lib/device';
import { entry } from '../lib/files';
import { putInto } from '../lib/memory-directory';
import { expectRestores, never } from '../lib/vaults';

vi.mock('@/utils/age/header', async (original) =>
  (await import('../lib/quick-headers')).quickHeaders(await original()),
);

const DAY = 24 * 60 * 60 * 1000;
const content = [entry('chat.txt', 'hello'), entry('photo.jpg', noise(90_000))];
const other = [entry('note.txt', 'something else')];

/** Two devices, open, on one folder; the first has backed up. */
async function two() {
  const a = await Device.make();
  await a.use(false);
  const archive = await a.backUp(content);
  await a.sync();
  const b = await Device.make([]);
  const cloud = new Cloud([a.tree, b.tree]);
  cloud.settle();
  await b.adopt();
  await b.unlock();
  await b.sync();
  const pass = (days: number) => [a, b].forEach((device) => (device.now += days * DAY));
  const exchange = async () => {
    for (let round = 0; round < 2; round++) {
      for (const device of [a, b]) await device.sync();
      cloud.settle();
    }
  };
  return { a, b, archive, cloud, pass, exchange };
}
const packs = ({ tree }: Device) => [...tree.files.keys()].filter((path) => path.startsWith('packs/'));
const remove = async ({ vault }: Device, archive: string) => await vault?.remove(archive, quietly, never);

describe('what nothing needs any more', () => {
  test('goes from the folder after the time of grace, and not before', async () => {
    const { a, b, archive, pass, exchange } = await two();
    const kept = await a.backUp(other);
    await exchange();
    const before = packs(a);
    await remove(a, archive);
    for (let day = 0; day < GRACE / DAY - 1; day++) {
      pass(1);
      await exchange();
      expect(packs(a)).toEqual(before);
    }
    pass(2);
    await exchange();
    for (const device of [a, b]) {
      expect(packs(device)).toHaveLength(1);
      expect([...device.tree.files.keys()].some((path) => path.includes(archive))).toBe(false);
      expect(await device.lost()).toEqual({ seen: [], unseen: 0, damaged: [], tooNew: 0 });
      expect(await device.pending()).toBe(0);
      await expectRestores(await device.unlock(), kept, other);
    }
  });

  test('does not come back from a device that keeps copies', async () => {
    const { a, b, archive, pass, exchange } = await two();
    await b.place.setKeepsCopy(true);
    await a.backUp(other);
    await exchange();
    await remove(a, archive);
    for (let week = 0; week < 11; week++) {
      pass(6);
      await exchange();
    }
    for (const device of [a, b]) expect(packs(device)).toHaveLength(1);
    expect([...b.files.keys()].filter((path) => path.startsWith('packs/'))).toHaveLength(1);
  });

  test('stays where a backup that another device has made meanwhile needs it', async () => {
    const { a, b, archive, pass, exchange } = await two();
    const before = packs(a);
    // Not in the folder yet, and made of what is there.
    const again = await b.backUp(content);
    await remove(a, archive);
    await a.sync();
    pass(GRACE / DAY - 1);
    await exchange();
    pass(20);
    await exchange();
    expect(packs(a)).toEqual(expect.arrayContaining(before));
    for (const device of [a, b]) await expectRestores(await device.unlock(), again, content);
    // When that one is removed too, its time begins anew.
    await remove(b, again);
    for (let days = 0; days < 12; days += 3) {
      await exchange();
      pass(3);
    }
    expect(packs(a)).toEqual(expect.arrayContaining(before));
  });

  test('stays until a device that was away for long has caught up with the others', async () => {
    const { a, b, archive, cloud, pass, exchange } = await two();
    const again = await b.backUp(content);
    await remove(a, archive);
    await a.sync();
    await b.sync();
    cloud.upload(1);
    pass(GRACE / DAY + 20);
    // Its sync program has only just started, too.
    await a.sync();
    await a.sync();
    await exchange();
    pass(3);
    await exchange();
    for (const device of [a, b]) await expectRestores(await device.unlock(), again, content);
  });

  test.each([
    ['', true],
    [' of a device that was locked all the time', false],
  ])('is not relied on by a backup%s', async (_, isOpen) => {
    const { a, b, archive, pass, exchange } = await two();
    if (!isOpen) b.vault = null;
    await remove(a, archive);
    for (let days = 0; days < GRACE / DAY; days += 5) {
      await exchange();
      pass(5);
    }
    pass(-0.5);
    await exchange();
    const [before] = packs(a);
    const again = await b.backUp(content);
    pass(1);
    // It goes from the folder before the others have heard of that backup.
    await a.sync();
    expect(packs(a)).not.toContain(before);
    await exchange();
    for (const device of [a, b]) await expectRestores(await device.unlock(), again, content);
  });
});

test('of what both devices have stored, both let the same copy go', async () => {
  for (let round = 0; round < 6; round++) {
    const { a, b, archive, pass, exchange } = await two();
    await exchange();
    const same = [entry('film.mp4', noise(80_000, 5))];
    const [ofA, ofB] = [await a.backUp(same), await b.backUp(same)];
    const extra = await b.backUp(other);
    await exchange();
    await remove(a, archive);
    await remove(b, extra);
    await exchange();
    // Restarted: what was read first is known first.
    for (const device of [a, b]) {
      await device.start();
      await device.unlock();
    }
    for (let days = 0; days < GRACE / DAY; days += 5) {
      pass(5);
      await exchange();
    }
    pass(1);
    // On the same day, before either hears of the other.
    await a.sync();
    await b.sync();
    await exchange();
    for (const device of [a, b]) {
      expect(packs(device)).toHaveLength(1);
      for (const each of [ofA, ofB]) await expectRestores(await device.unlock(), each, same);
    }
  }
});

describe('what only a snapshot needs that has not come', () => {
  /** A folder of A's that got all from B's but one snapshot, which lists what A has removed. */
  async function late() {
    const { a, b, archive, exchange, pass } = await two();
    await exchange();
    const again = await b.backUp(content);
    const next = await b.backUp(other);
    await b.sync();
    const bring = (wanted: (path: string) => boolean) => {
      for (const [path, bytes] of b.tree.files) if (wanted(path)) putInto(a.tree, path, bytes);
    };
    bring((path) => !path.includes(again));
    await a.sync();
    await remove(a, archive);
    const wait = async (days: number) => {
      for (let day = 0; day < days; day++) {
        await a.sync();
        pass(1);
      }
      await a.sync();
    };
    return { a, again, next, wait, bring };
  }

  test('stays, however long that takes', async () => {
    const { a, again, next, wait, bring } = await late();
    await wait(3 * (GRACE / DAY));
    expect((await a.lost()).unseen).toBe(1);
    expect((await (await a.unlock()).planTidy(never)).blocked).toMatchObject([{ kind: 'unseen' }]);
    bring(() => true);
    await a.sync();
    for (const [name, entries] of [
      [again, content],
      [next, other],
    ] as const)
      await expectRestores(await a.unlock(), name, entries);
  });

  test('goes where the user lets go of it, after a time of grace of its own', async () => {
    const { a, next, wait } = await late();
    await wait(2 * (GRACE / DAY));
    const before = packs(a);
    await a.letGoUnseen();
    expect((await a.lost()).unseen).toBe(0);
    await a.sync();
    const { blocked, waiting } = await (await a.unlock()).planTidy(never);
    expect(blocked).toEqual([]);
    expect(waiting.every(({ until }) => until > a.now + GRACE - DAY)).toBe(true);
    await (await a.unlock()).tidy(quietly, never);
    await wait(GRACE / DAY - 1);
    expect(packs(a)).toEqual(before);
    await wait(2);
    expect(packs(a)).toHaveLength(1);
    await expectRestores(await a.unlock(), next, other);
  });

  test('is whole where it comes after all, within that time', async () => {
    const { a, again, wait, bring } = await late();
    await a.letGoUnseen();
    await (await a.unlock()).tidy(quietly, never);
    await wait(GRACE / DAY - 2);
    bring(() => true);
    await wait(GRACE / DAY);
    await expectRestores(await a.unlock(), again, content);
  });
});

test('an archive that the folder has lost and the user let go of blocks nothing', async () => {
  const { a, archive, pass } = await two();
  const kept = await a.backUp(other);
  await a.sync();
  a.tree.files.delete(`snapshots/${archive}.age`);
  await a.sync();
  expect((await a.lost()).seen).toHaveLength(1);
  await a.forgetLost();
  expect(await a.lost()).toEqual({ seen: [], unseen: 0, damaged: [], tooNew: 0 });
  await (await a.unlock()).tidy(quietly, never);
  for (let days = 0; days <= GRACE / DAY; days++) {
    pass(1);
    await a.sync();
  }
  expect(packs(a)).toHaveLength(1);
  await expectRestores(await a.unlock(), kept, other);
});
