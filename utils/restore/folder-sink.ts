import { PasskeepError } from '@/utils/errors';
import { safeName, UniquePaths } from '@/utils/vault/safe-path';
import type { RestoreSink } from '@/utils/vault/restore';

/** Folders of one name that are tried before a restore gives up. */
const MOST_COPIES = 1000;

/**
 * Restores into a new folder, named by the archive's title, inside the one that the user picked: nothing that is there
 * is overwritten. An exported folder of that very name is the new folder, not one more inside it. Files are whole or not
 * there. (The browser sets no times.)
 */
export async function folderSink(picked: FileSystemDirectoryHandle, title: string): Promise<RestoreSink> {
  const root = await targeting(() => newFolder(picked, safeName(title)));
  const paths = new UniquePaths();
  const folders = new Map<string, FileSystemDirectoryHandle>([['', root]]);
  const folder = async (path: string): Promise<FileSystemDirectoryHandle> => {
    const known = folders.get(path);
    if (known) return known;
    const cut = path.lastIndexOf('/');
    const parent = await folder(path.slice(0, Math.max(0, cut)));
    const made = await parent.getDirectoryHandle(path.slice(cut + 1), { create: true });
    folders.set(path, made);
    return made;
  };
  return {
    file: (file, content, signal) =>
      targeting(async () => {
        const inTop = file.path.startsWith(`${title}/`);
        const path = paths.take(inTop ? file.path.slice(title.length + 1) : file.path);
        const cut = path.lastIndexOf('/');
        const parent = await folder(path.slice(0, Math.max(0, cut)));
        const name = path.slice(cut + 1);
        const handle = await parent.getFileHandle(name, { create: true });
        try {
          const writable = await handle.createWritable();
          try {
            for await (const bytes of content) {
              signal.throwIfAborted();
              await writable.write(bytes);
            }
            await writable.close();
          } catch (thrown) {
            await writable.abort().catch(() => {});
            throw thrown;
          }
        } catch (thrown) {
          await parent.removeEntry(name).catch(() => {});
          throw thrown;
        }
      }, root),
    finish: async () => {},
  };
}

async function newFolder(picked: FileSystemDirectoryHandle, name: string): Promise<FileSystemDirectoryHandle> {
  for (let copy = 1; copy <= MOST_COPIES; copy++) {
    const candidate = copy === 1 ? name : `${name} (${copy})`;
    if (!(await isTaken(picked, candidate))) return await picked.getDirectoryHandle(candidate, { create: true });
  }
  throw new PasskeepError('TARGET_REFUSED');
}

async function isTaken(picked: FileSystemDirectoryHandle, name: string): Promise<boolean> {
  try {
    await picked.getDirectoryHandle(name);
    return true;
  } catch (thrown) {
    if (thrown instanceof DOMException && thrown.name === 'NotFoundError') return false;
    // A file has the name.
    if (thrown instanceof DOMException && thrown.name === 'TypeMismatchError') return true;
    throw thrown;
  }
}

/** What the File System API throws when it is not about one file. */
const NOT_THE_FILE = ['NotAllowedError', 'QuotaExceededError'];

/**
 * Turns what the File System API throws into codes. A TypeError is its word for a name that it does not take. Where
 * `root` can still be read, anything else is about the one file too.
 */
async function targeting<T>(work: () => Promise<T>, root?: FileSystemDirectoryHandle): Promise<T> {
  try {
    return await work();
  } catch (cause) {
    if (cause instanceof TypeError) throw new PasskeepError('TARGET_REFUSED', { cause });
    if (!(cause instanceof DOMException) || cause.name === 'AbortError') throw cause;
    if (root && !NOT_THE_FILE.includes(cause.name) && (await isThere(root)))
      throw new PasskeepError('TARGET_REFUSED', { cause });
    throw new PasskeepError(cause.name === 'QuotaExceededError' ? 'TARGET_FULL' : 'TARGET_GONE', { cause });
  }
}

async function isThere(folder: FileSystemDirectoryHandle): Promise<boolean> {
  try {
    await folder.keys().next();
    return true;
  } catch {
    return false;
  }
}
