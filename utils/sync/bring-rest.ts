import { PasskeepError } from '@/utils/errors';
import type { VaultStorage } from '@/utils/storage/storage';
import { listVault } from '@/utils/vault/vault-files';
import { transfer } from './transfer';

/**
 * Brings here what one folder has of a vault, and another folder with the same vault has not (yet). One that is gone was
 * moved there, most likely, and has nothing.
 * @throws PasskeepError STORAGE_MISSING when a file could not be read; FOLDER_DENIED and the like; STORAGE_FULL.
 */
export async function bringRest(
  old: VaultStorage,
  local: VaultStorage,
  other: VaultStorage,
  signal: AbortSignal,
): Promise<void> {
  const has = [...(await listVault(other, signal)), ...(await listVault(local, signal))];
  const sizes = new Map(has.map(({ path, size }) => [path, size]));
  try {
    for (const file of await listVault(old, signal))
      if ((sizes.get(file.path) ?? 0) < file.size && !(await transfer(old, local, file, signal)))
        throw new PasskeepError('STORAGE_MISSING');
  } catch (thrown) {
    if (!(thrown instanceof PasskeepError) || thrown.code !== 'FOLDER_GONE') throw thrown;
  }
}
