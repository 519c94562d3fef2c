import type { Bytes } from '@/utils/bytes';
import type { StoredFile, VaultStorage } from '@/utils/storage/storage';
import { FOLDERS } from '@/utils/storage/folder-names';
import { findVaultPath } from '@/utils/storage/vault-path';

/** Bytes that are read of a file at a time. */
const PART = 4 * 2 ** 20;

/**
 * All files of a vault, in the order in which they are to be written: none needs one that comes after it. What is
 * written to the vault meanwhile is among them only with all that it needs.
 */
export async function listVault(storage: VaultStorage, signal: AbortSignal): Promise<StoredFile[]> {
  const found: StoredFile[][] = [];
  // Listed the other way round.
  for (const folder of FOLDERS.toReversed()) {
    signal.throwIfAborted();
    const listed = await storage.list(folder, signal);
    found.unshift(listed.filter(({ path }) => findVaultPath(path)?.path === path).toSorted(byNeed));
  }
  return found.flat();
}

/** A slot's line before its slot, which is what counts; the rest by name, so that two lists of a vault are alike. */
function byNeed(a: StoredFile, b: StoredFile): number {
  const line = Number(b.path.endsWith('.txt')) - Number(a.path.endsWith('.txt'));
  return line || (a.path < b.path ? -1 : 1);
}

/** A file's bytes, some MiB at a time. */
export async function* readParts(
  storage: VaultStorage,
  { path, size }: StoredFile,
  signal: AbortSignal,
): AsyncGenerator<Bytes> {
  const file = await storage.open(path, signal);
  for (let at = 0; at < size; at += PART) {
    signal.throwIfAborted();
    yield await file.read(at, Math.min(size, at + PART), signal);
  }
}
