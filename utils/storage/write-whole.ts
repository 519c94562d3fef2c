import { inMemory, type RandomAccess } from '@/utils/age/random-access';
import { type Bytes, equalBytes } from '@/utils/bytes';
import { PasskeepError } from '@/utils/errors';
import { isAbsence, removeFile } from './folder-files';

/** Bytes that are compared at a time. */
const BLOCK = 4 * 2 ** 20;
/** Copies with other content that are passed over before a folder counts as one that refuses. */
const MOST_COPIES = 20;

/**
 * Writes a file into a folder, and reads it back: it holds these bytes when this resolves. One that holds them already
 * stays as it is. Chromium writes beside the file (`NAME.crswap`) and puts that in its place in the end, so that it is
 * there wholly or, having been made empty, not at all.
 * @throws PasskeepError FOLDER_REFUSED when something else is read back; what the File System API throws.
 */
export async function writeWhole(
  directory: FileSystemDirectoryHandle,
  name: string,
  bytes: Bytes,
  signal?: AbortSignal,
): Promise<void> {
  signal?.throwIfAborted();
  const handle = await directory.getFileHandle(name, { create: true });
  if (await holds(await handle.getFile(), bytes, signal)) return;
  // Of a write that was killed: Chromium (156) never takes it away, and would write beside `NAME.1.crswap` now.
  await removeFile(directory, `${name}.crswap`);
  const writable = await handle.createWritable();
  try {
    await writable.write(bytes);
    signal?.throwIfAborted();
    await writable.close();
  } catch (thrown) {
    await writable.abort().catch(() => {});
    throw thrown;
  }
  // Anew by its name: what counts is what the next reader will find there.
  const written = await (await directory.getFileHandle(name)).getFile();
  if (!(await holds(written, bytes, signal))) throw new PasskeepError('FOLDER_REFUSED');
}

/**
 * As {@link writeWhole}, for files that never change: one of this name that is shorter was cut short, and is replaced;
 * one that holds something else stays, for it may be the good one, and these bytes go beside it: `NAME (1).age`.
 */
export async function writeBeside(
  directory: FileSystemDirectoryHandle,
  name: string,
  bytes: Bytes,
  signal?: AbortSignal,
): Promise<void> {
  for (let copy = 0; copy < MOST_COPIES; copy++) {
    const free = copy === 0 ? name : name.replace(/(?=\.[^.]*$)/, ` (${copy})`);
    const there = await fileIn(directory, free);
    if (there && (await holds(there, bytes, signal))) return;
    if (!there || there.size < bytes.length) return await writeWhole(directory, free, bytes, signal);
  }
  throw new PasskeepError('FOLDER_REFUSED');
}

/** A file of a directory, or null. */
export async function fileIn(directory: FileSystemDirectoryHandle, name: string): Promise<File | null> {
  try {
    return await (await directory.getFileHandle(name)).getFile();
  } catch (thrown) {
    if (isAbsence(thrown)) return null;
    throw thrown;
  }
}

async function holds(file: File, bytes: Bytes, signal?: AbortSignal): Promise<boolean> {
  return await sameContent(fileAccess(file), inMemory(bytes), signal);
}

/** A file's bytes; reading throws what the File System API throws. */
export function fileAccess(file: File): RandomAccess {
  return {
    size: file.size,
    read: async (start, end) => new Uint8Array(await file.slice(start, end).arrayBuffer()),
  };
}

/** Whether two files hold the same. */
export async function sameContent(a: RandomAccess, b: RandomAccess, signal?: AbortSignal): Promise<boolean> {
  if (a.size !== b.size) return false;
  for (let at = 0; at < a.size; at += BLOCK) {
    signal?.throwIfAborted();
    const end = Math.min(a.size, at + BLOCK);
    if (!equalBytes(await a.read(at, end), await b.read(at, end))) return false;
  }
  return true;
}
