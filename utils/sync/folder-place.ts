import { utf8 } from '@/utils/bytes';
import { PasskeepError } from '@/utils/errors';
import { clearFolder, folderStorage } from '@/utils/storage/folder';
import { isLetIn, targeting } from '@/utils/storage/folder-error';
import { LedgerGrace } from '@/utils/storage/grace';
import { Ledger, type LedgerStore } from '@/utils/storage/ledger';
import { StagedStorage } from '@/utils/storage/staged';
import type { VaultStorage } from '@/utils/storage/storage';
import { writeWhole } from '@/utils/storage/write-whole';
import type { OnProgress } from '@/utils/vault/progress';
import { README_PATH, readmeText } from '@/utils/vault/readme';
import { shortName, snapshotNameOf } from '@/utils/vault/snapshot';
import { listVault } from '@/utils/vault/vault-files';
import { bringRest } from './bring-rest';
import { lookAtFolder, type FolderLook } from './look';
import type { PlaceStore, StoredPlace } from './place-store';
import { pendingFiles, sync, type SyncNews } from './sync';

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
  /** The clock, in milliseconds since 1970; for tests. */
  readonly now?: () => number;
}

/** How a folder is taken into use. */
export interface UseFolder {
  readonly directory: FileSystemDirectoryHandle;
  /** As the user would name it, without the sub-folder. */
  readonly name: string;
  /** A sub-folder that is to be made there and used. */
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
  readonly #now: () => number;
  #place: StoredPlace | null = null;
  #news: SyncNews = { isNews: false, replaced: new Set() };
  #differing: readonly string[] = [];

  private constructor({ local, store, now = Date.now }: PlaceParts, ledger: Ledger) {
    this.storage = new StagedStorage(local);
    this.#store = store;
    this.#now = now;
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
    { directory: picked, name, sub, keepsCopy, withoutOld = false }: UseFolder,
    tell: OnProgress,
    signal: AbortSignal,
  ): Promise<void> {
    const make = async () => (sub === null ? picked : await picked.getDirectoryHandle(sub, { create: true }));
    const directory = await targeting(picked, make, signal);
    const { holds } = await this.look(directory, signal);
    if (holds === 'other') throw new PasskeepError('FOLDER_OTHER_VAULT');
    const isAnother = this.#place && !(await this.#place.directory.isSameEntry(directory));
    if (isAnother && holds !== 'same' && !withoutOld) await this.leave(tell, signal);
    else if (isAnother) {
      const old = this.storage.place?.folder;
      if (old && !withoutOld) await bringRest(old, this.storage.local, folderStorage(directory), signal);
      await this.#forgetLedger();
    }
    await this.#change({ directory, name: sub === null ? name : `${name} / ${sub}`, keepsCopy, syncedAt: null });
  }

