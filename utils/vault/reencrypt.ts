import type { Bytes } from '@/utils/bytes';
import { fromFailure, settle } from '@/utils/errors';
import { listedFiles, readFiles } from './archive-reader';
import { type BackupContext, saveArchive } from './backup';
import type { BackupContent } from './backup-content';
import { type ChunkReader, isDamage } from './chunk-reader';
import { storedDetails } from './export-details';
import { type OnProgress, ProgressCounter } from './progress';
import { type BackupSnapshot, shortName } from './snapshot';
import type { NamedBackup } from './snapshot-store';
import type { FileProblem } from './types';

/** What encrypting archives anew works on. */
export interface ReencryptContext extends BackupContext {
  /** A reader that has all of the vault's identities. */
  readonly reader: ChunkReader;
}

/** What encrypting archives anew came to. */
export interface ReencryptOutcome {
  /** Archives that have the current identity now. */
  readonly moved: number;
  /** Titles of those that stay as they are, since not all of them could be read. */
  readonly problems: readonly FileProblem[];
}

/** The archives that an earlier identity can read. What it has made after it was changed is not vouched for, and stays. */
export function oldArchives(backups: readonly NamedBackup[]): NamedBackup[] {
  return backups.filter(({ isOld, isLate }) => isOld && !isLate);
}

/**
 * Encrypts the archives anew, with the current identity, that an earlier one can read: each is saved again, read back
 * whole, and only then the old one is removed. Stopped anywhere, running it again goes on. The space of the old ones is
 * freed by a prune afterwards.
 */
export async function reencrypt(
  context: ReencryptContext,
  tell: OnProgress,
  signal: AbortSignal,
): Promise<ReencryptOutcome> {
  const { snapshots } = context;
  // The oldest first: stopped in the middle, what is left is what changes the least.
  const old = oldArchives(snapshots.backups).toReversed();
  const bytesTotal = old.reduce((sum, { snapshot }) => sum + 2 * snapshot.bytes, 0);
  const progress = new ProgressCounter(tell, { bytesTotal, filesTotal: old.length });
  progress.phase('copying');
  const problems: FileProblem[] = [];
  let moved = 0;
  for (const { name, snapshot } of old) {
    const result = await settle(async () => {
      const copy = movedCopy(context, name) ?? (await saveCopy(context, snapshot, name, progress, signal));
      await readBack(context.reader, await snapshots.reread(copy, signal), progress, signal);
      await snapshots.remove(name, signal);
    });
    signal.throwIfAborted();
    if (result.ok) moved++;
    else if (isDamage(fromFailure(result.error))) problems.push({ path: snapshot.title, code: 'DAMAGED' });
    else throw fromFailure(result.error);
    progress.file();
  }
  progress.phase('finishing');
  return { moved, problems };
}

/** The copy of an archive that was saved before this was stopped. */
function movedCopy({ snapshots }: ReencryptContext, old: string): string | undefined {
  return snapshots.backups.find(({ snapshot, isOld }) => !isOld && snapshot.movedFrom === shortName(old))?.name;
}

/** @returns the new archive's name. */
async function saveCopy(
  context: ReencryptContext,
  snapshot: BackupSnapshot,
  old: string,
  progress: ProgressCounter,
  signal: AbortSignal,
): Promise<string> {
  const { reader } = context;
  const { title, source, createdAt, problems, problemCount, exports } = snapshot;
  const fill = async (content: BackupContent) => {
    let index = 0;
    for await (const { file, content: pieces } of readFiles(reader, listedFiles(reader, snapshot, signal), signal)) {
      const entry = { path: file.path, file: { size: file.size, lastModified: file.modifiedAt } };
      for await (const block of blocksOf(pieces)) {
        await content.take({ entry, index, ...block });
        progress.bytes(block.bytes.length);
      }
      index++;
    }
    const details = await storedDetails(reader, snapshot, signal);
    if (details) await content.describe(details);
  };
  const moved = { movedFrom: shortName(old), movedAt: Date.now() };
  const about = { title, source, createdAt, problems, problemCount, ...(exports && { exports }), ...moved };
  return (await saveArchive(context, fill, about, signal)).archive;
}

/** A file's pieces as blocks that know which is the first and which the last; at least one, be it empty. */
async function* blocksOf(pieces: AsyncIterable<Bytes>) {
  let held: Bytes | null = null;
  let first = true;
  for await (const bytes of pieces) {
    if (held) {
      yield { bytes: held, first, last: false };
      first = false;
    }
    held = bytes;
  }
  yield { bytes: held ?? new Uint8Array(), first, last: true };
}

/** Reads all of an archive, each chunk held against its name. @throws PasskeepError DAMAGED. */
async function readBack(
  reader: ChunkReader,
  snapshot: BackupSnapshot,
  progress: ProgressCounter,
  signal: AbortSignal,
): Promise<void> {
  for await (const { content } of readFiles(reader, listedFiles(reader, snapshot, signal), signal))
    for await (const bytes of content) progress.bytes(bytes.length);
}
