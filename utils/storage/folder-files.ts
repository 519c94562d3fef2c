import { classifyName, isFolderName } from './folder-names';
import type { Folder } from './storage';

/** Sizes that are asked for at a time: each is a message to the browser's process. */
const AT_ONCE = 32;

/** A file in the folder that is one of the vault's, or a sync program's copy of one. */
export interface Candidate {
  readonly parent: FileSystemDirectoryHandle;
  readonly name: string;
  /** Where it is: `packs/3f/3f… (1).age`. */
  readonly place: string;
  /** Whether it has the vault's own name, at the vault's own place. */
  readonly isOwn: boolean;
  /** Bytes; 0 for a file that went meanwhile, or that its sync program cannot bring now. */
  readonly size: number;
  /** Milliseconds since 1970. */
  readonly changedAt: number;
}

/** The files of one of the vault's folders, by path: the file itself, copies of it, and the same in doubled folders. */
export async function findCandidates(
  root: FileSystemDirectoryHandle,
  folder: Folder,
  signal?: AbortSignal,
): Promise<Map<string, Candidate[]>> {
  const found = new Map<string, Candidate[]>();
  let asked: Promise<void>[] = [];
  const take = async (parent: FileSystemDirectoryHandle, entry: FileSystemHandle, place: string, path: string) => {
    const { size, changedAt } = await sizeOf(entry as FileSystemFileHandle);
    const candidate = { parent, name: entry.name, place, isOwn: place === path, size, changedAt };
    found.set(path, [...(found.get(path) ?? []), candidate]);
  };
  const enter = async (directory: FileSystemDirectoryHandle, at: string, depth: number): Promise<void> => {
    for await (const entry of directory.values()) {
      signal?.throwIfAborted();
      if (entry.kind === 'directory') {
        if (depth > 0) await enter(entry as FileSystemDirectoryHandle, `${at}/${entry.name}`, depth - 1);
        continue;
      }
      const { kind, path } = { path: '', ...classifyName(folder, entry.name) };
      if (kind !== 'vault' && kind !== 'copy') continue;
      asked.push(take(directory, entry, `${at}/${entry.name}`, path));
      if (asked.length < AT_ONCE) continue;
      await Promise.all(asked);
      asked = [];
    }
  };
  for await (const entry of root.values())
    if (entry.kind === 'directory' && isFolderName(folder, entry.name))
      await enter(entry as FileSystemDirectoryHandle, entry.name, folder === 'packs' ? 1 : 0);
  await Promise.all(asked);
  return found;
}

async function sizeOf(handle: FileSystemFileHandle): Promise<Pick<Candidate, 'size' | 'changedAt'>> {
  try {
    const { size, lastModified } = await handle.getFile();
    return { size, changedAt: lastModified };
  } catch (thrown) {
    if (isAbsence(thrown)) return { size: 0, changedAt: 0 };
    throw thrown;
  }
}

/** Whether what the File System API throws means that the one file is not to be had (if the folder is there). */
export function isAbsence(thrown: unknown): boolean {
  return thrown instanceof DOMException && ['NotFoundError', 'NotReadableError'].includes(thrown.name);
}

/** Deletes a file, if it is there. @throws what the File System API throws. */
export async function removeFile(parent: FileSystemDirectoryHandle, name: string): Promise<void> {
  await parent.removeEntry(name).catch((thrown: unknown) => {
    if (!isAbsence(thrown)) throw thrown;
  });
}
