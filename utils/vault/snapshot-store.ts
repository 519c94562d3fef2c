import { encryptFile } from '@/utils/age/file';
import type { Bytes } from '@/utils/bytes';
import { PasskeepError, settle } from '@/utils/errors';
import type { VaultStorage } from '@/utils/storage/storage';
import { type HeldSnapshot, hold } from './held-snapshot';
import type { KeyRecord } from './key-record';
import { snapshotName, type VaultKeys } from './keys';
import { NameTable } from './name-table';
import { type OnProgress, quietly } from './progress';
import { readSnapshot, readSnapshots, type SnapshotFile } from './read-snapshots';
import {
  type BackupSnapshot,
  encodeSnapshot,
  type Lineage,
  shortName,
  type Snapshot,
  snapshotNameOf,
  snapshotPath,
  type WholeSnapshot,
} from './snapshot';
import { SnapshotCache } from './snapshot-cache';
import { type View, viewOf } from './snapshot-trust';

/** A backup and its name. */
export interface NamedBackup {
  readonly name: string;
  readonly snapshot: BackupSnapshot;
  /** Made with an earlier identity; and, where that was after the identity had been changed, by who knows it. */
  readonly isOld: boolean;
  readonly isLate: boolean;
}

/** A snapshot that is ready to be written. */
export interface SealedSnapshot {
  readonly name: string;
  readonly snapshot: WholeSnapshot;
  readonly file: Bytes;
}

/** The vault's snapshots. */
export class SnapshotStore {
  readonly #storage: VaultStorage;
  readonly #keys: readonly VaultKeys[];
  readonly #authentic: number;
  readonly #snapshots = new Map<string, HeldSnapshot>();
  #names = new NameTable();
  readonly #cache: SnapshotCache;
  /** What counts of them, as long as no other has come. */
  #view: View | null = null;
  /** Snapshot files that could not be read, and those that a newer version wrote. */
  damaged: readonly string[] = [];
  tooNew: readonly string[] = [];
  /** Those of the damaged ones that are whole, but made for an identity that is not known here. */
  foreign: readonly string[] = [];

  /** `authentic`: so many of the keys, the first ones, are known to be the vault's own. */
  constructor(storage: VaultStorage, keys: readonly VaultKeys[], authentic = keys.length) {
    this.#storage = storage;
    this.#keys = keys;
    this.#authentic = authentic;
    this.#cache = new SnapshotCache(storage.cache, keys);
  }

  /** Reads every snapshot from its file. Those that cannot be read are listed, not thrown. */
  static async load(
    storage: VaultStorage,
    keys: readonly VaultKeys[],
    authentic = keys.length,
    signal?: AbortSignal,
  ): Promise<SnapshotStore> {
    const store = new SnapshotStore(storage, keys, authentic);
    await store.refresh(signal);
    return store;
  }

  /** As {@link load}, but does not read again what the cache has of files that are still there. `tell` is told of the others. */
  static async recall(
    storage: VaultStorage,
    keys: readonly VaultKeys[],
    authentic = keys.length,
    tell: OnProgress = quietly,
    signal?: AbortSignal,
  ): Promise<SnapshotStore> {
    const store = new SnapshotStore(storage, keys, authentic);
    const { names, snapshots } = await store.#cache.recall(signal);
    store.#names = names;
    await store.#take(snapshots, tell, signal);
    return store;
  }

  /** Keeps what has been read for the next {@link recall}. */
  async saveCache(signal?: AbortSignal): Promise<void> {
    await this.#cache.save(this.#names, this.#snapshots, signal);
  }

  /** Reads the snapshots that have come since, from another device; forgets those whose files are gone. */
  async refresh(signal?: AbortSignal): Promise<void> {
    await this.#take(new Map(), quietly, signal);
  }

