import { PasskeepError } from '@/utils/errors';

/** The {@link PasskeepError} for what IndexedDB throws. Its AbortError is the browser's doing, not the user's. */
function storageError(cause: unknown): unknown {
  if (!(cause instanceof DOMException)) return cause;
  return new PasskeepError(cause.name === 'QuotaExceededError' ? 'STORAGE_FULL' : 'STORAGE_REFUSED', { cause });
}

/** Runs `work`; what IndexedDB throws comes out as STORAGE_FULL or STORAGE_REFUSED. */
export async function storing<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (cause) {
    throw storageError(cause);
  }
}
