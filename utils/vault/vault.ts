import type { VaultStorage } from '@/utils/storage/storage';
import { isUnavailable, PasskeepError, settle } from '@/utils/errors';
import { archiveOf } from './archive';
import { listedFiles } from './archive-reader';
import { backUp, type BackupOutcome, type BackupRequest } from './backup';
import { check } from './check';
import type { CheckExtent, CheckReport, RepairReport } from './check-report';
import type { ChatMarks, ExportSummary } from '@/utils/messengers/summary/summary';
import { chatMarks } from './chat-marks';
import { ChunkIndex } from './chunk-index';
import { ChunkReader, isDamage } from './chunk-reader';
import { readDetails } from './export-details';
import { deriveKeys, type VaultKeys } from './keys';
import { knownFiles } from './known-files';
import { type LastCapture, lastCapture, type LastCaptureRequest } from './last-capture';
import { missingOf } from './missing';
import { type OnProgress, quietly } from './progress';
import { prune, type PruneContext } from './prune';
import { planPrune, type PrunePlan } from './prune-plan';
import { oldArchives, reencrypt, type ReencryptOutcome } from './reencrypt';
import { repair } from './repair';
import { restore, type RestoreOutcome, type RestoreSink, select, type Selection } from './restore';
import { readSample } from './sample';
import { snapshotPath } from './snapshot';
import { SnapshotStore } from './snapshot-store';
import type { Archive, ArchiveFile, LostArchives, SourceEntry } from './types';

/** How far a vault's identities are to be trusted. */
export interface Trust {
  /** So many of them, the first ones, are known to be the vault's own; all, where it is not said. */
  readonly authentic?: number;
  readonly readsOnly?: boolean;
}

/** An open vault. One job at a time changes it; whoever owns it sees to that. */
export class Vault {
  readonly #storage: VaultStorage;
  readonly #keys: readonly [VaultKeys, ...VaultKeys[]];
  readonly snapshots: SnapshotStore;
  /** Nothing is written: the current identity is not known for sure. */
  readonly readsOnly: boolean;
  #index: Promise<ChunkIndex> | undefined;
  #loadedIndex: ChunkIndex | undefined;
  /** How many removals were known when the vault was last tidied. */
  #tidied = 0;
  /** What is missing of each archive; null before it has been looked for. */
  #missing: ReadonlyMap<string, Archive['missing']> | null = null;

  private constructor(
    storage: VaultStorage,
    keys: readonly [VaultKeys, ...VaultKeys[]],
    snapshots: SnapshotStore,
    readsOnly: boolean,
  ) {
    this.#storage = storage;
    this.#keys = keys;
    this.snapshots = snapshots;
    this.readsOnly = readsOnly;
  }

  /**
   * Opens a vault with its identities, the current one first. `tell` is told of the snapshots that have to be read.
   * @throws PasskeepError DAMAGED, TOO_NEW.
   */
  static async open(
    storage: VaultStorage,
    identities: readonly string[],
    { authentic, readsOnly = false }: Trust = {},
    tell: OnProgress = quietly,
    signal?: AbortSignal,
  ): Promise<Vault> {
    const [current, ...earlier] = await Promise.all(identities.map(deriveKeys));
    if (!current) throw new PasskeepError('DAMAGED');
    const keys = [current, ...earlier] as const;
    return new Vault(storage, keys, await SnapshotStore.recall(storage, keys, authentic, tell, signal), readsOnly);
  }