  /** Takes in the files that are there. What is `recalled` of one need not be read. */
  async #take(recalled: ReadonlyMap<string, HeldSnapshot>, tell: OnProgress, signal?: AbortSignal): Promise<void> {
    const files = (await this.#storage.list('snapshots', signal)).flatMap(({ path, size }): SnapshotFile[] => {
      const name = snapshotNameOf(path);
      return name ? [{ name, path, size }] : [];
    });
    const here = new Set(files.map(({ name }) => name));
    this.#view = null;
    for (const name of this.#snapshots.keys()) if (!here.has(name)) this.#snapshots.delete(name);
    const isRecalled = ({ name, size }: SnapshotFile) => recalled.get(name)?.size === size;
    const fresh = files.filter(({ name }) => !this.#snapshots.has(name));
    const wanted = fresh.filter((file) => !isRecalled(file));
    const { read, damaged, tooNew, foreign } = await readSnapshots(this.#storage, this.#keys, wanted, tell, signal);
    const held = hold(read, this.#names);
    for (const file of fresh) {
      const snapshot = isRecalled(file) ? recalled.get(file.name) : held.get(file.name);
      if (snapshot) this.#snapshots.set(file.name, snapshot);
    }
    this.foreign = foreign;
    this.damaged = damaged;
    this.tooNew = tooNew;
    this.#view = null;
  }

  /** The backups that have not been removed, newest first. */
  get backups(): NamedBackup[] {
    const { removed, counting } = this.#now;
    return [...this.#snapshots]
      .flatMap(([name, { snapshot, by }]) =>
        snapshot.kind === 'backup' && !removed.has(shortName(name))
          ? [{ name, snapshot, isOld: by > 0, isLate: !counting.has(name) }]
          : [],
      )
      .toSorted((a, b) => b.snapshot.createdAt - a.snapshot.createdAt || b.snapshot.generation - a.snapshot.generation);
  }

  /** Whether there is such a backup, and it has not been removed. */
  isBackup(name: string): boolean {
    return this.#snapshots.get(name)?.snapshot.kind === 'backup' && !this.#now.removed.has(shortName(name));
  }

  /** @throws PasskeepError ARCHIVE_MISSING. */
  backup(name: string): BackupSnapshot {
    const snapshot = this.#snapshots.get(name)?.snapshot;
    if (snapshot?.kind !== 'backup' || this.#now.removed.has(shortName(name)))
      throw new PasskeepError('ARCHIVE_MISSING');
    return snapshot;
  }

  /** A backup's snapshot as its file has it now. @throws PasskeepError DAMAGED, ARCHIVE_MISSING, STORAGE_MISSING. */
  async reread(name: string, signal?: AbortSignal): Promise<BackupSnapshot> {
    this.backup(name);
    const { snapshot } = await readSnapshot(this.#storage, this.#keys, name, signal);
    if (snapshot.kind !== 'backup') throw new PasskeepError('DAMAGED');
    return snapshot;
  }

  /** What the records of the keys say together; null where there is none. */
  get record(): KeyRecord | null {
    return this.#now.record;
  }

  /** Whether there is a snapshot, of this kind or of any, that was made with this identity. */
  hasSnapshotOf(identity: string, kind?: Snapshot['kind']): boolean {
    const by = this.#keys.findIndex((keys) => keys.identity === identity);
    return [...this.#snapshots.values()].some(
      (each) => each.by === by && [each.snapshot.kind, undefined].includes(kind),
    );
  }

  /** What the next snapshot says of the ones before it, `removing` counted as removed. */
  lineage(removing: readonly string[] = []): Lineage {
    const { counting } = this.#now;
    const removed = new Set(this.#now.removed);
    for (const name of removing) removed.add(shortName(name));
    return {
      generation: 1 + Math.max(0, ...[...counting.values()].map(({ snapshot }) => snapshot.generation)),
      // What an earlier identity has made since it was changed is not vouched for.
      known: [...counting.keys()].map(shortName).filter((name) => !removed.has(name)),
      removed: [...removed],
      createdAt: Date.now(),
    };
  }

  /** A snapshot with its name and its file, to be written. */
  async seal(snapshot: WholeSnapshot, signal?: AbortSignal): Promise<SealedSnapshot> {
    const [keys] = this.#keys;
    if (!keys) throw new PasskeepError('LOCKED');
    const plaintext = encodeSnapshot(snapshot);
    const name = await snapshotName(keys, plaintext);
    return { name, snapshot, file: await encryptFile(plaintext, keys.recipient, signal) };
  }

  /** Writes a snapshot. @returns its name. */
  async write(snapshot: WholeSnapshot, signal?: AbortSignal): Promise<string> {
    const sealed = await this.seal(snapshot, signal);
    await this.commit(sealed, signal);
    return sealed.name;
  }

  /** Writes a snapshot durably: the commit point of whatever it stands for. */
  async commit({ name, snapshot, file }: SealedSnapshot, signal?: AbortSignal): Promise<void> {
    await this.#storage.write(snapshotPath(name), file, signal);
    const read = [{ name, snapshot, by: 0, isUnderstood: true, size: file.length }];
    for (const [own, held] of hold(read, this.#names)) this.#snapshots.set(own, held);
    this.#view = null;
  }

  /**
   * Removes a backup: first the record that says so, then its file, and the earlier records that the new one takes
   * the place of.
   */
  async remove(name: string, signal?: AbortSignal): Promise<void> {
    this.backup(name);
    await this.write({ kind: 'removal', ...this.lineage([name, ...this.#namesOf('removal')]) }, signal);
    await this.clean(signal);
  }

  /** Writes the record of the keys, in the place of those before it; it counts as soon as the first file has it. */
  async writeRecord(record: KeyRecord, signal?: AbortSignal): Promise<void> {
    await this.write({ kind: 'keys', ...record, ...this.lineage(this.#namesOf('keys')) }, signal);
    await this.copyRecord(signal);
    await this.clean(signal);
  }

  /**
   * Writes the record of the keys once more where a single file has it: nothing else says which keys were removed, and one
   * letter that the file loses is all of it. The copy has a generation of its own, and so a name of its own. Where it
   * cannot be written now, it is at the next opening.
   */
  async copyRecord(signal?: AbortSignal): Promise<void> {
    const { record } = this;
    const files = this.records
      .map((name) => this.#snapshots.get(name))
      .filter((held) => held?.snapshot.kind === 'keys');
    if (record && files.length === 1 && files[0]?.by === 0)
      await settle(() => this.write({ kind: 'keys', ...record, ...this.lineage() }, signal));
  }

  #namesOf(kind: Snapshot['kind']): string[] {
    return [...this.#snapshots].flatMap(([name, { snapshot }]) => (snapshot.kind === kind ? [name] : []));
  }

  /**
   * Deletes the files that a record says were removed. Where others write too, they may see a file go before they see the
   * record: it goes later, with a prune.
   */
  async clean(signal?: AbortSignal): Promise<void> {
    if (!this.#storage.grace) await this.removeFiles(this.removedFiles(), signal);
  }

  /** Deletes snapshot files that a record says were removed. */
  async removeFiles(names: readonly string[], signal?: AbortSignal): Promise<void> {
    if (names.length === 0) return;
    await this.#storage.remove(names.map(snapshotPath), signal);
    for (const name of names) this.#snapshots.delete(name);
    this.#view = null;
  }

  /** Names of snapshots that are still here although a record says that they were removed. */
  removedFiles(): string[] {
    const { removed } = this.#now;
    return [...this.#snapshots.keys()].filter((name) => removed.has(shortName(name)));
  }

  /** Names of the records of removals. */
  get removalRecords(): string[] {
    return this.#namesOf('removal');
  }

  /** Names of the snapshots that count and are no archives: what was removed, and which keys there are. */
  get records(): string[] {
    const { removed, counting } = this.#now;
    return [...counting].flatMap(([name, { snapshot }]) =>
      snapshot.kind !== 'backup' && !removed.has(shortName(name)) ? [name] : [],
    );
  }

  /** Short names of snapshots that others knew, and that are neither here nor removed. */
  unseen(): string[] {
    const { removed, counting } = this.#now;
    const here = new Set([...this.#snapshots.keys()].map(shortName));
    const known = this.#names.union([...counting.values()].map((snapshot) => snapshot.known));
    return [...known].filter((name) => !here.has(name) && !removed.has(name));
  }

  /** Those of the {@link unseen} ones that the user has not let go of. */
  awaited(): string[] {
    return this.unseen().filter((name) => !this.#storage.grace?.hasLetGo(name));
  }

  /** How many snapshots have been removed. */
  get removals(): number {
    return this.#now.removed.size;
  }

  get #now(): View {
    return (this.#view ??= viewOf(this.#snapshots, this.#authentic, this.#names));
  }
}
