import { listedFiles } from './archive-reader';
import { type ChunkReader, isDamage } from './chunk-reader';
import type { BackupSnapshot } from './snapshot';
import type { Archive } from './types';

/**
 * What of an archive the vault has not got: files of which a chunk stands in no pack that is here. All of them where the
 * list of files is not to be had. null when nothing is missing. Whether the packs are sound is not looked at.
 * @throws PasskeepError FOLDER_DENIED and the like, when the list is out of reach.
 */
export async function missingOf(
  reader: ChunkReader,
  snapshot: BackupSnapshot,
  signal?: AbortSignal,
): Promise<Archive['missing']> {
  const all = { files: snapshot.files, bytes: snapshot.bytes };
  if (!reader.holds(snapshot.list)) return all;
  let files = 0;
  let bytes = 0;
  try {
    for await (const { chunks, size } of listedFiles(reader, snapshot, signal)) {
      if (reader.holds(chunks)) continue;
      files++;
      bytes += size;
    }
  } catch (thrown) {
    if (isDamage(thrown)) return all;
    throw thrown;
  }
  return files > 0 ? { files, bytes } : null;
}
