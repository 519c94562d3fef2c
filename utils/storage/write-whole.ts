import { type Bytes, equalBytes } from '@/utils/bytes';
import { PasskeepError } from '@/utils/errors';

/** Bytes that are compared at a time. */
const BLOCK = 4 * 2 ** 20;

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

async function holds(file: File, bytes: Bytes, signal?: AbortSignal): Promise<boolean> {
  if (file.size !== bytes.length) return false;
  for (let at = 0; at < bytes.length; at += BLOCK) {
    signal?.throwIfAborted();
    const block = new Uint8Array(await file.slice(at, at + BLOCK).arrayBuffer());
    if (!equalBytes(block, bytes.subarray(at, at + BLOCK))) return false;
  }
  return true;
}
