import { decryptFile, encryptFile } from '@/utils/age/file';
import { isUnavailable, PasskeepError } from '@/utils/errors';
import type { VaultStorage } from '@/utils/storage/storage';
import { snapshotName, type VaultKeys } from './keys';
import {
  type BackupSnapshot,
  decodeSnapshot,
  encodeSnapshot,
  type Lineage,
  shortName,
  type Snapshot,
  snapshotNameOf,
  snapshotPath,
} from './snapshot';

/** A backup and its name. */
export interface NamedBackup {
  readonly name: string;
  readonly snapshot: BackupSnapshot;
}

/** The vault's snapshots. */
export class SnapshotStore {
  readonly #storage: VaultStorage;
  readonly #keys: readonly VaultKeys[];
  readonly #snapshots = new Map<string, Snapshot>();
  /** Snapshot files that could not be read, and those that a newer version wrote. */
  damaged: readonly string[] = [];
  tooNew: readonly string[] = [];

  constructor(storage: VaultStorage, keys: readonly VaultKeys[]) {
    this.#storage = storage;
    this.#keys = keys;
  }

  /** Reads every snapshot. Those that cannot be read are listed, not thrown. */
  static async load(storage: VaultStorage, keys: readonly VaultKeys[], signal?: AbortSignal): Promise<SnapshotStore> {
    const store = new SnapshotStore(storage, keys);
    await store.refresh(signal);
    return store;
  }

  /** Reads the snapshots that have come since, from another device; forgets those whose files are gone. */
  async refresh(signal?: AbortSignal): Promise<void> {
    const identities = this.#keys.map(({ identity }) => identity);
    const damaged: string[] = [];
    const tooNew: string[] = [];
    const paths = (await this.#storage.list('snapshots', signal)).map(({ path }) => path);
    const names = new Set(paths.map(snapshotNameOf));
    for (const name of this.#snapshots.keys()) if (!names.has(name)) this.#snapshots.delete(name);
    for (const path of paths) {
      const name = snapshotNameOf(path);
      if (!name || this.#snapshots.has(name)) continue;
      try {
        const plaintext = await decryptFile(await this.#storage.open(path, signal), identities, signal);
        this.#snapshots.set(name, await decodeSnapshot(name, plaintext, this.#keys));
      } catch (thrown) {
        const code = thrown instanceof PasskeepError ? thrown.code : null;
        if (code === 'TOO_NEW') tooNew.push(path);
        else if (code === 'DAMAGED' || code === 'STORAGE_MISSING' || isUnavailable(thrown)) damaged.push(path);
        else throw thrown;
      }
    }
    this.damaged = damaged;
    this.tooNew = tooNew;
  }

  /** The backups that have not been removed, newest first. */
  get backups(): NamedBackup[] {
    const removed = this.#removed();
    return [...this.#snapshots]
      .flatMap(([name, snapshot]) =>
        snapshot.kind === 'backup' && !removed.has(shortName(name)) ? [{ name, snapshot }] : [],
      )
      .toSorted((a, b) => b.snapshot.createdAt - a.snapshot.createdAt || b.snapshot.generation - a.snapshot.generation);
  }

  /** @throws PasskeepError ARCHIVE_MISSING. */
  backup(name: string): BackupSnapshot {
    const snapshot = this.#snapshots.get(name);
    if (snapshot?.kind !== 'backup' || this.#removed().has(shortName(name))) throw new PasskeepError('ARCHIVE_MISSING');
    return snapshot;
  }

  /** What the next snapshot says of the ones before it, `removing` counted as removed. */
  lineage(removing: readonly string[] = []): Lineage {
    const removed = this.#removed();
    for (const name of removing) removed.add(shortName(name));
    return {
      generation: 1 + Math.max(0, ...[...this.#snapshots.values()].map(({ generation }) => generation)),
      known: [...this.#snapshots.keys()].map(shortName).filter((name) => !removed.has(name)),
      removed: [...removed],
      createdAt: Date.now(),
    };
  }

  /** Writes a snapshot durably: the commit point of whatever it stands for. */
  async write(snapshot: Snapshot, signal?: AbortSignal): Promise<{ readonly name: string; readonly bytes: number }> {
    const [keys] = this.#keys;
    if (!keys) throw new PasskeepError('LOCKED');
    const plaintext = encodeSnapshot(snapshot);
    const name = await snapshotName(keys, plaintext);
    const file = await encryptFile(plaintext, keys.recipient, signal);
    await this.#storage.write(snapshotPath(name), file, signal);
    this.#snapshots.set(name, snapshot);
    return { name, bytes: file.length };
  }

  /**
   * Removes a backup: first the record that says so, then its file, and the earlier records that the new one takes
   * the place of.
   */
  async remove(name: string, signal?: AbortSignal): Promise<void> {
    this.backup(name);
    const superseded = [...this.#snapshots].flatMap(([old, { kind }]) => (kind === 'removal' ? [old] : []));
    await this.write({ kind: 'removal', ...this.lineage([name, ...superseded]) }, signal);
    // Where others write too, they may see the file go before they see the record: it goes later, with a prune.
    if (!this.#storage.retire) await this.removeFiles(this.removedFiles());
  }

  /** Deletes snapshot files that a record says were removed. */
  async removeFiles(names: readonly string[]): Promise<void> {
    await this.#storage.remove(names.map(snapshotPath));
    for (const name of names) this.#snapshots.delete(name);
  }

  /** Names of snapshots that are still here although a record says that they were removed. */
  removedFiles(): string[] {
    const removed = this.#removed();
    return [...this.#snapshots.keys()].filter((name) => removed.has(shortName(name)));
  }

  /** Short names of snapshots that others knew, and that are neither here nor removed. */
  unseen(): string[] {
    const removed = this.#removed();
    const here = new Set([...this.#snapshots.keys()].map(shortName));
    const known = new Set([...this.#snapshots.values()].flatMap((snapshot) => snapshot.known));
    return [...known].filter((name) => !here.has(name) && !removed.has(name));
  }

  /** How many snapshots have been removed. */
  get removals(): number {
    return this.#removed().size;
  }

  #removed(): Set<string> {
    return new Set([...this.#snapshots.values()].flatMap(({ removed }) => removed));
  }
}
