import type { RandomAccess } from '@/utils/age/random-access';
import { PasskeepError } from '@/utils/errors';
import { Copies } from './copies';
import { dropEmptyFolders } from './empty-folders';
import { targeting } from './folder-error';
import { findCandidates, isAbsence, removeFile } from './folder-files';
import { FOLDERS } from './folder-names';
import { quarantinePath } from './quarantine';
import type { Folder, StoredFile, VaultStorage } from './storage';
import { fileAccess, fileIn, writeBeside, writeWhole } from './write-whole';

/** A larger file, which none of ours is, stays where it is: one that is put aside is in memory for a moment. Bytes. */
const LARGEST_ASIDE = 2 ** 28;

/** A vault's folder. Sync programs make copies of its files. */
export interface FolderStorage extends VaultStorage {
  /**
   * Notes that what was last opened for this path is damaged: another file that may stand for it is given from now on,
   * where there is one. @returns whether that was not known.
   */
  reject(path: string): boolean;
  /** Whether all files that may stand for this one have been rejected, as they are. */
  isRejected(path: string): boolean;
  /**
   * Files, of those that stand for the same file of the vault, that hold something else than the one that `open` gives:
   * where they are in the folder. As of the last listing; each is read once.
   */
  differing(signal?: AbortSignal): Promise<string[]>;
}

/**
 * A vault in a folder that the user picked. Sync programs may be at work in it: copies that they made of a file count as
 * that file where it is not there itself, whole; empty files and leftovers are nothing. A file goes with its copies.
 * Errors: FOLDER_DENIED, FOLDER_GONE, FOLDER_FULL, FOLDER_REFUSED; STORAGE_MISSING for one file.
 */
export function folderStorage(root: FileSystemDirectoryHandle): FolderStorage {
  const copies = new Copies();
  const listed = new Set<Folder>();
  const look = async (folder: Folder, signal?: AbortSignal): Promise<StoredFile[]> => {
    const files = copies.take(folder, await findCandidates(root, folder, signal));
    listed.add(folder);
    return files;
  };
  const fileOf = async (path: string): Promise<File> => {
    const copy = copies.best(path);
    const { parent, name } = copy ?? (await placeOf(root, path, false));
    const file = await (await parent.getFileHandle(name)).getFile();
    // A writer or a sync program has made its name, and nothing else yet.
    if (file.size === 0) throw new PasskeepError('STORAGE_MISSING');
    copies.opened(path, { place: copy?.place ?? path, size: file.size, changedAt: file.lastModified });
    return file;
  };
  /** A copy may be what is there, or what was there. */
  const lookForFile = async (path: string, signal?: AbortSignal): Promise<File> => {
    try {
      return await fileOf(path);
    } catch (thrown) {
      const isMissing = isAbsence(thrown) || (thrown instanceof PasskeepError && thrown.code === 'STORAGE_MISSING');
      if (!isMissing || (listed.has(folderOf(path)) && !copies.best(path))) throw thrown;
      await look(folderOf(path), signal);
      return await fileOf(path);
    }
  };
  const putAside = async (path: string, signal?: AbortSignal): Promise<boolean> => {
    const { size } = await lookForFile(path, signal);
    if (size > LARGEST_ASIDE) return false;
    const { parent, name } = copies.best(path) ?? (await placeOf(root, path, false));
    const file = await (await parent.getFileHandle(name)).getFile();
    let copy = 0;
    let aside = await placeOf(root, quarantinePath(path), true);
    while (await fileIn(aside.parent, aside.name)) aside = await placeOf(root, quarantinePath(path, ++copy), true);
    await writeWhole(aside.parent, aside.name, await fileAccess(file).read(0, file.size), signal);
    await removeFile(parent, name);
    await look(folderOf(path), signal);
    return true;
  };
  return {
    list: (folder, signal) => targeting(root, () => look(folder, signal), signal),
    open: (path, signal) => targeting(root, async () => randomAccess(root, await lookForFile(path, signal)), signal),
    async write(path, bytes, signal) {
      const write = async () => {
        const { parent, name } = await placeOf(root, path, true);
        await writeBeside(parent, name, bytes, signal);
        copies.forget(path);
      };
      signal?.throwIfAborted();
      await targeting(root, write, signal);
    },
    async remove(paths, signal) {
      const remove = async (path: string) => {
        if (!listed.has(folderOf(path))) await look(folderOf(path), signal);
        for (const { parent, name } of copies.of(path)) await removeFile(parent, name);
        copies.forget(path);
        const { parent, name } = await placeOf(root, path, false);
        await removeFile(parent, name);
      };
      for (const path of paths) await targeting(root, () => remove(path), signal).catch(ignoreMissing);
    },
    quarantine: (path, signal) => targeting(root, () => putAside(path, signal), signal).catch(falseWhereMissing),
    reject: (path) => copies.reject(path),
    isRejected: (path) => copies.isRejected(path),
    differing: (signal) => targeting(root, () => copies.differing(signal), signal),
  };
}

/** Deletes the vault that is in a folder, whole or not, with all copies of its files; its keys last. */
export async function clearFolder(root: FileSystemDirectoryHandle, signal?: AbortSignal): Promise<void> {
  const clear = async (folder: Folder) => {
    const found = await findCandidates(root, folder, signal);
    for (const { parent, name } of [...found.values()].flat()) await removeFile(parent, name);
  };
  for (const folder of FOLDERS.toReversed()) await targeting(root, () => clear(folder), signal);
  await targeting(root, () => dropEmptyFolders(root), signal);
}

function folderOf(path: string): Folder {
  return path.slice(0, path.indexOf('/')) as Folder;
}

/** The folder that a file of the vault is in, and its name there. */
async function placeOf(root: FileSystemDirectoryHandle, path: string, create: boolean) {
  const parts = path.split('/');
  let parent = root;
  for (const part of parts.slice(0, -1)) parent = await parent.getDirectoryHandle(part, { create });
  return { parent, name: parts.at(-1) as string };
}

function ignoreMissing(thrown: unknown): void {
  if (!(thrown instanceof PasskeepError) || thrown.code !== 'STORAGE_MISSING') throw thrown;
}

function falseWhereMissing(thrown: unknown): false {
  ignoreMissing(thrown);
  return false;
}

function randomAccess(root: FileSystemDirectoryHandle, file: File): RandomAccess {
  const access = fileAccess(file);
  return {
    size: file.size,
    read: (start, end, signal) =>
      targeting(
        root,
        () => {
          signal?.throwIfAborted();
          return access.read(start, end);
        },
        signal,
      ),
  };
}
