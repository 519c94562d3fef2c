import { PasskeepError } from '@/utils/errors';
import { folderStorage, type FolderStorage } from '@/utils/storage/folder';
import type { StoredFile } from '@/utils/storage/storage';
import { sameContent } from '@/utils/storage/write-whole';
import { choosePacks } from '@/utils/vault/check-extent';
import type { CheckExtent } from '@/utils/vault/check-report';
import { listVault } from '@/utils/vault/vault-files';
import { isPack } from './changes';
import type { SyncPlaces } from './sync';

/**
 * The files of a vault that are in the browser and in the folder: the small ones, and of the packs those that a check of
 * this extent reads. Keys are left out: whether one is whole shows only when it is used.
 */
export async function storedTwice(
  { local, ledger }: Omit<SyncPlaces, 'folder'>,
  extent: CheckExtent,
  signal: AbortSignal,
): Promise<readonly StoredFile[]> {
  const files = (await listVault(local, signal)).filter(({ path }) => ledger.isThere(path));
  const packs = choosePacks(
    files.filter(({ path }) => isPack(path)),
    extent,
  );
  return [...files.filter(({ path }) => !isPack(path) && !path.startsWith('keys/')), ...packs];
}

/**
 * Those of some files that the folder holds, but not as the browser does. One that is not there (yet) is no such file, and
 * neither is one of which a copy in the folder is the same.
 * @throws PasskeepError FOLDER_DENIED and the like; an abort.
 */
export async function findDiffering(
  { local }: Pick<SyncPlaces, 'local'>,
  directory: FileSystemDirectoryHandle,
  files: readonly StoredFile[],
  onRead: (file: StoredFile) => void,
  signal: AbortSignal,
): Promise<string[]> {
  // One of its own: what is passed over here is not for others to pass over.
  const folder = folderStorage(directory);
  // Knows the copies that sync programs have made from then on.
  await listVault(folder, signal);
  const differing: string[] = [];
  for (const file of files) {
    signal.throwIfAborted();
    const isSame = await unlessMissing(() => holds(folder, local, file.path, signal));
    if (isSame === false) differing.push(file.path);
    onRead(file);
  }
  return differing;
}

async function holds(
  folder: FolderStorage,
  local: SyncPlaces['local'],
  path: string,
  signal: AbortSignal,
): Promise<boolean> {
  for (;;) {
    if (await sameContent(await local.open(path, signal), await folder.open(path, signal), signal)) return true;
    folder.reject(path);
    if (folder.isRejected(path)) return false;
  }
}

/**
 * Puts files of the folder aside that are not as the browser holds them, which must be whole there: the next sync writes
 * them anew. @returns those that were put aside.
 */
export async function putAsideThere(
  { folder, ledger }: Omit<SyncPlaces, 'local'>,
  paths: readonly string[],
  signal: AbortSignal,
): Promise<string[]> {
  const aside: string[] = [];
  for (const path of paths) {
    signal.throwIfAborted();
    // First: a file that is gone, and of which the ledger says that it is there, would be taken for lost.
    await ledger.forget([path]);
    if (await folder.quarantine(path, signal)) aside.push(path);
  }
  return aside;
}

async function unlessMissing<T>(work: () => Promise<T>): Promise<T | null> {
  try {
    return await work();
  } catch (thrown) {
    if (thrown instanceof PasskeepError && thrown.code === 'STORAGE_MISSING') return null;
    throw thrown;
  }
}
