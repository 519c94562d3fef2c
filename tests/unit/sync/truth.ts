import { equalBytes, startsWith } from '@/utils/bytes';
import type { PasskeepError } from '@/utils/errors';
import type { SourceEntry } from '@/utils/vault/types';
import { expect } from 'vitest';
import type { Device } from '../lib/device';
import { never, restoreAll } from '../lib/vaults';
import type { Saved, World } from './world';

/** What must hold once everything has come to everybody. */
export async function expectEverything(world: World): Promise<void> {
  await world.catchUp();
  const { devices, isWrecked, removed } = world;
  for (const [at, device] of devices.entries()) {
    await device.start();
    const vault = await device.unlock();
    await device.sync();
    await vault.lookForMissing(never);
    expect(await device.pending()).toBe(0);
    await expectTruth(world, at);
    if (isWrecked) continue;
    expect(await device.lost()).toEqual({ seen: [], unseen: 0, damaged: [], tooNew: 0 });
    expect(vault.archives().filter(({ missing }) => missing)).toEqual([]);
    for (const { title } of vault.archives()) expect([...removed]).not.toContain(title);
  }
  const [first, ...others] = devices.map(({ vault }) => vault?.archives().map(({ id }) => id));
  for (const other of others) expect(other).toEqual(first);
}

/** Every archive that is listed is whole, or what is missing of it is named; and no archive of this device is gone. */
export async function expectTruth({ devices, backups, maybeRemoved, isWrecked }: World, at: number): Promise<void> {
  const { vault } = devices[at] as Device;
  const archives = vault?.archives() ?? [];
  for (const { id, title, missing } of archives) {
    const { entries } = backups.get(title) as Saved;
    const { restored, problems } = await restoreAll(vault as NonNullable<typeof vault>, id).catch((thrown) => {
      if (!missing || (thrown as PasskeepError).code !== 'DAMAGED') throw thrown;
      return { restored: [], problems: [...entries] };
    });
    expect(problems.length, `of ${title}, missing`).toBe(missing?.files ?? 0);
    await expectContent(restored, entries);
  }
  const titles = new Set(archives.map(({ title }) => title));
  for (const [title, { archive, device }] of backups)
    if (archive && device === at && !maybeRemoved.has(title)) {
      expect([...titles]).toContain(title);
      if (!isWrecked) expect(archives.find((each) => each.id === archive)?.missing).toBeNull();
    }
}

export async function expectWhole(device: Device, title: string, { archive, entries }: Saved): Promise<void> {
  const { restored, problems } = await restoreAll(await device.unlock(), archive as string);
  expect(problems, `of ${title}`).toEqual([]);
  expect(restored.length).toBe(entries.length);
  await expectContent(restored, entries);
}

/** What no longer waits for the folder is there, byte for byte. */
export async function expectInFolder(device: Device): Promise<void> {
  const { files, tree, memory } = device;
  for (const [path, bytes] of files) {
    if (memory.ledger.get(path)?.state !== 'there') continue;
    const there = tree.files.get(path);
    // What had not come to its end when it was fetched is fetched again once it has turned out damaged.
    const copies = [...tree.files].filter(([name]) => name.startsWith(path.slice(0, -4)));
    expect((there && startsWith(there, bytes)) || copies.some(([, copy]) => equalBytes(copy, bytes)), path).toBe(true);
  }
}

async function expectContent(
  restored: readonly [string, Uint8Array][],
  entries: readonly SourceEntry[],
): Promise<void> {
  for (const [path, bytes] of restored) {
    const { file } = entries.find((entry) => entry.path === path) as SourceEntry;
    expect(equalBytes(bytes, new Uint8Array(await file.arrayBuffer())), path).toBe(true);
  }
}
