import { PasskeepError } from '@/utils/errors';

/**
 * Runs `work`, which reads or writes in `root`; what the File System API throws comes out as a code:
 * FOLDER_DENIED (the browser does not let Passkeep in), FOLDER_GONE, FOLDER_FULL, FOLDER_REFUSED (read-only, in use by
 * another program); STORAGE_MISSING where only the one file is not there. An abort stays what it is: the API has
 * AbortErrors of its own.
 */
export async function targeting<T>(
  root: FileSystemDirectoryHandle,
  work: () => Promise<T>,
  signal?: AbortSignal,
): Promise<T> {
  try {
    return await work();
  } catch (cause) {
    signal?.throwIfAborted();
    if (cause instanceof TypeError) throw new PasskeepError('FOLDER_REFUSED', { cause });
    if (!(cause instanceof DOMException)) throw cause;
    throw new PasskeepError(await codeOf(cause, root), { cause });
  }
}

/**
 * What Chromium 156 throws on Linux (tests/e2e/real-folder-troubles.test.ts): QuotaExceededError while writing to a full
 * disk; NoModificationAllowedError on a read-only one, InvalidStateError for deleting there; NotFoundError where folder or
 * file are gone; NotAllowedError without the user's leave, but not from all: handles of files and streams that were had
 * before can still be written to, and their Files read. Hence the look at folder and leave themselves.
 */
async function codeOf(cause: DOMException, root: FileSystemDirectoryHandle) {
  if (cause.name === 'QuotaExceededError') return 'FOLDER_FULL';
  if (!(await isLetIn(root))) return 'FOLDER_DENIED';
  if (!(await isThere(root))) return 'FOLDER_GONE';
  // A file that its sync program has not brought yet, or that went while it was read.
  if (cause.name === 'NotFoundError' || cause.name === 'NotReadableError') return 'STORAGE_MISSING';
  return 'FOLDER_REFUSED';
}

/** Whether the browser lets Passkeep read and write there without asking. */
export async function isLetIn(root: FileSystemDirectoryHandle): Promise<boolean> {
  // Not in TypeScript's library: it is of WICG's File System Access, which Chromium has.
  const { queryPermission } = root as { queryPermission?: (wish: { mode: 'readwrite' }) => Promise<PermissionState> };
  const state = await queryPermission?.call(root, { mode: 'readwrite' });
  return state === undefined || state === 'granted';
}

/** Whether the folder is where it was. */
async function isThere(root: FileSystemDirectoryHandle): Promise<boolean> {
  try {
    await root.keys().next();
    return true;
  } catch {
    return false;
  }
}
