import { decryptFile } from '@/utils/age/file';
import { OTHER_KEY } from '@/utils/age/header';
import { isUnavailable, PasskeepError } from '@/utils/errors';
import { inFlight } from '@/utils/in-flight';
import type { VaultStorage } from '@/utils/storage/storage';
import type { ReadSnapshot } from './held-snapshot';
import type { VaultKeys } from './keys';
import { type OnProgress, ProgressCounter } from './progress';
import { type DecodedSnapshot, decodeSnapshot, snapshotPath } from './snapshot';

/** Files that are read at a time: while one is decrypted, others are fetched. */
const READS_IN_FLIGHT = 8;

/** A snapshot's file, as it is listed. */
export interface SnapshotFile {
  readonly name: string;
  readonly path: string;
  /** Bytes. */
  readonly size: number;
}

/** What reading snapshots came to: those that were read, and paths of those that could not be. */
export interface SnapshotsRead {
  readonly read: readonly ReadSnapshot[];
  readonly damaged: readonly string[];
  readonly tooNew: readonly string[];
  /** Those of the damaged ones that are whole, but made for an identity that is not known here. */
  readonly foreign: readonly string[];
}

/** Reads a snapshot from its file. @throws PasskeepError DAMAGED, TOO_NEW, STORAGE_MISSING; FOLDER_DENIED and the like. */
export async function readSnapshot(
  storage: VaultStorage,
  keys: readonly VaultKeys[],
  name: string,
  signal?: AbortSignal,
): Promise<DecodedSnapshot> {
  const identities = keys.map(({ identity }) => identity);
  const plaintext = await decryptFile(await storage.open(snapshotPath(name), signal), identities, signal);
  return await decodeSnapshot(name, plaintext, keys);
}

/** Reads snapshots. Those that cannot be read are told, not thrown. */
export async function readSnapshots(
  storage: VaultStorage,
  keys: readonly VaultKeys[],
  files: readonly SnapshotFile[],
  tell: OnProgress,
  signal?: AbortSignal,
): Promise<SnapshotsRead> {
  const bytesTotal = files.reduce((sum, { size }) => sum + size, 0);
  const progress = new ProgressCounter(tell, { bytesTotal, filesTotal: files.length });
  const read: ReadSnapshot[] = [];
  const problems = await inFlight(files, READS_IN_FLIGHT, async ({ name, path, size }) => {
    try {
      read.push({ name, size, ...(await readSnapshot(storage, keys, name, signal)) });
      return [];
    } catch (thrown) {
      return [{ path, isTooNew: isTooNew(thrown), isForeign: isForeign(thrown) }];
    } finally {
      progress.bytes(size);
      progress.file();
    }
  });
  const told = (which: (problem: (typeof problems)[0][0]) => boolean) =>
    problems.flat().flatMap((problem) => (which(problem) ? [problem.path] : []));
  return {
    read,
    damaged: told((problem) => !problem.isTooNew),
    tooNew: told((problem) => problem.isTooNew),
    foreign: told((problem) => problem.isForeign),
  };
}

/** @throws what is neither the file's fault nor that of the place where it is. */
function isTooNew(thrown: unknown): boolean {
  const code = thrown instanceof PasskeepError ? thrown.code : null;
  if (code !== 'TOO_NEW' && code !== 'DAMAGED' && code !== 'STORAGE_MISSING' && !isUnavailable(thrown)) throw thrown;
  return code === 'TOO_NEW';
}

function isForeign(thrown: unknown): boolean {
  return thrown instanceof PasskeepError && thrown.detail?.['reason'] === OTHER_KEY;
}