  /** The archives, newest first. */
  archives(): Archive[] {
    return this.snapshots.backups.map((backup) => archiveOf(backup, this.#missing?.get(backup.name) ?? null));
  }

  /** Whether it is known what is missing of the archives. */
  get hasLooked(): boolean {
    return this.#missing !== null;
  }

  /** Files that cannot be read, as far as they have been: damaged, or not whole yet. */
  get damaged(): readonly string[] {
    return [...this.snapshots.damaged, ...(this.#loadedIndex?.damaged ?? [])];
  }

  /**
   * Takes in what has come into the storage since, or gone from it. `replaced` are files that were damaged and have
   * another one in their place now.
   */
  async refresh(replaced: readonly string[] = [], signal?: AbortSignal): Promise<void> {
    await this.snapshots.refresh(signal);
    if (this.#index) await (await this.#loadIndex(signal)).refresh(this.#storage, this.#keys, replaced, signal);
  }

  /**
   * Looks what is missing of each archive, for {@link archives} to tell. Where the list of an archive's files is out of
   * reach, nothing is said of it.
   */
  async lookForMissing(signal?: AbortSignal): Promise<void> {
    const reader = await this.#reader(signal);
    const missing = new Map<string, Archive['missing']>();
    for (const { name, snapshot } of this.snapshots.backups) {
      const found = await settle(() => missingOf(reader, snapshot, signal));
      signal?.throwIfAborted();
      if (found.ok) missing.set(name, found.value);
    }
    this.#missing = missing;
  }

  /**
   * What is not as it was left: of the snapshot files at `lostPaths` those that nobody has removed; the backups that
   * others knew and that are not here; files that cannot be read, and those at `differing`.
   */
  lost(lostPaths: readonly string[], differing: readonly string[] = []): LostArchives {
    const paths = new Set(lostPaths);
    const seen = this.archives().filter(({ id }) => paths.has(snapshotPath(id)));
    return {
      seen: seen.map(({ id, title, createdAt }) => ({ id, title, createdAt })),
      unseen: this.snapshots.awaited().length,
      damaged: [...new Set([...this.damaged, ...differing])],
      tooNew: this.snapshots.tooNew.length,
    };
  }

  /** A page of an archive's files, in their order. @throws PasskeepError ARCHIVE_MISSING, DAMAGED. */
  async files(archive: string, offset: number, limit: number, signal?: AbortSignal): Promise<ArchiveFile[]> {
    const page: ArchiveFile[] = [];
    let at = 0;
    for await (const { path, size, modifiedAt } of listedFiles(
      await this.#reader(signal),
      this.snapshots.backup(archive),
      signal,
    )) {
      if (at >= offset + limit) break;
      if (at++ >= offset) page.push({ path, size, modifiedAt });
    }
    return page;
  }

  /** See {@link readDetails}. @throws PasskeepError ARCHIVE_MISSING */
  async exports(archive: string, signal?: AbortSignal): Promise<ExportSummary[]> {
    return await readDetails(await this.#reader(signal), this.snapshots.backup(archive), signal);
  }

  /** See {@link chatMarks}. */
  async chatMarks(signal?: AbortSignal): Promise<ChatMarks> {
    const described = this.snapshots.backups.filter(({ snapshot }) => snapshot.details);
    return described.length > 0 ? await chatMarks(await this.#reader(signal), described, signal) : new Map();
  }

  /** See {@link lastCapture}. */
  async lastCapture(request: LastCaptureRequest, signal?: AbortSignal): Promise<LastCapture> {
    return await lastCapture(await this.#reader(signal), this.snapshots.backups, request, signal);
  }

  /** See {@link backUp}. */
  async backUp(
    entries: readonly SourceEntry[],
    request: BackupRequest,
    tell: OnProgress,
    signal: AbortSignal,
  ): Promise<BackupOutcome> {
    this.#mustWrite();
    // What others are about to delete, no backup may rely on: where that has not been looked at yet, now.
    if (this.#storage.grace && this.isUntidy) await this.tidy(quietly, signal);
    const [keys] = this.#keys;
    const context = { ...(await this.#context(signal)), keys };
    const known = await knownFiles(await this.#reader(signal), this.snapshots.backups, request.title, signal);
    return await backUp({ ...context, known }, entries, request, tell, signal);
  }

  /** The title of an archive. @throws PasskeepError ARCHIVE_MISSING. */
  title(archive: string): string {
    return this.snapshots.backup(archive).title;
  }

  /** See {@link select}. @throws PasskeepError ARCHIVE_MISSING, DAMAGED. */
  async select(archive: string, paths: readonly string[] | null, signal: AbortSignal): Promise<Selection> {
    return await select(await this.#reader(signal), this.snapshots.backup(archive), paths, signal);
  }

  /** See {@link restore}. */
  async restore(
    archive: string,
    paths: readonly string[] | null,
    sink: RestoreSink,
    tell: OnProgress,
    signal: AbortSignal,
  ): Promise<RestoreOutcome> {
    return await restore(await this.#reader(signal), this.snapshots.backup(archive), paths, sink, tell, signal);
  }

  /**
   * Removes an archive, then frees what no other one needs; where another one is damaged, that is not known, and nothing
   * is freed. @returns bytes that came back.
   */
  async remove(archive: string, tell: OnProgress, signal: AbortSignal): Promise<number> {
    this.#mustWrite();
    this.snapshots.backup(archive);
    const before = await storedBytes(this.#storage, signal);
    // What another device has added since may need what this archive needed. It may also have removed it, or a try
    // before this one has that was told to have failed.
    await this.refresh([], signal);
    if (this.snapshots.isBackup(archive)) await this.snapshots.remove(archive, signal);
    await this.tidy(tell, signal);
    // It is removed, whether or not that can be told any more.
    const after = await settle(() => storedBytes(this.#storage, signal));
    return after.ok ? Math.max(0, before - after.value) : 0;
  }

  /** Paths of the records of what was removed, and of the keys. */
  get recordPaths(): readonly string[] {
    return this.snapshots.records.map(snapshotPath);
  }

  /** The archives that an earlier identity of the vault's can read, and the sum of their files' sizes in bytes. */
  get old(): { readonly archives: number; readonly bytes: number } {
    const old = oldArchives(this.snapshots.backups);
    return { archives: old.length, bytes: old.reduce((sum, { snapshot }) => sum + snapshot.bytes, 0) };
  }

  /** See {@link reencrypt}. Frees the old ones' space. */
  async reencrypt(tell: OnProgress, signal: AbortSignal): Promise<ReencryptOutcome> {
    this.#mustWrite();
    await this.refresh([], signal);
    const [keys] = this.#keys;
    const context = { ...(await this.#context(signal)), keys, reader: await this.#reader(signal) };
    const outcome = await reencrypt(context, tell, signal);
    await this.tidy(quietly, signal);
    return outcome;
  }

  /** See {@link check}. */
  async check(extent: CheckExtent, tell: OnProgress, signal: AbortSignal): Promise<CheckReport> {
    const report = await check(await this.#context(signal), extent, tell, signal);
    // What was read before may be of a file that has been damaged since: the next opening reads all of them.
    if (report.findingCount > 0) await this.#storage.cache?.clear();
    return report;
  }

  /** See {@link repair}. */
  async repair(tell: OnProgress, signal: AbortSignal): Promise<RepairReport> {
    this.#mustWrite();
    return await repair(await this.#context(signal), tell, signal);
  }

  /** See {@link readSample}. */
  async sample(identities: readonly string[], signal?: AbortSignal): Promise<number | null> {
    return await readSample(this.#storage, await this.#loadIndex(signal), this.snapshots.backups, identities, signal);
  }

  /** Whether archives have been removed, here or elsewhere, since it was last looked what they leave unneeded. */
  get isUntidy(): boolean {
    return this.snapshots.removals !== this.#tidied;
  }

  /**
   * Frees what no archive needs any more. What cannot be freed now (damaged, out of reach, in its time of grace) is when
   * this is done another time: the archives that were removed are gone, whatever becomes of their space.
   */
  async tidy(tell: OnProgress, signal: AbortSignal): Promise<void> {
    if (this.readsOnly) return;
    this.#tidied = this.snapshots.removals;
    await this.snapshots.clean(signal);
    await this.prune(tell, signal).catch((thrown: unknown) => {
      if (!isDamage(thrown) && !isUnavailable(thrown) && !signal.aborted) throw thrown;
    });
  }

  /** See {@link planPrune}. */
  async planTidy(signal: AbortSignal): Promise<PrunePlan> {
    return await planPrune(await this.#context(signal), signal);
  }

  /** See {@link prune}. @throws PasskeepError KEY_OUTDATED. */
  async prune(tell: OnProgress, signal: AbortSignal): Promise<PrunePlan> {
    this.#mustWrite();
    return await prune(await this.#context(signal), tell, signal);
  }

  /** Keeps what has been read of the small files beside the vault, in this browser: the next {@link open} is quick. */
  async saveCache(signal?: AbortSignal): Promise<void> {
    await this.snapshots.saveCache(signal);
    await this.#loadedIndex?.saveCache(signal);
  }

  /** @throws PasskeepError KEY_OUTDATED. */
  #mustWrite(): void {
    if (this.readsOnly) throw new PasskeepError('KEY_OUTDATED');
  }

  async #context(signal?: AbortSignal): Promise<PruneContext> {
    const index = await this.#loadIndex(signal);
    return { storage: this.#storage, keys: this.#keys, index, snapshots: this.snapshots };
  }

  async #loadIndex(signal?: AbortSignal): Promise<ChunkIndex> {
    // Loaded when first needed: the list of archives does without it.
    const load = async () => {
      try {
        return (this.#loadedIndex = await ChunkIndex.recall(this.#storage, this.#keys, signal));
      } catch (thrown) {
        this.#index = undefined;
        throw thrown;
      }
    };
    const begun = this.#index;
    if (!begun) return await (this.#index = load());
    const loaded = await settle(() => begun);
    if (loaded.ok) return loaded.value;
    // It may have been begun for somebody who has given up since.
    return await (this.#index ??= load());
  }

  async #reader(signal?: AbortSignal): Promise<ChunkReader> {
    return new ChunkReader(this.#storage, this.#keys, await this.#loadIndex(signal));
  }
}

/** Bytes that a vault takes. */
export async function storedBytes(storage: VaultStorage, signal?: AbortSignal): Promise<number> {
  const folders = await Promise.all(
    (['keys', 'packs', 'index', 'snapshots'] as const).map((folder) => storage.list(folder, signal)),
  );
  return folders.flat().reduce((sum, { size }) => sum + size, 0);
}
