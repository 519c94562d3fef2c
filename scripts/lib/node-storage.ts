import type { Dirent } from 'node:fs';
import { type FileHandle, mkdir, open, readdir, rename, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { RandomAccess } from '@/utils/age/random-access';
import { type Bytes, randomBytes } from '@/utils/bytes';
import { PasskeepError } from '@/utils/errors';
import { classifyName, isFolderName } from '@/utils/storage/folder-names';
import { quarantinePath } from '@/utils/storage/quarantine';
import type { Folder, StoredFile, VaultStorage } from '@/utils/storage/storage';

interface Candidate {
  readonly place: string;
  readonly size: number;
  /** Whether it has the vault's own name. */
  readonly own: boolean;
}

/**
 * A vault in a directory, for command-line tools and tests. Sync programs may be at work in it: a copy that they made of
 * a file counts as that file where it is not there itself, whole; empty files, leftovers and foreign names are nothing.
 * Errors: STORAGE_FULL; STORAGE_REFUSED, when the directory is gone or cannot be used; STORAGE_MISSING for one file.
 */
export function nodeStorage(root: string): VaultStorage {
  /** Where the last listing found files that are not at their own place. */
  const elsewhere = new Map<string, string>();
  const placeOf = (path: string) => elsewhere.get(path) ?? join(root, path);
  return {
    list: (folder, signal) =>
      storing(async () => {
        const files: StoredFile[] = [];
        for (const [path, { place, size, own }] of await findFiles(root, folder, signal)) {
          if (own) elsewhere.delete(path);
          else elsewhere.set(path, place);
          files.push({ path, size });
        }
        return files;
      }),
    open: (path) =>
      reading(root, async () => {
        const place = placeOf(path);
        const size = await sizeOf(place);
        if (size === 0) throw new PasskeepError('STORAGE_MISSING');
        return fileAt(root, place, size);
      }),
    write: (path, bytes, signal) =>
      storing(async () => {
        const place = join(root, path);
        if ((await sizeOf(place)) > 0) return;
        await mkdir(dirname(place), { recursive: true });
        await writeWhole(place, bytes, signal);
        elsewhere.delete(path);
      }),
    remove: (paths) =>
      storing(async () => {
        for (const path of paths) await rm(join(root, path), { force: true });
      }),
    quarantine: (path, signal) =>
      storing(async () => {
        signal?.throwIfAborted();
        const from = placeOf(path);
        if ((await sizeOf(from)) === 0) return false;
        let copy = 0;
        while (await isThere(join(root, quarantinePath(path, copy)))) copy++;
        const to = join(root, quarantinePath(path, copy));
        await mkdir(dirname(to), { recursive: true });
        await rename(from, to);
        for (const place of [to, from]) await syncDirectory(dirname(place));
        elsewhere.delete(path);
        return true;
      }),
  };
}

/** The best file for each path of one of the vault's folders: the largest, since a shorter one is not whole. */
async function findFiles(root: string, folder: Folder, signal?: AbortSignal): Promise<Map<string, Candidate>> {
  const found = new Map<string, Candidate>();
  const enter = async (parts: readonly string[], depth: number): Promise<void> => {
    for (const entry of await entriesOf(join(root, ...parts))) {
      signal?.throwIfAborted();
      if (entry.isDirectory() && depth > 0) await enter([...parts, entry.name], depth - 1);
      const { kind, path } = { path: '', ...classifyName(folder, entry.name) };
      if (!entry.isFile() || (kind !== 'vault' && kind !== 'copy')) continue;
      const place = join(root, ...parts, entry.name);
      const candidate = { place, size: await sizeOf(place), own: [...parts, entry.name].join('/') === path };
      const other = found.get(path) ?? { size: 0, own: false };
      if (candidate.size > other.size || (candidate.size === other.size && candidate.own && candidate.size > 0))
        found.set(path, candidate);
    }
  };
  for (const entry of await readdir(root, { withFileTypes: true }))
    if (entry.isDirectory() && isFolderName(folder, entry.name)) await enter([entry.name], folder === 'packs' ? 1 : 0);
  return found;
}

/** What is in a directory; nothing, where it went meanwhile or cannot be read: the others still can. */
async function entriesOf(place: string): Promise<Dirent[]> {
  return await readdir(place, { withFileTypes: true }).catch(() => []);
}

/** Bytes; 0 for a file that is not there, or that the system cannot tell of. */
async function sizeOf(place: string): Promise<number> {
  return await stat(place).then(
    ({ size }) => size,
    () => 0,
  );
}

async function isThere(place: string): Promise<boolean> {
  return await stat(place).then(
    () => true,
    () => false,
  );
}

function fileAt(root: string, place: string, size: number): RandomAccess {
  return {
    size,
    read: (start, end, signal) =>
      reading(root, async () => {
        signal?.throwIfAborted();
        // Opened for each read: nobody tells a storage that a file is no longer needed.
        const file = await open(place);
        try {
          const bytes = new Uint8Array(Math.max(0, Math.min(end, size) - start));
          return bytes.subarray(0, await readFully(file, bytes, start));
        } finally {
          await file.close();
        }
      }),
  };
}

/** Fills `bytes` from `start` of the file. @returns how many there were. */
async function readFully(file: FileHandle, bytes: Bytes, start: number): Promise<number> {
  let at = 0;
  while (at < bytes.length) {
    const { bytesRead } = await file.read(bytes, at, bytes.length - at, start + at);
    if (bytesRead === 0) break;
    at += bytesRead;
  }
  return at;
}

/** Under another name first: what is killed in between leaves nothing that could be taken for the file. */
async function writeWhole(place: string, bytes: Bytes, signal?: AbortSignal): Promise<void> {
  const half = `${place}.${Buffer.from(randomBytes(4)).toString('hex')}.tmp`;
  try {
    const file = await open(half, 'wx');
    try {
      await file.writeFile(bytes, { signal });
      await file.sync();
    } finally {
      await file.close();
    }
    signal?.throwIfAborted();
    await rename(half, place);
    await syncDirectory(dirname(place));
  } catch (thrown) {
    await rm(half, { force: true });
    throw thrown;
  }
}

/** Makes the new name durable; Windows opens no directories, and needs none. */
async function syncDirectory(place: string): Promise<void> {
  if (process.platform === 'win32') return;
  const directory = await open(place);
  try {
    await directory.sync();
  } finally {
    await directory.close();
  }
}

const FULL = ['ENOSPC', 'EDQUOT', 'EFBIG'];

/** Runs `work`; what the system says comes out as STORAGE_FULL or STORAGE_REFUSED. */
async function storing<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (cause) {
    const code = codeOf(cause);
    throw code ? new PasskeepError(FULL.includes(code) ? 'STORAGE_FULL' : 'STORAGE_REFUSED', { cause }) : cause;
  }
}

/** Runs `work`, which reads one file. Where the directory is still there, what the system says is said of that file. */
async function reading<T>(root: string, work: () => Promise<T>): Promise<T> {
  try {
    return await storing(work);
  } catch (thrown) {
    if (!(thrown instanceof PasskeepError) || thrown.code !== 'STORAGE_REFUSED') throw thrown;
    await storing(() => readdir(root));
    throw new PasskeepError('STORAGE_MISSING', { cause: thrown.cause });
  }
}

/** The system's code of an error; null for errors that are not the system's. */
function codeOf(thrown: unknown): string | null {
  const { code, syscall } = thrown as NodeJS.ErrnoException;
  return thrown instanceof Error && syscall !== undefined && code !== undefined ? code : null;
}
