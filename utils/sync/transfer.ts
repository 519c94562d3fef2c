import { PasskeepError } from '@/utils/errors';
import type { StoredFile, VaultStorage } from '@/utils/storage/storage';

/** No file of a vault is larger, but a forged one: packs are 16 MiB, an index of a million chunks 48 MB. Bytes. */
const LARGEST = 2 ** 30;

/**
 * Copies one file from one storage to another, in place of the one that is there where that `isToReplace`.
 * @returns whether it was there to be copied.
 */
export async function transfer(
  from: VaultStorage,
  to: VaultStorage,
  { path, size }: StoredFile,
  isToReplace: boolean,
  signal?: AbortSignal,
): Promise<boolean> {
  if (size > LARGEST) return false;
  try {
    const file = await from.open(path, signal);
    // Grown or shrunk since it was listed: somebody is still writing it.
    if (file.size !== size) return false;
    const bytes = await file.read(0, size, signal);
    if (bytes.length !== size) return false;
    if (isToReplace) await to.remove([path], signal);
    await to.write(path, bytes, signal);
    return true;
  } catch (thrown) {
    if (thrown instanceof PasskeepError && thrown.code === 'STORAGE_MISSING') return false;
    throw thrown;
  }
}
