import { quietly } from '@/utils/vault/progress';
import { quarantinePath } from '@/utils/storage/quarantine';
import type { SourceEntry } from '@/utils/vault/types';
import { expect, test, vi } from 'vitest';
import { flipped, noise } from '../lib/bytes';
import { Cloud } from '../lib/cloud';
import { Device } from '../lib/device';
import { entry } from '../lib/files';
import { putInto } from '../lib/memory-directory';
import { expectRestores, never, restoreAll } from '../lib/vaults';

// Check and repair of a vault in a folder that other devices use too.

vi.mock('@/utils/age/header', async (original) =>
  (await import('../lib/quick-headers')).quickHeaders(await original()),
);

const photo = entry('photo.jpg', noise(200_000, 1));
const entries: readonly SourceEntry[] = [photo, entry('chat.txt', 'a chat')];
const others: readonly SourceEntry[] = [entry('film.mp4', noise(90_000, 3))];

/** A browser whose vault, of two archives, is in the folder alone. */
async function inFolder() {
  const device = await Device.make();
  await device.use(false);
  const first = await device.backUp(entries, 'First');
  const second = await device.backUp(others, 'Second');
  await device.sync();
  await device.start();
  return { device, first, second };
}
const whole = await inFolder();

/** The same, to be changed. The pack is the first archive's; it is damaged where the photo is. */
async function damaged() {
  const device = await whole.device.twin();
  const packs = [...device.tree.files].filter(([path]) => path.startsWith('packs/'));
  const [path, bytes] = packs.toSorted(([, a], [, b]) => b.length - a.length)[0] as (typeof packs)[0];
  const bad = flipped(bytes, 150_000);
  device.tree.files.set(path, bad);
  return { device, path, bytes, bad };
}

const check = async (device: Device) => await (await device.unlock()).check({ kind: 'all' }, quietly, never);
const repair = async (device: Device) => await (await device.unlock()).repair(quietly, never);
const lossesOf = async (device: Device, archive: string) =>
  (await restoreAll(await device.unlock(), archive)).problems.map(({ path }) => path);

test('a pack that is damaged in the folder is put aside there; what is whole in it comes to every device', async () => {
  const { device, path, bad } = await damaged();
  const other = await Device.make([]);
  const cloud = new Cloud([device.tree, other.tree]);
  cloud.settle();
  await other.adopt();
  expect(await check(device)).toMatchObject({
    findings: expect.arrayContaining([{ kind: 'damaged', path, chunks: expect.any(Number), isHarmless: false }]),
    damagedArchives: [{ title: 'First', files: 1, paths: ['photo.jpg'] }],
  });
  const { quarantined, chunksSalvaged } = await repair(device);
  expect([quarantined.includes(path), chunksSalvaged > 0]).toEqual([true, true]);
  expect(device.tree.files.has(path)).toBe(false);
  expect(Buffer.from(device.tree.files.get(quarantinePath(path)) ?? [])).toEqual(Buffer.from(bad));
  await device.sync();
  cloud.settle();
  for (const each of [device, other]) {
    await each.start();
    await each.sync();
    expect(await lossesOf(each, whole.first)).toEqual(['photo.jpg']);
    expect(await lossesOf(each, whole.second)).toEqual([]);
    expect((await check(each)).findings.filter(({ path: found }) => found.startsWith('packs/'))).toEqual([]);
  }
  // The same files are whole again once they are saved again.
  const again = await other.backUp(entries, 'First');
  await other.sync();
  cloud.settle();
  await device.sync();
  await expectRestores(await device.unlock(), again, entries);
  await expectRestores(await device.unlock(), whole.first, entries);
});

test('a copy that a sync program made takes the place of a damaged pack', async () => {
  const { device, path, bytes } = await damaged();
  device.tree.files.set(path.replace('.age', ' (1).age'), bytes);
  expect((await check(device)).damagedArchives).toHaveLength(1);
  // What the check has learnt, the next sync looks for elsewhere.
  await device.sync();
  expect((await check(device)).damagedArchives).toEqual([]);
  await expectRestores(await device.unlock(), whole.first, entries);

  const repaired = await damaged();
  repaired.device.tree.files.set(path.replace('.age', ' (1).age'), bytes);
  await repair(repaired.device);
  await repaired.device.sync();
  await expectRestores(await repaired.device.unlock(), whole.first, entries);
});

test('two devices that repair the same damage at the same time lose nothing by it', async () => {
  const { device } = await damaged();
  const other = await device.twin();
  const cloud = new Cloud([device.tree, other.tree]);
  await Promise.all([repair(device), repair(other)]);
  for (const each of [device, other]) await each.sync();
  cloud.settle();
  for (const each of [device, other, device]) {
    await each.sync();
    cloud.settle();
  }
  for (const each of [device, other]) {
    await each.start();
    expect(await lossesOf(each, whole.first)).toEqual(['photo.jpg']);
    expect(await lossesOf(each, whole.second)).toEqual([]);
    expect((await check(each)).isRepairable).toBe(false);
  }
});

test('of a vault that has not come whole, what is late is named as that, and not put aside', async () => {
  const device = await whole.device.twin();
  const other = await Device.make([]);
  // Keys, index and snapshots, and the packs by half.
  const packs = [...device.tree.files.keys()].filter((path) => path.startsWith('packs/'));
  for (const [path, bytes] of device.tree.files)
    putInto(other.tree, path, packs.includes(path) ? bytes.slice(0, bytes.length >> 1) : bytes);
  await other.adopt();
  const { findings } = await check(other);
  const found = findings.filter(({ path }) => path.startsWith('packs/'));
  expect(found.map(({ kind, path }) => [kind, path]).toSorted()).toEqual(
    packs.map((path) => ['incomplete', path]).toSorted(),
  );
  expect((await repair(other)).quarantined).toEqual([]);
  for (const [path, bytes] of device.tree.files) other.tree.files.set(path, bytes);
  await other.sync();
  await expectRestores(await other.unlock(), whole.first, entries);
  await expectRestores(await other.unlock(), whole.second, others);
});

test('while the folder is out of reach it is neither checked nor repaired', async () => {
  const { device } = await damaged();
  const before = [...device.tree.files.keys(), ...device.files.keys()];
  await device.unlock();
  device.reach = 'denied';
  for (const work of [check, repair]) await expect(work(device)).rejects.toMatchObject({ code: 'FOLDER_DENIED' });
  expect([...device.tree.files.keys(), ...device.files.keys()]).toEqual(before);
});

test('killed just before or after any change, it has lost nothing', async () => {
  let killed = 0;
  for (let k = 1; ; k++) {
    const { device, bad, path } = await damaged();
    await device.unlock();
    device.mortal.doom(k, k % 2 === 0 ? 'before' : 'after');
    await repair(device).catch(quietly);
    if (!device.mortal.dead) break;
    killed++;
    await device.start();
    const places = [path, quarantinePath(path)].map((each) => device.tree.files.get(each));
    expect(places.some((bytes) => bytes && Buffer.compare(bytes, bad) === 0)).toBe(true);
    await repair(device);
    await device.sync();
    expect(await lossesOf(device, whole.first), `killed at ${k}`).toEqual(['photo.jpg']);
    expect(await lossesOf(device, whole.second)).toEqual([]);
  }
  // The pack, the index, and what is put aside in the folder.
  expect(killed).toBeGreaterThanOrEqual(5);
});
