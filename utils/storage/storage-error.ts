import { PasskeepError } from '@/utils/errors';

/** With less room than this, a file that could not be written is taken for one that did not fit. Bytes. */
const SCARCE = 64 * 2 ** 20;

/** The {@link PasskeepError} for what IndexedDB throws. Its AbortError is the browser's doing, not the user's. */
async function storageError(cause: unknown): Promise<unknown> {
  if (!(cause instanceof DOMException)) return cause;
  // Chromium 156 on a full disk: `DataError: Failed to write blobs (IOError)`, as for any other failure to write one.
  const isFull = cause.name === 'QuotaExceededError' || (cause.name === 'DataError' && (await isRoomScarce()));
  return new PasskeepError(isFull ? 'STORAGE_FULL' : 'STORAGE_REFUSED', { cause });
}

/** With unlimited storage, the quota that the browser tells is what it uses and what the disk has left. */
async function isRoomScarce(): Promise<boolean> {
  const { quota = Infinity, usage = 0 } = await navigator.storage.estimate();
  return quota - usage < SCARCE;
}

/** Runs `work`; what IndexedDB throws comes out as STORAGE_FULL or STORAGE_REFUSED. */
export async function storing<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (cause) {
    throw await storageError(cause);
  }
}
