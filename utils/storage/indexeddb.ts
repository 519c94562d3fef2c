import { PasskeepError } from '@/utils/errors';
import type { Database } from './database';
import type { VaultStorage } from './storage';

/** The {@link PasskeepError} for what IndexedDB throws. */
function storageError(cause: unknown): unknown {
  if (!(cause instanceof DOMException) || cause.name === 'AbortError') return cause;
  return new PasskeepError(cause.name === 'QuotaExceededError' ? 'STORAGE_FULL' : 'STORAGE_REFUSED', { cause });
}

async function storing<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (cause) {
    throw storageError(cause);
  }
}

/**
 * A vault in the browser's IndexedDB. Files are Blobs, which Chromium keeps as files of their own and reads in part;
 * a file and its size are written in one strict transaction.
 */
export function indexedDbStorage(database: Database): VaultStorage {
  return {
    list: (folder) =>
      storing(async () => {
        const range = IDBKeyRange.bound(`${folder}/`, `${folder}0`, false, true);
        const store = database.transaction('sizes').store;
        const [paths, sizes] = await Promise.all([store.getAllKeys(range), store.getAll(range)]);
        return paths.map((path, at) => ({ path, size: sizes[at] as number }));
      }),
    open: (path) =>
      storing(async () => {
        const blob = await database.get('files', path);
        if (!blob) throw new PasskeepError('STORAGE_MISSING');
        return {
          size: blob.size,
          read: (start, end, signal) =>
            storing(async () => {
              signal?.throwIfAborted();
              return new Uint8Array(await blob.slice(start, end).arrayBuffer());
            }),
        };
      }),
    write: (path, bytes, signal) =>
      storing(async () => {
        signal?.throwIfAborted();
        const transaction = database.transaction(['files', 'sizes'], 'readwrite', { durability: 'strict' });
        const sizes = transaction.objectStore('sizes');
        if ((await sizes.getKey(path)) === undefined) {
          // Not awaited one by one: a failed request rejects `done` too, and that is what is waited for.
          void transaction
            .objectStore('files')
            .put(new Blob([bytes]), path)
            .catch(() => {});
          void sizes.put(bytes.length, path).catch(() => {});
        }
        await transaction.done;
      }),
    remove: (paths) =>
      storing(async () => {
        const transaction = database.transaction(['files', 'sizes'], 'readwrite', { durability: 'strict' });
        for (const path of paths) {
          void transaction
            .objectStore('files')
            .delete(path)
            .catch(() => {});
          void transaction
            .objectStore('sizes')
            .delete(path)
            .catch(() => {});
        }
        await transaction.done;
      }),
  };
}
