import { utf8 } from '@/utils/bytes';
import { PasskeepError } from '@/utils/errors';
import { folderStorage } from '@/utils/storage/folder';
import { isLetIn, targeting } from '@/utils/storage/folder-error';
import { Ledger, type LedgerStore } from '@/utils/storage/ledger';
import { GRACE, StagedStorage } from '@/utils/storage/staged';
import type { VaultStorage } from '@/utils/storage/storage';
import { writeWhole } from '@/utils/storage/write-whole';
import type { OnProgress } from '@/utils/vault/progress';
import { README_PATH, readmeText } from '@/utils/vault/readme';
import { listVault } from '@/utils/vault/vault-files';
import { lookAtFolder, type FolderLook } from './look';
import type { PlaceStore, StoredPlace } from './place-store';
import { pendingFiles, sync } from './sync';

/** What is shown of the folder; `FolderState` in utils/messages adds what the last try came to. */
export interface PlaceOutline {
  readonly name: string;
  readonly keepsCopy: boolean;
  readonly syncedAt: number | null;
  /** Whether the browser lets Passkeep in without asking. */
  readonly letIn: boolean;
  readonly pendingFiles: number;
  readonly pendingBytes: number;
}

/** What the place works with. */
export interface PlaceParts {
  readonly local: VaultStorage;
  readonly ledgerStore: LedgerStore;
  readonly store: PlaceStore;
}

/** How a folder is taken into use. */
export interface UseFolder {
  readonly directory: FileSystemDirectoryHandle;
  readonly sub: string | null;
  readonly keepsCopy: boolean;
  readonly withoutOld?: boolean;
}

/** Where the vault lives: the browser, or a folder with the browser as the place where things wait for it. */
export class FolderPlace {
  /** The vault's storage, whatever the place. */
  readonly storage: StagedStorage;
  readonly #store: PlaceStore;
  readonly #ledger: Ledger;
  #place: StoredPlace | null = null;

  private constructor({ local, store }: PlaceParts, ledger: Ledger) {
    this.storage = new StagedStorage(local);
    this.#store = store;
    this.#ledger = ledger;
  }

  static async open(parts: PlaceParts): Promise<FolderPlace> {
    const place = new FolderPlace(parts, await Ledger.open(parts.ledgerStore));
    place.#live(await parts.store.read());
    return place;
  }

  get directory(): FileSystemDirectoryHandle | null {
    return this.#place?.directory ?? null;
  }

