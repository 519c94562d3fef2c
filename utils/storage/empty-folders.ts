import { FOLDERS, isFolderName } from './folder-names';

/** Deletes the vault's own folders in `root` that have nothing in them: while they stand there, a vault seems to. */
export async function dropEmptyFolders(root: FileSystemDirectoryHandle): Promise<void> {
  for await (const [name, entry] of root.entries()) {
    if (entry.kind !== 'directory' || !FOLDERS.some((folder) => isFolderName(folder, name))) continue;
    const folder = entry as FileSystemDirectoryHandle;
    for await (const [inner, { kind }] of folder.entries()) if (kind === 'directory') await dropIfEmpty(folder, inner);
    await dropIfEmpty(root, name);
  }
}

async function dropIfEmpty(parent: FileSystemDirectoryHandle, name: string): Promise<void> {
  try {
    await parent.removeEntry(name);
  } catch (thrown) {
    // What is not empty is not deleted: it holds what is none of ours.
    if (!(thrown instanceof DOMException && thrown.name === 'InvalidModificationError')) throw thrown;
  }
}
