import { type Bytes, equalBytes } from '@/utils/bytes';
import { PasskeepError } from '@/utils/errors';
import type { FolderStorage } from '@/utils/storage/folder';
import type { StoredFile, VaultStorage } from '@/utils/storage/storage';

/** No file of a vault is larger, but a forged one: packs are 16 MiB, an index of a million chunks 48 MB. Bytes. */
export const LARGEST_FILE = 2 ** 30;

/** Copies one file from one storage to another. @returns whether it was there to be copied. */
export async function transfer(
  from: VaultStorage,
  to: VaultStorage,
  { path, size }: StoredFile,
  signal?: AbortSignal,
): Promise<boolean> {
  const bytes = await readWhole(from, path, signal);
  // Grown or shrunk since it was listed: somebody is still writing it.
  if (bytes?.length !== size) return false;
  await to.write(path, bytes, signal);
  return true;
}

/**
 * A file from the folder that is to take the place of one here: the first that is not the same. Those that are will not
 * be read again. @returns null when there is none.
 */
export async function findOther(
  folder: FolderStorage,
  local: VaultStorage,
  path: string,
  signal?: AbortSignal,
): Promise<Bytes | null> {
  const here = (await readWhole(local, path, signal)) ?? new Uint8Array();
  for (;;) {
    const other = await readWhole(folder, path, signal);
    if (!other) return null;
    if (!equalBytes(here, other)) return other;
    folder.reject(path);
    if (folder.isRejected(path)) return null;
  }
}

/** All of a file; null when it is not there, or not to its end. */
async function readWhole(storage: VaultStorage, path: string, signal?: AbortSignal): Promise<Bytes | null> {
  try {
    const file = await storage.open(path, signal);
    if (file.size > LARGEST_FILE) return null;
    const bytes = await file.read(0, file.size, signal);
    return bytes.length === file.size ? bytes : null;
  } catch (thrown) {
    if (thrown instanceof PasskeepError && thrown.code === 'STORAGE_MISSING') return null;
    throw thrown;
  }
}