  async outline(signal: AbortSignal): Promise<PlaceOutline | null> {
    if (!this.#place) return null;
    const { name, keepsCopy, syncedAt, directory } = this.#place;
    const pending = await pendingFiles({ local: this.storage.local, ledger: this.#ledger }, signal);
    const pendingBytes = pending.reduce((sum, { size }) => sum + size, 0);
    return { name, keepsCopy, syncedAt, letIn: await isLetIn(directory), pendingFiles: pending.length, pendingBytes };
  }

  /** See {@link lookAtFolder}. */
  async look(picked: FileSystemDirectoryHandle, signal: AbortSignal): Promise<FolderLook> {
    const own = new Set((await this.storage.list('keys', signal)).map(({ path }) => path));
    return await lookAtFolder(picked, (path) => own.size === 0 || own.has(path), signal);
  }

  /**
   * The vault of this browser lives in a folder from now on, or in the sub-folder `sub` that is made there; the next
   * {@link sync} brings it there. What only the folder has in which it lived before is brought here first; where that
   * one is out of reach, `withoutOld` goes on without it.
   * @throws PasskeepError FOLDER_OTHER_VAULT when another vault is in it; FOLDER_INSIDE_VAULT; what `sync` throws.
   */
  async use(
    { directory: picked, sub, keepsCopy, withoutOld = false }: UseFolder,
    tell: OnProgress,
    signal: AbortSignal,
  ): Promise<void> {
    const directory = await targeting(picked, async () =>
      sub === null ? picked : await picked.getDirectoryHandle(sub, { create: true }),
    );
    const { holds } = await this.look(directory, signal);
    if (holds === 'other') throw new PasskeepError('FOLDER_OTHER_VAULT');
    const isAnother = this.#place && !(await this.#place.directory.isSameEntry(directory));
    if (isAnother && holds !== 'same' && !withoutOld) await this.leave(tell, signal);
    else if (isAnother) await this.#forgetLedger();
    const name = sub === null ? directory.name : `${picked.name} / ${sub}`;
    await this.#change({ directory, name, keepsCopy, syncedAt: null });
  }

  /**
   * Takes the vault that is in a folder for this browser's, which must hold no archives.
   * @throws PasskeepError VAULT_EXISTS when it does; VAULT_MISSING when no key has arrived in the folder yet.
   */
  async adopt(picked: FileSystemDirectoryHandle, tell: OnProgress, signal: AbortSignal): Promise<void> {
    const { local } = this.storage;
    const own = await listVault(local, signal);
    if (own.some(({ path }) => !path.startsWith('keys/'))) throw new PasskeepError('VAULT_EXISTS');
    const { directory, snapshots, holds, name } = await this.look(picked, signal);
    if (holds === 'nothing' || holds === 'files') throw new PasskeepError('VAULT_MISSING');
    const keys = await targeting(directory, () => folderStorage(directory).list('keys', signal));
    if (!keys.some(({ path }) => path.endsWith('.age')))
      throw new PasskeepError('VAULT_UNREADABLE', { detail: { snapshots } });
    await local.remove(own.map(({ path }) => path));
    await this.#change({ directory, name, keepsCopy: false, syncedAt: null });
    await this.sync([], tell, signal);
  }

  /** Forgets the folder and what came from it: the browser has no vault then. */
  async forget(signal: AbortSignal): Promise<void> {
    const { local } = this.storage;
    await this.#change(null);
    const files = await listVault(local, signal);
    await local.remove(files.map(({ path }) => path).toReversed());
  }

  /**
   * Deletes the vault that is in a folder, which must not be this browser's: what a later one in the same folder would
   * be taken for is deleted last.
   * @throws PasskeepError VAULT_EXISTS when it is this browser's; FOLDER_DENIED and the like.
   */
  async giveUp(picked: FileSystemDirectoryHandle, signal: AbortSignal): Promise<void> {
    const { directory, holds } = await this.look(picked, signal);
    if (holds !== 'other') throw new PasskeepError('VAULT_EXISTS');
    const folder = folderStorage(directory);
    const files = await listVault(folder, signal);
    await folder.remove(files.map(({ path }) => path).toReversed(), signal);
  }

  /**
   * Brings browser and folder together. `damagedHere`: see `SyncOptions`. @returns whether something has come or gone.
   * @throws PasskeepError: see `sync`.
   */
  async sync(damagedHere: readonly string[], tell: OnProgress, signal: AbortSignal): Promise<boolean> {
    const { place } = this.storage;
    if (!place || !this.#place) return false;
    const places = { local: this.storage.local, ...place };
    const options = { keepsCopy: this.#place.keepsCopy, damagedHere: new Set(damagedHere) };
    const isNews = await sync(places, options, tell, signal);
    await this.storage.removeUnwanted(signal);
    const { directory } = this.#place;
    await targeting(directory, () => writeWhole(directory, README_PATH, utf8(readmeText()), signal));
    await this.#change({ ...this.#place, syncedAt: Date.now() });
    return isNews;
  }

  async setKeepsCopy(keepsCopy: boolean): Promise<void> {
    if (this.#place) await this.#change({ ...this.#place, keepsCopy });
  }

  /**
   * Brings everything into the browser, and leaves the folder as it is. What the folder has lost stays lost.
   * @throws PasskeepError: see `sync`; then the vault still lives in the folder.
   */
  async leave(tell: OnProgress, signal: AbortSignal): Promise<void> {
    await this.setKeepsCopy(true);
    await this.sync([], tell, signal);
    await this.#change(null);
  }

  /** Paths of snapshots that were in the folder and are not any more. */
  get lost(): string[] {
    return [...this.#ledger.entries].flatMap(([path, { state }]) => (state === 'lost' ? [path] : []));
  }

  /** What the folder has lost, and the browser still has, is to be written there again: the next {@link sync} does. */
  async putBack(signal: AbortSignal): Promise<void> {
    const { place } = this.storage;
    // Where nothing is left, all that is known of the folder is past.
    if (place && (await listVault(place.folder, signal)).length === 0) await this.#forgetLedger();
    else await this.#ledger.forget(this.lost);
  }

  /** Lets what is lost be lost. */
  async forgetLost(): Promise<void> {
    const { lost } = this;
    await this.storage.local.remove(lost);
    await this.#ledger.forget(lost);
  }

  /** Whether there is something in its time of grace whose time is over. */
  get hasOverdue(): boolean {
    return [...this.#ledger.entries.values()].some(
      ({ unneededSince }) => unneededSince !== null && unneededSince <= Date.now() - GRACE,
    );
  }

  async #change(place: StoredPlace | null): Promise<void> {
    if (!place) await this.#forgetLedger();
    await this.#store.write(place);
    this.#live(place);
  }

  async #forgetLedger(): Promise<void> {
    await this.#ledger.forget([...this.#ledger.entries.keys()]);
  }

  #live(place: StoredPlace | null): void {
    this.#place = place;
    this.storage.place = place && { folder: folderStorage(place.directory), ledger: this.#ledger };
  }
}