  /**
   * Takes the vault that is in a folder for this browser's, which must hold no archives.
   * @throws PasskeepError VAULT_EXISTS when it does; VAULT_MISSING when no key has arrived in the folder yet.
   */
  async adopt(picked: FileSystemDirectoryHandle, tell: OnProgress, signal: AbortSignal): Promise<void> {
    const { local } = this.storage;
    const own = await listVault(local, signal);
    // Keys and the record of them are all that a vault without an archive has.
    if (own.some(({ path }) => /^(?:packs|index)\//.test(path))) throw new PasskeepError('VAULT_EXISTS');
    const { directory, snapshots, holds, name } = await this.look(picked, signal);
    if (holds === 'nothing' || holds === 'files') throw new PasskeepError('VAULT_MISSING');
    const keys = await folderStorage(directory).list('keys', signal);
    if (!keys.some(({ path }) => path.endsWith('.age')))
      throw new PasskeepError('VAULT_UNREADABLE', { detail: { snapshots } });
    await local.cache?.clear();
    await local.remove(own.map(({ path }) => path));
    await this.#forgetLedger();
    await this.#change({ directory, name, keepsCopy: false, syncedAt: null });
    await this.sync([], tell, signal);
  }

  /** Forgets the folder and what came from it: the browser has no vault then. */
  async forget(signal: AbortSignal): Promise<void> {
    const { local } = this.storage;
    await local.cache?.clear();
    const files = await listVault(local, signal);
    await local.remove(files.map(({ path }) => path).toReversed());
    // Last: half a vault without its folder would be taken for one that has lost the rest.
    await this.#change(null);
  }

  /**
   * Deletes the vault that is in a folder, which must not be this browser's: what a later one in the same folder would
   * be taken for is deleted last.
   * @throws PasskeepError VAULT_EXISTS when it is this browser's; FOLDER_DENIED and the like.
   */
  async giveUp(picked: FileSystemDirectoryHandle, signal: AbortSignal): Promise<void> {
    const { directory, holds } = await this.look(picked, signal);
    if (holds !== 'other') throw new PasskeepError('VAULT_EXISTS');
    await clearFolder(directory, signal);
  }

  /**
   * Brings browser and folder together. `damaged`: see `SyncOptions`.
   * @throws PasskeepError: see `sync`.
   */
  async sync(damaged: readonly string[], tell: OnProgress, signal: AbortSignal): Promise<void> {
    const { place } = this.storage;
    if (!place || !this.#place) return;
    const places = { local: this.storage.local, ...place };
    const options = { keepsCopy: this.#place.keepsCopy, damaged: new Set(damaged) };
    await sync(places, options, this.#news, tell, signal);
    await place.grace.lookedAt();
    await this.storage.removeUnwanted(signal);
    this.#differing = await place.folder.differing(signal);
    const { directory } = this.#place;
    const readme = () => writeWhole(directory, README_PATH, utf8(readmeText()), signal);
    await targeting(directory, readme, signal);
    await this.#change({ ...this.#place, syncedAt: this.#now() });
  }

  /** What has come of syncs that an open vault has not taken in yet. */
  get news(): Readonly<SyncNews> {
    return this.#news;
  }

  /** To be called when an open vault has taken in the news, or none is open. */
  newsTaken(): void {
    this.#news = { isNews: false, replaced: new Set() };
  }

  async setKeepsCopy(keepsCopy: boolean): Promise<void> {
    if (this.#place) await this.#change({ ...this.#place, keepsCopy });
  }

  /**
   * Brings everything into the browser, and leaves the folder as it is. What the folder has lost stays lost.
   * @throws PasskeepError: see `sync`; STORAGE_MISSING when a file that is there could not be read. Then the vault still
   * lives in the folder.
   */
  async leave(tell: OnProgress, signal: AbortSignal): Promise<void> {
    await this.setKeepsCopy(true);
    await this.sync([], tell, signal);
    const here = new Set((await listVault(this.storage.local, signal)).map(({ path }) => path));
    const isLeft = [...this.#ledger.entries].some(([path, { state }]) => state === 'there' && !here.has(path));
    if (isLeft) throw new PasskeepError('STORAGE_MISSING');
    await this.#change(null);
  }

  /** Files in the folder that differ from what they are copies of; as of the last sync. */
  get differing(): readonly string[] {
    return this.#differing;
  }

  /** Paths of snapshots that were in the folder and are not any more. */
  get lost(): string[] {
    return this.#lost.filter((path) => path.startsWith('snapshots/'));
  }

  get #lost(): string[] {
    return [...this.#ledger.entries].flatMap(([path, { state }]) => (state === 'lost' ? [path] : []));
  }

  /** What the folder has lost, and the browser still has, is to be written there again: the next {@link sync} does. */
  async putBack(signal: AbortSignal): Promise<void> {
    const { place } = this.storage;
    // Where nothing is left, all that is known of the folder is past.
    if (place && (await listVault(place.folder, signal)).length === 0) await this.#forgetLedger();
    else await this.#ledger.forget(this.lost);
  }

  /** The same for those of some files that the folder has lost: what no user would delete on purpose. */
  async putBackAtOnce(wanted: ReadonlySet<string>): Promise<void> {
    await this.#ledger.forget(this.#lost.filter((path) => wanted.has(path)));
  }

  /** Lets what is lost be lost: what is deleted by and by need not wait for it any more. */
  async forgetLost(): Promise<void> {
    const { lost } = this;
    await this.letGo(lost.flatMap((path) => shortName(snapshotNameOf(path) ?? '') || []));
    await this.storage.local.remove(lost);
    await this.#ledger.forget(lost);
  }

  /** The same for snapshots that have never come, by their short names. */
  async letGo(names: readonly string[]): Promise<void> {
    await this.storage.grace?.letGo(names);
  }

  async #change(place: StoredPlace | null): Promise<void> {
    if (!place) await this.#forgetLedger();
    await this.#store.write(place);
    this.#live(place);
  }

  async #forgetLedger(): Promise<void> {
    // What only the folder had is not to be had any more.
    if (this.#ledger.entries.size > 0) this.#news.isNews = true;
    await this.#ledger.forget([...this.#ledger.entries.keys()]);
  }

  #live(place: StoredPlace | null): void {
    const isAnother = place?.directory !== this.#place?.directory;
    this.#place = place;
    // What has been learnt of the files in a folder is kept as long as it is the folder.
    if (!isAnother) return;
    const grace = new LedgerGrace(this.#ledger, () => this.#place?.syncedAt ?? -Infinity, this.#now);
    this.storage.place = place && { folder: folderStorage(place.directory), ledger: this.#ledger, grace };
  }
}
