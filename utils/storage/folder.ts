import type { RandomAccess } from '@/utils/age/file';
import { PasskeepError } from '@/utils/errors';
import { targeting } from './folder-error';
import { classifyName, isFolderName } from './folder-names';
import type { Folder, StoredFile, VaultStorage } from './storage';
import { writeWhole } from './write-whole';

/** Sizes that are asked for at a time: each is a message to the browser's process. */
const AT_ONCE = 32;

interface Candidate {
  readonly handle: FileSystemFileHandle;
  readonly size: number;
  /** Whether it has the vault's own name. */
  readonly own: boolean;
}

/**
 * A vault in a folder that the user picked. Sync programs may be at work in it: copies that they made of a file count as
 * that file where it is not there itself, whole; empty files and leftovers are nothing.
 * Errors: FOLDER_DENIED, FOLDER_GONE, FOLDER_FULL, FOLDER_REFUSED; STORAGE_MISSING for one file.
 */
export function folderStorage(root: FileSystemDirectoryHandle): VaultStorage {
  /** What the last listing found at other places than their own: copies, and files in folders such as `packs (1)`. */
  const elsewhere = new Map<string, FileSystemFileHandle>();
  return {
    list: (folder, signal) =>
      targeting(root, async () => {
        const found = await findFiles(root, folder, signal);
        const files: StoredFile[] = [];
        for (const [path, candidates] of found) {
          const best = bestOf(candidates);
          if (!best) continue;
          if (best.own) elsewhere.delete(path);
          else elsewhere.set(path, best.handle);
          files.push({ path, size: best.size });
        }
        return files;
      }),
    open: (path) =>
      targeting(root, async () => {
        const file = await (elsewhere.get(path) ?? (await fileAt(root, path))).getFile();
        // A writer or a sync program has made its name, and nothing else yet.
        if (file.size === 0) throw new PasskeepError('STORAGE_MISSING');
        return randomAccess(root, file);
      }),
    write: (path, bytes, signal) =>
      targeting(root, async () => {
        const { directory, name } = await placeOf(root, path, true);
        await writeWhole(directory, name, bytes, signal);
        elsewhere.delete(path);
      }),
    async remove(paths) {
      for (const path of paths) await targeting(root, () => removeFile(root, path)).catch(ignoreMissing);
    },
  };
}

/** The files of one of the vault's folders, by path: the file itself, copies of it, and the same in doubled folders. */
async function findFiles(
  root: FileSystemDirectoryHandle,
  folder: Folder,
  signal?: AbortSignal,
): Promise<Map<string, Candidate[]>> {
  const found = new Map<string, Candidate[]>();
  let asked: Promise<void>[] = [];
  const take = async (handle: FileSystemFileHandle, path: string, own: boolean) => {
    const candidate = { handle, own, size: await sizeOf(handle) };
    found.set(path, [...(found.get(path) ?? []), candidate]);
  };
  const enter = async (directory: FileSystemDirectoryHandle, place: string, depth: number): Promise<void> => {
    for await (const entry of directory.values()) {
      signal?.throwIfAborted();
      if (entry.kind === 'directory') {
        if (depth > 0) await enter(entry as FileSystemDirectoryHandle, `${place}/${entry.name}`, depth - 1);
        continue;
      }
      const { kind, path } = { path: '', ...classifyName(folder, entry.name) };
      if (kind !== 'vault' && kind !== 'copy') continue;
      asked.push(take(entry as FileSystemFileHandle, path, path === `${place}/${entry.name}`));
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

/** 0 for a file that went meanwhile, or that its sync program cannot bring now. */
async function sizeOf(handle: FileSystemFileHandle): Promise<number> {
  try {
    return (await handle.getFile()).size;
  } catch (thrown) {
    if (thrown instanceof DOMException && ['NotFoundError', 'NotReadableError'].includes(thrown.name)) return 0;
    throw thrown;
  }
}

/** The largest: a shorter one is not whole. The file itself where a copy is as large. */
function bestOf(candidates: readonly Candidate[]): Candidate | undefined {
  const [best] = candidates
    .filter(({ size }) => size > 0)
    .toSorted((a, b) => b.size - a.size || Number(b.own) - Number(a.own));
  return best;
}

/** The folder that a file of the vault is in, and its name there. */
async function placeOf(root: FileSystemDirectoryHandle, path: string, create: boolean) {
  const parts = path.split('/');
  let directory = root;
  for (const part of parts.slice(0, -1)) directory = await directory.getDirectoryHandle(part, { create });
  return { directory, name: parts.at(-1) as string };
}

async function fileAt(root: FileSystemDirectoryHandle, path: string): Promise<FileSystemFileHandle> {
  const { directory, name } = await placeOf(root, path, false);
  return await directory.getFileHandle(name);
}

async function removeFile(root: FileSystemDirectoryHandle, path: string): Promise<void> {
  const { directory, name } = await placeOf(root, path, false);
  await directory.removeEntry(name);
}

function ignoreMissing(thrown: unknown): void {
  if (!(thrown instanceof PasskeepError) || thrown.code !== 'STORAGE_MISSING') throw thrown;
}

function randomAccess(root: FileSystemDirectoryHandle, file: File): RandomAccess {
  return {
    size: file.size,
    read: (start, end, signal) =>
      targeting(root, async () => {
        signal?.throwIfAborted();
        return new Uint8Array(await file.slice(start, end).arrayBuffer());
      }),
  };
}
