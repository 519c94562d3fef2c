import { listedFiles } from './archive-reader';
import type { DamagedArchive } from './check-report';
import type { ChunkIndex } from './chunk-index';
import { ChunkReader, isDamage } from './chunk-reader';
import type { ListedFile } from './file-list';
import type { ChunkId } from './keys';
import type { PruneContext } from './prune';
import type { NamedBackup } from './snapshot-store';

/** Files of an archive that are told one by one. */
const NAMED = 100;

/** What archives need and the vault has not got. */
export interface ArchiveSurvey {
  readonly damaged: readonly DamagedArchive[];
  /** Chunks that are in no pack, or damaged in all, as far as that is known. */
  readonly lost: ReadonlySet<ChunkId>;
  /** Whether a chunk that was in some pack is such a one; where a list is lost, any that is nowhere may be. */
  readonly isLost: (id: ChunkId) => boolean;
}

/**
 * Reads the list of files of every archive, and looks whether every chunk that it needs has a place.
 * @param unread names of archives whose snapshots cannot be read any more.
 */
export async function checkArchives(
  { storage, keys, index, snapshots }: PruneContext,
  unread: ReadonlySet<string>,
  signal: AbortSignal,
): Promise<ArchiveSurvey> {
  const reader = new ChunkReader(storage, keys, index);
  const lost = new Set<ChunkId>();
  const damaged: DamagedArchive[] = [];
  let isListLost = false;
  for (const backup of snapshots.backups) {
    const { files, paths, isUnlisted } = await damageOf(reader, index, backup, lost, signal);
    isListLost ||= isUnlisted;
    const { createdAt, title, files: all } = backup.snapshot;
    const count = unread.has(backup.name) ? all : files;
    if (count > 0 || unread.has(backup.name)) damaged.push({ id: backup.name, title, createdAt, files: count, paths });
  }
  return { damaged, lost, isLost: (id) => lost.has(id) || (isListLost && !index.find(id)) };
}

async function damageOf(
  reader: ChunkReader,
  index: ChunkIndex,
  { snapshot }: NamedBackup,
  lost: Set<ChunkId>,
  signal: AbortSignal,
): Promise<Pick<DamagedArchive, 'files' | 'paths'> & { readonly isUnlisted: boolean }> {
  const noteLost = (ids: readonly ChunkId[]) => ids.filter((id) => !index.find(id)).forEach((id) => lost.add(id));
  const paths: string[] = [];
  let [whole, bad] = [0, 0];
  let isUnlisted = false;
  try {
    for await (const file of listedFiles(reader, snapshot, signal)) {
      signal.throwIfAborted();
      noteLost(file.chunks);
      if (isWhole(file, index)) whole++;
      else if (++bad <= NAMED) paths.push(file.path);
    }
  } catch (thrown) {
    if (!isDamage(thrown)) throw thrown;
    // What comes after the damage in its list, nobody can tell.
    bad = Math.max(1, snapshot.files - whole);
    isUnlisted = true;
  }
  noteLost([...snapshot.list, ...(snapshot.details ?? [])]);
  return { files: bad, paths, isUnlisted };
}

function isWhole({ chunks, size }: ListedFile, index: ChunkIndex): boolean {
  let length = 0;
  for (const id of chunks) {
    const place = index.find(id);
    if (!place) return false;
    length += place.row.length;
  }
  return length === size;
}
