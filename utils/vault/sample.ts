import { decryptFile } from '@/utils/age/file';
import { isUnavailable } from '@/utils/errors';
import type { VaultStorage } from '@/utils/storage/storage';
import { listedFiles, readFiles } from './archive-reader';
import type { ChunkIndex } from './chunk-index';
import { ChunkReader, isDamage } from './chunk-reader';
import { deriveKeys } from './keys';
import { decodeSnapshot, snapshotPath } from './snapshot';
import type { NamedBackup } from './snapshot-store';

/** So much is enough to see that a key opens what is saved. Bytes. */
const ENOUGH = 4 * 2 ** 20;

/**
 * Decrypts some of the newest archive with these identities and nothing else, each chunk held against its name: what a key
 * opens is seen, not believed.
 * @param backups the vault's, the newest first.
 * @returns bytes of the archive's files; null when there is no archive, or none of it is here (now).
 */
export async function readSample(
  storage: VaultStorage,
  index: ChunkIndex,
  backups: readonly NamedBackup[],
  identities: readonly string[],
  signal?: AbortSignal,
): Promise<number | null> {
  const keys = await Promise.all(identities.map(deriveKeys));
  const reader = new ChunkReader(storage, keys, index);
  for (const { name } of backups) {
    let bytes = 0;
    try {
      const plaintext = await decryptFile(await storage.open(snapshotPath(name), signal), identities, signal);
      const { snapshot } = await decodeSnapshot(name, plaintext, keys);
      if (snapshot.kind !== 'backup') continue;
      for await (const { content } of readFiles(reader, listedFiles(reader, snapshot, signal), signal)) {
        for await (const piece of content) {
          bytes += piece.length;
          if (bytes >= ENOUGH) return bytes;
        }
      }
      return bytes;
    } catch (thrown) {
      signal?.throwIfAborted();
      if (!isDamage(thrown) && !isUnavailable(thrown)) throw thrown;
      // What could be read of it before is a sample too; of an archive that is not here, an older one is.
      if (bytes > 0) return bytes;
    }
  }
  return null;
}
