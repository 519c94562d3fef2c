import { PasskeepError, settle } from '@/utils/errors';
import type { VaultStorage } from '@/utils/storage/storage';
import { totalsOfAll } from '@/utils/messengers/summary/most-totals';
import type { ExportSummary } from '@/utils/messengers/summary/summary';
import type { ChunkIndex } from './chunk-index';
import { ChunkStore } from './chunk-store';
import { BackupContent, type ContentEntry } from './backup-content';
import { encodeDetails } from './export-details';
import type { VaultKeys } from './keys';
import type { KnownFiles } from './known-files';
import { PackWriter } from './pack-writer';
import { type OnProgress, ProgressCounter } from './progress';
import { type BackupSnapshot, snapshotPath } from './snapshot';
import type { SealedSnapshot, SnapshotStore } from './snapshot-store';
import { type ReadRanges, readRanges } from './read-ranges';
import { readSource } from './source-reader';
import type { FileProblem, SourceEntry } from './types';

/** What a backup needs of the open vault. */
export interface BackupContext {
  readonly storage: VaultStorage;
  readonly keys: VaultKeys;
  readonly index: ChunkIndex;
  readonly snapshots: SnapshotStore;
  /** How an earlier archive's files were cut. */
  readonly known?: KnownFiles;
}

/** What a backup is told of its files. */
export interface BackupAbout {
  readonly title: string;
  /** The messengers' exports among them, as far as they were recognised. */
  readonly exports?: readonly ExportSummary[];
}

/** A backup that is asked for. */
export interface BackupRequest extends BackupAbout {
  /** How its files are read; where it is not said, where the backup runs. */
  readonly read?: ReadRanges;
}

/** A backup that is saved. */
export interface BackupOutcome {
  /** The new archive's name. */
  readonly archive: string;
  readonly addedBytes: number;
  readonly problems: readonly FileProblem[];
  readonly problemCount: number;
}

/**
 * Saves files as one archive. Files that cannot be read are left out and named.
 * @throws PasskeepError as {@link saveArchive}.
 */
export async function backUp(
  context: BackupContext,
  entries: readonly SourceEntry[],
  { title, exports = [], read = readRanges }: BackupRequest,
  tell: OnProgress,
  signal: AbortSignal,
): Promise<BackupOutcome> {
  const progress = new ProgressCounter(tell, { bytesTotal: sizeOf(entries), filesTotal: entries.length });
  const fill = async (content: BackupContent) => {
    content.known = context.known ?? null;
    progress.phase('copying');
    for (let left = entries, again = false; left.length > 0; again = true) {
      if (again) progress.more(sizeOf(left));
      for await (const item of readSource(left, read, signal)) {
        if ('problem' in item) content.fail(item);
        else {
          await content.take(item);
          progress.bytes(item.bytes.length);
          if (!item.last) continue;
        }
        if (!again) progress.file();
      }
      const mistaken = new Set<ContentEntry>(await content.mistaken());
      left = left.filter((entry) => mistaken.has(entry));
    }
    progress.phase('finishing');
    const details = exports.length > 0 && encodeDetails(exports);
    if (details) await content.describe(details);
  };
  const totals = totalsOfAll(exports);
  const about = { title, source: { kind: 'files' }, ...(totals.length > 0 && { exports: totals }) };
  return await saveArchive(context, fill, about, signal);
}

function sizeOf(entries: readonly SourceEntry[]): number {
  return entries.reduce((sum, { file }) => sum + file.size, 0);
}

/**
 * Saves an archive. It is saved when this resolves: packs, then the index, then the snapshot, each durable before the
 * next. What fails undoes it, and whatever was saved before stays as it was. One that was killed has left packs that the
 * next one finds and goes on from.
 * @param fill puts the files into it.
 * @param about what its snapshot says besides; in the place of what follows from the files, where it says that too.
 * @throws PasskeepError NOTHING_TO_SAVE, STORAGE_FULL, STORAGE_REFUSED; what `fill` throws; an abort.
 */
export async function saveArchive(
  { storage, keys, index, snapshots }: BackupContext,
  fill: (content: BackupContent) => Promise<void>,
  about: Pick<BackupSnapshot, 'title' | 'source'> & Partial<BackupSnapshot>,
  signal: AbortSignal,
): Promise<BackupOutcome> {
  const packs = new PackWriter(storage, keys.recipient, signal);
  const content = new BackupContent(keys, new ChunkStore(keys, index, packs, storage.grace?.retiring));
  let sealed: SealedSnapshot | undefined;
  try {
    await fill(content);
    const list = await content.finish();
    const { files, bytes, problems, problemCount, details } = content;
    if (files === 0) throw new PasskeepError('NOTHING_TO_SAVE', { detail: { files: problemCount } });
    await packs.finish();
    for (const pack of packs.written) index.add(pack);
    // An earlier backup that was killed left packs without an index; they are named along with this one's.
    const indexBytes = await index.write(storage, keys, [...index.orphans, ...packs.written], signal);
    const addedBytes = packs.bytes + indexBytes;
    const facts = { files, bytes, addedBytes, problems, problemCount, list, ...(details.length > 0 && { details }) };
    sealed = await snapshots.seal({ kind: 'backup', ...snapshots.lineage(), ...facts, ...about }, signal);
    await snapshots.commit(sealed, signal);
    return { archive: sealed.name, addedBytes: addedBytes + sealed.file.length, problems, problemCount };
  } catch (thrown) {
    await content.settle();
    await undo({ storage, index }, packs, sealed);
    throw thrown;
  }
}

/** Takes back what a backup wrote that will not be an archive, so that it holds no space. */
async function undo(
  { storage, index }: Pick<BackupContext, 'storage' | 'index'>,
  packs: PackWriter,
  sealed: SealedSnapshot | undefined,
): Promise<void> {
  await packs.settle().catch(() => {});
  // What failed may have taken effect all the same: as long as the snapshot may be there, what it needs stays.
  if (sealed && !(await settle(() => storage.remove([snapshotPath(sealed.name)]))).ok) return;
  const written = new Set(packs.written.map(({ id }) => id));
  const named = [...index.files].filter(([, ids]) => ids.some((id) => written.has(id)));
  // An index that also names packs of an earlier, interrupted backup stays, and so do its packs: they are no harm.
  if (named.some(([, ids]) => ids.some((id) => !written.has(id)))) return;
  // What cannot be removed now (the storage may be what failed) goes with the next clean-up.
  await index
    .removeFiles(
      storage,
      named.map(([path]) => path),
    )
    .catch(() => {});
  await index.removePacks(storage, [...written]).catch(() => {});
}
