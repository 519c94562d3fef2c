import { openFile } from '@/utils/age/file';
import type { RandomAccess } from '@/utils/age/random-access';
import type { Bytes } from '@/utils/bytes';
import type { VaultStorage } from '@/utils/storage/storage';
import { unlessDamaged } from './chunk-reader';
import type { VaultKeys } from './keys';
import { packPath, type PackRow, smallestPack } from './pack';
import { openStoredChunk } from './stored-chunk';

/** Chunks that are inflated and held against their names at a time. */
const AT_ONCE = 16;

/** A chunk of a pack that was read where it stands. */
export interface ReadRow {
  readonly row: PackRow;
  /** null: it is damaged. */
  readonly chunk: Bytes | null;
}

/** What a pack has in it. */
export interface PackData {
  /** Every byte of it authenticates, the padding too. */
  readonly isWhole: boolean;
  /** Its chunks, each read at its own place where not all of the pack authenticates. */
  readonly chunks: AsyncGenerator<ReadRow>;
}

/**
 * Reads all of an opened pack. Damage in it costs the chunks that it touches. Memory: one pack.
 * @throws PasskeepError what the storage throws, but for damage; an abort.
 */
export async function readPackData(
  pack: RandomAccess,
  rows: readonly PackRow[],
  keys: readonly VaultKeys[],
  signal?: AbortSignal,
): Promise<PackData> {
  const whole = await unlessDamaged(() => pack.read(0, pack.size, signal));
  const storedBytes = async ({ offset, storedLength }: PackRow) =>
    whole
      ? whole.subarray(offset, offset + storedLength)
      : await unlessDamaged(() => pack.read(offset, offset + storedLength, signal));
  const read = async (row: PackRow): Promise<ReadRow> => {
    const stored = await storedBytes(row);
    return { row, chunk: stored && (await openStoredChunk(stored, row, keys)) };
  };
  async function* chunks(): AsyncGenerator<ReadRow> {
    for (let at = 0; at < rows.length; at += AT_ONCE) {
      signal?.throwIfAborted();
      yield* await Promise.all(rows.slice(at, at + AT_ONCE).map(read));
    }
  }
  return { isWhole: whole !== null, chunks: chunks() };
}

/**
 * Opens what is left of a pack whose table cannot be read, or that was cut short; the rows say how long it was.
 * @returns null where nothing of it can be read.
 */
export async function openRemains(
  storage: VaultStorage,
  id: string,
  rows: readonly PackRow[],
  keys: readonly VaultKeys[],
  signal?: AbortSignal,
): Promise<RandomAccess | null> {
  const identities = keys.map(({ identity }) => identity);
  const size = smallestPack(rows);
  return await unlessDamaged(async () => {
    const file = await storage.open(packPath(id), signal);
    const opened = await unlessDamaged(() => openFile(file, identities, signal));
    return opened && opened.size >= size ? opened : await openFile(file, identities, signal, size);
  });
}
