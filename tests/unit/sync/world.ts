import { equalBytes, startsWith } from '@/utils/bytes';
import { PasskeepError } from '@/utils/errors';
import type { SourceEntry } from '@/utils/vault/types';
import { expect } from 'vitest';
import { Cloud } from '../lib/cloud';
import { Device } from '../lib/device';
import { never, restoreAll } from '../lib/vaults';

/** Within so many days everything that a device does has come to the others: half of the time of grace. */
const CATCH_UP_DAYS = 14;
const DAY = 24 * 60 * 60 * 1000;
/** What may come to a user's ears when a device is used in this world. */
const SENSIBLE = ['FOLDER_DENIED', 'FOLDER_GONE', 'ARCHIVE_MISSING'];

/** What a backup was made of. */
interface Saved {
  readonly entries: readonly SourceEntry[];
  /** Set once the device has been told that it is saved. */
  archive: string | null;
  readonly device: number;
}

/** Devices that share a vault, and what was done with it. */
export class World {
  readonly devices: readonly Device[];
  readonly cloud: Cloud;
  /** Every backup that was begun, by its title. */
  readonly backups = new Map<string, Saved>();
  /** Titles of archives that were deleted, or whose deletion was cut short. */
  readonly removed = new Set<string>();
  readonly maybeRemoved = new Set<string>();
  isWrecked = false;
  #daysApart = 0;

  private constructor(devices: readonly Device[]) {
    this.devices = devices;
    this.cloud = new Cloud(devices.map(({ tree }) => tree));
  }

  static async make(count: number): Promise<World> {
    const first = await Device.make();
    const others = await Promise.all(Array.from({ length: count - 1 }, () => Device.make([])));
    const world = new World([first, ...others]);
    await first.use(false);
    await first.sync();
    world.cloud.settle();
    for (const other of others) await other.adopt();
    return world;
  }

  /** Does something on a device. @returns whether it was done; else it was killed, or the folder was out of reach. */
  async act(device: Device, work: () => Promise<unknown>): Promise<boolean> {
    try {
      await work();
      return !device.mortal.dead;
    } catch (thrown) {
      if (!device.mortal.dead && !(thrown instanceof PasskeepError)) throw thrown;
      if (!device.mortal.dead) expect(SENSIBLE).toContain((thrown as PasskeepError).code);
      return false;
    } finally {
      if (device.mortal.dead) await device.start();
    }
  }

  async backUp(at: number, entries: readonly SourceEntry[]): Promise<void> {
    const device = this.devices[at] as Device;
    const title = `backup ${this.backups.size}`;
    const saved: Saved = { entries, archive: null, device: at };
    this.backups.set(title, saved);
    await this.act(device, async () => {
      saved.archive = await device.backUp(entries, title);
    });
    // Saved is saved, also where the device dies right after it was told.
    if (saved.archive && device.reach === 'granted') await this.#expectWhole(device, title, saved);
  }

  async remove(at: number, pick: number): Promise<void> {
    const device = this.devices[at] as Device;
    await this.act(device, async () => {
      const archives = (await device.unlock()).archives();
      const archive = archives[pick % Math.max(1, archives.length)];
      if (!archive) return;
      this.maybeRemoved.add(archive.title);
      await device.vault?.remove(archive.id, never);
      this.removed.add(archive.title);
    });
  }

  async sync(at: number): Promise<void> {
    const device = this.devices[at] as Device;
    if (await this.act(device, () => device.sync())) await this.#expectInFolder(device);
  }

  /** Brings browser and folder together, and looks whether what is shown is true. */
  async check(at: number): Promise<void> {
    const device = this.devices[at] as Device;
    const ready = await this.act(device, async () => {
      await device.unlock();
      await device.sync();
      await device.vault?.lookForMissing(never);
    });
    if (ready && device.reach === 'granted') await this.#expectTruth(at);
  }

  /** Time passes; never so long that what one device does cannot come to the others within half of the time of grace. */
  async pass(days: number): Promise<void> {
    this.#daysApart += days;
    if (this.#daysApart > CATCH_UP_DAYS) {
      await this.catchUp();
      this.#daysApart = days;
    }
    for (const device of this.devices) device.now += days * DAY;
  }

  /** A good day: every device is used, and the sync program brings everything. */
  async exchange(): Promise<void> {
    for (const at of this.devices.keys()) await this.sync(at);
    this.cloud.settle();
  }

  /** Everything comes to everybody. */
  async catchUp(): Promise<void> {
    for (const device of this.devices) {
      device.reach = 'granted';
      device.mortal.doom(Infinity, 'before');
    }
    for (let round = 0; round < 3; round++) {
      for (const device of this.devices) {
        await device.unlock();
        await device.sync();
      }
      this.cloud.settle();
    }
    for (const device of this.devices) await device.sync();
  }

  /** What must hold once everything has come to everybody. */
  async expectEverything(): Promise<void> {
    await this.catchUp();
    for (const [at, device] of this.devices.entries()) {
      await device.start();
      const vault = await device.unlock();
      await device.sync();
      await vault.lookForMissing(never);
      expect(await device.pending()).toBe(0);
      await this.#expectTruth(at);
      if (this.isWrecked) continue;
      expect(await device.lost()).toEqual({ seen: [], unseen: 0, damaged: [], tooNew: 0 });
      expect(vault.archives().filter(({ missing }) => missing)).toEqual([]);
      for (const { title } of vault.archives()) expect([...this.removed]).not.toContain(title);
    }
    const [first, ...others] = this.devices.map(({ vault }) => vault?.archives().map(({ id }) => id));
    for (const other of others) expect(other).toEqual(first);
  }

  /** Every archive that is listed is whole, or what is missing of it is named; and no archive of this device is gone. */
  async #expectTruth(at: number): Promise<void> {
    const { vault } = this.devices[at] as Device;
    const archives = vault?.archives() ?? [];
    for (const { id, title, missing } of archives) {
      const { entries } = this.backups.get(title) as Saved;
      const { restored, problems } = await restoreAll(vault as NonNullable<typeof vault>, id).catch((thrown) => {
        if (!missing || (thrown as PasskeepError).code !== 'DAMAGED') throw thrown;
        return { restored: [], problems: [...entries] };
      });
      expect(problems.length, `of ${title}, missing`).toBe(missing?.files ?? 0);
      await expectContent(restored, entries);
    }
    const titles = new Set(archives.map(({ title }) => title));
    for (const [title, { archive, device }] of this.backups)
      if (archive && device === at && !this.maybeRemoved.has(title)) {
        expect([...titles]).toContain(title);
        if (!this.isWrecked) expect(archives.find((each) => each.id === archive)?.missing).toBeNull();
      }
  }

  async #expectWhole(device: Device, title: string, { archive, entries }: Saved): Promise<void> {
    const { restored, problems } = await restoreAll(await device.unlock(), archive as string);
    expect(problems, `of ${title}`).toEqual([]);
    expect(restored.length).toBe(entries.length);
    await expectContent(restored, entries);
  }

  /** What no longer waits for the folder is there, byte for byte. */
  async #expectInFolder(device: Device): Promise<void> {
    const { files, tree, memory } = device;
    for (const [path, bytes] of files) {
      if (memory.ledger.get(path)?.state !== 'there') continue;
      const there = tree.files.get(path);
      // What had not come to its end when it was fetched is fetched again once it has turned out damaged.
      const copies = [...tree.files].filter(([name]) => name.startsWith(path.slice(0, -4)));
      expect((there && startsWith(there, bytes)) || copies.some(([, copy]) => equalBytes(copy, bytes)), path).toBe(
        true,
      );
    }
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
