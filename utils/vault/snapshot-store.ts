import { decryptFile, encryptFile } from '@/utils/age/file';
import { OTHER_KEY } from '@/utils/age/header';
import { isUnavailable, PasskeepError } from '@/utils/errors';
import type { VaultStorage } from '@/utils/storage/storage';
import { type KeyRecord, mergeRecords } from './key-record';
import { snapshotName, type VaultKeys } from './keys';
import {
  type BackupSnapshot,
  type DecodedSnapshot,
  decodeSnapshot,
  encodeSnapshot,
  type Lineage,
  shortName,
  type Snapshot,
  snapshotNameOf,
  snapshotPath,
} from './snapshot';
import { authorityOf, trusted } from './snapshot-trust';

/** A backup and its name. */
export interface NamedBackup {
  readonly name: string;
  readonly snapshot: BackupSnapshot;
  /** Made with an earlier identity; and, where that was after the identity had been changed, by who knows it. */
  readonly isOld: boolean;
  readonly isLate: boolean;
}

/** The vault's snapshots. */
export class SnapshotStore {
  readonly #storage: VaultStorage;
  readonly #keys: readonly VaultKeys[];
  readonly #authentic: number;
  readonly #snapshots = new Map<string, DecodedSnapshot>();
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
  }

  /** Reads every snapshot. Those that cannot be read are listed, not thrown. */
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

  /** Reads the snapshots that have come since, from another device; forgets those whose files are gone. */
  async refresh(signal?: AbortSignal): Promise<void> {
    const damaged: string[] = [];
    const tooNew: string[] = [];
    const foreign: string[] = [];
    const paths = (await this.#storage.list('snapshots', signal)).map(({ path }) => path);
    const names = new Set(paths.map(snapshotNameOf));
    this.#view = null;
    for (const name of this.#snapshots.keys()) if (!names.has(name)) this.#snapshots.delete(name);
    for (const path of paths) {
      const name = snapshotNameOf(path);
      if (!name || this.#snapshots.has(name)) continue;
      try {
        this.#snapshots.set(name, await this.#read(name, signal));
      } catch (thrown) {
        const code = thrown instanceof PasskeepError ? thrown.code : null;
        if (code === 'TOO_NEW') tooNew.push(path);
        else if (code === 'DAMAGED' || code === 'STORAGE_MISSING' || isUnavailable(thrown)) damaged.push(path);
        else throw thrown;
        if (isForeign(thrown)) foreign.push(path);
      }
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
    const { snapshot } = await this.#read(name, signal);
    if (snapshot.kind !== 'backup') throw new PasskeepError('DAMAGED');
    return snapshot;
  }

  async #read(name: string, signal?: AbortSignal): Promise<DecodedSnapshot> {
    const identities = this.#keys.map(({ identity }) => identity);
    const plaintext = await decryptFile(await this.#storage.open(snapshotPath(name), signal), identities, signal);
    return await decodeSnapshot(name, plaintext, this.#keys);
  }

  /** What the records of the keys say together; null where there is none. */
  get record(): KeyRecord | null {
    return this.#now.record;
  }

  /** Whether there is a record of the keys that was made with this identity. */
  hasRecordOf(identity: string): boolean {
    const by = this.#keys.findIndex((keys) => keys.identity === identity);
    return [...this.#snapshots.values()].some((each) => each.by === by && each.snapshot.kind === 'keys');
  }

  /** What the next snapshot says of the ones before it, `removing` counted as removed. */
  lineage(removing: readonly string[] = []): Lineage {
    const { counting } = this.#now;
    const removed = new Set(this.#now.removed);
    for (const name of removing) removed.add(shortName(name));
    return {
      generation: 1 + Math.max(0, ...[...counting.values()].map(({ generation }) => generation)),
      // What an earlier identity has made since it was changed is not vouched for.
      known: [...counting.keys()].map(shortName).filter((name) => !removed.has(name)),
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
    this.#snapshots.set(name, { snapshot, by: 0 });
    this.#view = null;
    return { name, bytes: file.length };
  }

  /**
   * Removes a backup: first the record that says so, then its file, and the earlier records that the new one takes
   * the place of.
   */
  async remove(name: string, signal?: AbortSignal): Promise<void> {
    this.backup(name);
    await this.write({ kind: 'removal', ...this.lineage([name, ...this.#namesOf('removal')]) }, signal);
    await this.clean();
  }

  /** Writes the record of the keys, in the place of those before it. */
  async writeRecord(record: KeyRecord, signal?: AbortSignal): Promise<void> {
    await this.write({ kind: 'keys', ...record, ...this.lineage(this.#namesOf('keys')) }, signal);
    await this.clean();
  }

  #namesOf(kind: Snapshot['kind']): string[] {
    return [...this.#snapshots].flatMap(([name, { snapshot }]) => (snapshot.kind === kind ? [name] : []));
  }

  /**
   * Deletes the files that a record says were removed. Where others write too, they may see a file go before they see the
   * record: it goes later, with a prune.
   */
  async clean(): Promise<void> {
    if (!this.#storage.grace) await this.removeFiles(this.removedFiles());
  }

  /** Deletes snapshot files that a record says were removed. */
  async removeFiles(names: readonly string[]): Promise<void> {
    await this.#storage.remove(names.map(snapshotPath));
    for (const name of names) this.#snapshots.delete(name);
    this.#view = null;
  }

  /** Names of snapshots that are still here although a record says that they were removed. */
  removedFiles(): string[] {
    const { removed } = this.#now;
    return [...this.#snapshots.keys()].filter((name) => removed.has(shortName(name)));
  }

  /** Names of the snapshots that count and are no archives: what was removed, and which keys there are. */
  get records(): string[] {
    const { removed, counting } = this.#now;
    return [...counting].flatMap(([name, { kind }]) =>
      kind !== 'backup' && !removed.has(shortName(name)) ? [name] : [],
    );
  }

  /** Short names of snapshots that others knew, and that are neither here nor removed. */
  unseen(): string[] {
    const { removed, counting } = this.#now;
    const here = new Set([...this.#snapshots.keys()].map(shortName));
    const known = new Set([...counting.values()].flatMap((snapshot) => snapshot.known));
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
    return (this.#view ??= viewOf(this.#snapshots, this.#authentic));
  }
}

function isForeign(thrown: unknown): boolean {
  return thrown instanceof PasskeepError && thrown.detail?.['reason'] === OTHER_KEY;
}

/** What counts of some snapshots. */
interface View {
  /** The snapshots whose word counts, by name. */
  readonly counting: ReadonlyMap<string, Snapshot>;
  /** Short names of the snapshots that have been removed. */
  readonly removed: ReadonlySet<string>;
  readonly record: KeyRecord | null;
}

function viewOf(snapshots: ReadonlyMap<string, DecodedSnapshot>, authentic: number): View {
  const authority = authorityOf(snapshots.values(), authentic);
  const counting = trusted(snapshots, authority);
  const removed = new Set([...counting.values()].flatMap((snapshot) => snapshot.removed));
  const records = [...snapshots.values()].flatMap(({ snapshot, by }) =>
    snapshot.kind === 'keys' && by === authority ? [snapshot] : [],
  );
  return { counting, removed, record: records.length > 0 ? mergeRecords(records) : null };
}
