import { quietly } from '@/utils/vault/progress';
import { PasskeepError } from '@/utils/errors';
import type { SourceEntry } from '@/utils/vault/types';
import { Cloud } from '../lib/cloud';
import { Device } from '../lib/device';
import { never } from '../lib/vaults';
import { expectInFolder, expectTruth, expectWhole } from './truth';

/** Within so many days everything that a device does has come to the others: half of the time of grace. */
const CATCH_UP_DAYS = 14;
const DAY = 24 * 60 * 60 * 1000;
/** What may come to a user's ears when a device is used in this world. */
const SENSIBLE = ['FOLDER_DENIED', 'FOLDER_GONE', 'ARCHIVE_MISSING'];

/** What a backup was made of. */
export interface Saved {
  readonly entries: readonly SourceEntry[];
  /** Set once the device has been told that it is saved. */
  archive: string | null;
  readonly device: number;
}

function packs({ tree }: Device): string[] {
  return [...tree.files.keys()].filter((path) => path.startsWith('packs/'));
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
  /** Packs that a device has deleted in its folder. */
  freed = 0;
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
    const before = packs(device);
    try {
      await work();
      return !device.mortal.dead;
    } catch (thrown) {
      if (!device.mortal.dead && !(thrown instanceof PasskeepError)) throw thrown;
      if (!device.mortal.dead && !SENSIBLE.includes((thrown as PasskeepError).code)) throw thrown;
      return false;
    } finally {
      const after = new Set(packs(device));
      this.freed += before.filter((path) => !after.has(path)).length;
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
    if (saved.archive && device.reach === 'granted' && !this.isWrecked) await expectWhole(device, title, saved);
  }

  async remove(at: number, pick: number): Promise<void> {
    const device = this.devices[at] as Device;
    await this.act(device, async () => {
      const archives = (await device.unlock()).archives();
      const archive = archives[pick % Math.max(1, archives.length)];
      if (!archive) return;
      this.maybeRemoved.add(archive.title);
      await device.vault?.remove(archive.id, quietly, never);
      this.removed.add(archive.title);
    });
  }

  /** Frees what nothing needs, as far as it may go. */
  async prune(device: Device): Promise<void> {
    await this.act(device, async () => await (await device.unlock()).prune(quietly, never));
  }

  /** Repairs what there is: files that are on their way are no damage. */
  async repair(device: Device): Promise<void> {
    await this.act(device, async () => await (await device.unlock()).repair(quietly, never));
  }

  async sync(at: number): Promise<void> {
    const device = this.devices[at] as Device;
    if (await this.act(device, () => device.sync())) await expectInFolder(device);
  }

  /** Brings browser and folder together, and looks whether what is shown is true. */
  async check(at: number): Promise<void> {
    const device = this.devices[at] as Device;
    const ready = await this.act(device, async () => {
      await device.unlock();
      await device.sync();
      await device.vault?.lookForMissing(never);
    });
    if (ready && device.reach === 'granted') await expectTruth(this, at);
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

  /** Destroys a pack or an index file in every folder. */
  wreck(pick: number): void {
    const paths = this.devices.flatMap(({ tree }) =>
      [...tree.files.keys()].filter((path) => /^(?:packs|index)/.test(path)),
    );
    const path = paths[pick % Math.max(1, paths.length)];
    if (path === undefined) return;
    this.cloud.wreck(path);
    this.isWrecked = true;
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
}
