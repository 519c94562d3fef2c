import { quietly } from '@/utils/vault/progress';
import type { Bytes } from '@/utils/bytes';
import { folderMethods } from '@/utils/jobs/folder-methods';
import type { FolderPlace } from '@/utils/sync/folder-place';
import type { VaultDoor } from '@/utils/vault/door';
import type { SourceEntry } from '@/utils/vault/types';
import { Vault } from '@/utils/vault/vault';
import { noise } from './bytes';
import { directoryHandle, newTree, type Tree } from './memory-directory';
import { Mortal } from './mortal';
import { newMemory, placeInMemory } from './places';
import { copyOf, type Files, mortalStorage } from './storages';
import { identity, never } from './vaults';

/** A key of the tests' vault, as far as the folder is concerned: never opened. */
export const KEY = `keys/${'5'.repeat(32)}.age`;
const KEY_BYTES = noise(300, 77);

/** How the browser answers when the folder is asked for. */
export type Reach = 'granted' | 'denied' | 'gone';

/**
 * A browser with the tests' vault, and the folder as its sync program shows it. What lasts is in `files` and `memory`;
 * `start` is a restart.
 */
export class Device {
  readonly files: Files = new Map();
  readonly memory = newMemory();
  /** Its view of the folder. */
  readonly tree: Tree;
  reach: Reach = 'granted';
  /** Slots that an unlocking has found to be damaged. */
  damagedKeys: string[] = [];
  now = 1_800_000_000_000;
  mortal = new Mortal();
  place!: FolderPlace;
  vault: Vault | null = null;

  private constructor(tree: Tree) {
    this.tree = tree;
  }

  /** A browser without a folder yet. `files` are those of the vault in the browser. */
  static async make(files: Iterable<readonly [string, Bytes]> = [[KEY, KEY_BYTES]], tree = newTree()): Promise<Device> {
    const device = new Device(tree);
    for (const [path, bytes] of files) device.files.set(path, bytes);
    await device.start();
    return device;
  }

  /** The same in everything that lasts, each to go on by itself. */
  async twin(): Promise<Device> {
    const twin = new Device({ files: copyOf(this.tree.files), folders: new Set(this.tree.folders) });
    for (const [path, bytes] of this.files) twin.files.set(path, bytes);
    for (const [path, entry] of this.memory.ledger) twin.memory.ledger.set(path, entry);
    twin.memory.place = this.memory.place;
    twin.now = this.now;
    await twin.start();
    return twin;
  }

  /** Starts the browser, locked; it lives until `mortal` dies. */
  async start(mortal = new Mortal()): Promise<void> {
    this.mortal = mortal;
    this.vault = null;
    // A handle that was kept is one of this process now.
    if (this.memory.place) this.memory.place = { ...this.memory.place, directory: this.directory };
    const local = mortalStorage(this.files, mortal);
    this.place = await placeInMemory(local, this.memory, { mortal, now: () => this.now });
  }

  /** The folder, as the picker gives it. */
  get directory(): FileSystemDirectoryHandle {
    const { mortal } = this;
    const errors = { granted: undefined, denied: 'NotAllowedError', gone: 'NotFoundError' } as const;
    return directoryHandle(this.tree, {
      mortal,
      permission: () => (this.reach === 'denied' ? 'prompt' : 'granted'),
      fail: () => (errors[this.reach] ? new DOMException('', errors[this.reach]) : undefined),
    });
  }

  async unlock(): Promise<Vault> {
    return (this.vault ??= await Vault.open(this.place.storage, [identity]));
  }

  async use(keepsCopy: boolean): Promise<void> {
    await this.place.use({ directory: this.directory, name: 'Drive', sub: null, keepsCopy }, quietly, never);
  }

  async adopt(): Promise<void> {
    await this.place.adopt(this.directory, quietly, never);
  }

  /** What the worker does: folder and browser are brought together, an open vault takes in what came. */
  async sync(): Promise<void> {
    await this.#methods.sync(undefined, { tell: quietly, signal: never });
  }

  async lost() {
    return await this.#methods.lost();
  }

  async forgetLost(): Promise<void> {
    await this.#methods.forgetLost(undefined, { tell: quietly, signal: never });
  }

  /** Nobody is to wait any more for the archives that others name and that have not come. */
  async letGoUnseen(): Promise<void> {
    await this.#methods.letGoUnseen((await this.unlock()).snapshots.awaited());
  }

  /** @returns the archive's name. */
  async backUp(entries: readonly SourceEntry[], title = 'Family'): Promise<string> {
    return (await (await this.unlock()).backUp(entries, { title }, quietly, never)).archive;
  }

  /** Files that wait for the folder. */
  async pending(): Promise<number | undefined> {
    return (await this.place.outline(never))?.pendingFiles;
  }

  get #methods() {
    const { place, vault, damagedKeys } = this;
    const door = {
      damagedKeys,
      isOpen: vault !== null,
      // Its one key is known, and never changes.
      refreshKeys: async () => {},
      keyring: { paths: new Set([KEY]) },
      get vault() {
        if (!vault) throw new Error('locked');
        return vault;
      },
    };
    return folderMethods(async () => ({ place, door: door as unknown as VaultDoor }));
  }
}
