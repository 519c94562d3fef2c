import type { Folder, StoredFile, VaultStorage } from '@/utils/storage/storage';
import { findVaultPath } from '@/utils/storage/vault-path';

/** In this order whatever is needed is there before what needs it. Listing goes the other way round. */
const ORDER: readonly Folder[] = ['keys', 'packs', 'index', 'snapshots'];

/**
 * All files of a vault, none of which needs one that comes after it: lines that name passkeys, slots, packs, index files,
 * snapshots. What is written to the vault meanwhile is in the list only with all that it needs.
 */
export async function listVault(storage: VaultStorage, signal: AbortSignal): Promise<StoredFile[]> {
  const found: StoredFile[][] = [];
  for (const folder of ORDER.toReversed()) {
    signal.throwIfAborted();
    const listed = (await storage.list(folder, signal)).filter(({ path }) => findVaultPath(path)?.path === path);
    found.unshift(listed.toSorted(byNeed));
  }
  return found.flat();
}

/** A slot's line before its slot, which is what counts; the rest by name, so that two lists of a vault are alike. */
function byNeed(a: StoredFile, b: StoredFile): number {
  const line = Number(b.path.endsWith('.txt')) - Number(a.path.endsWith('.txt'));
  return line || (a.path < b.path ? -1 : 1);
}
