import { decryptFile, openFile } from '@/utils/age/file';
import { isUnavailable, PasskeepError } from '@/utils/errors';
import { inFlight } from '@/utils/in-flight';
import type { StoredFile, VaultStorage } from '@/utils/storage/storage';
import { type PackedRows, splitIndex } from './index-file';
import type { VaultKeys } from './keys';
import { encodeRows, readTable } from './pack';

/** Files that are read at a time: while one is decrypted, others are fetched. */
const READS_IN_FLIGHT = 8;

/** What was read of a file; null for one that is damaged, or gone, undefined for one that is out of reach now. */
type Read<T> = T | null | undefined;

/** The packs that index files name, with their rows, by the files' paths. */
export async function readIndexFiles(
  storage: VaultStorage,
  keys: readonly VaultKeys[],
  files: readonly StoredFile[],
  signal?: AbortSignal,
): Promise<ReadonlyMap<string, { readonly packs: Read<readonly PackedRows[]> }>> {
  const identities = keys.map(({ identity }) => identity);
  const read = await inFlight(files, READS_IN_FLIGHT, async ({ path }) => {
    const split = async () => splitIndex(await decryptFile(await storage.open(path, signal), identities, signal));
    return [path, { packs: await tolerate(split) }] as const;
  });
  return new Map(read);
}

/** The rows in packs' own tables. */
export async function readTables(
  storage: VaultStorage,
  keys: readonly VaultKeys[],
  paths: readonly string[],
  signal?: AbortSignal,
): Promise<readonly Read<PackedRows['rows']>[]> {
  const identities = keys.map(({ identity }) => identity);
  return await inFlight(paths, READS_IN_FLIGHT, (path) =>
    tolerate(async () => {
      const pack = await openFile(await storage.open(path, signal), identities, signal);
      return encodeRows(await readTable(pack, signal));
    }),
  );
}

async function tolerate<T>(work: () => Promise<T>): Promise<Read<T>> {
  try {
    return await work();
  } catch (thrown) {
    if (isUnavailable(thrown)) return undefined;
    const code = thrown instanceof PasskeepError ? thrown.code : null;
    if (code !== 'DAMAGED' && code !== 'STORAGE_MISSING' && code !== 'TOO_NEW') throw thrown;
    return null;
  }
}
