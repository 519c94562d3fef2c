import { PasskeepError } from '@/utils/errors';
import { blobWriter } from './blob-writer';
import { indexedDbCache } from './cache-store';
import type { Database } from './database';
import type { PackSink } from './pack-sink';
import { quarantinePath } from './quarantine';
import type { VaultStorage } from './storage';
import { storing } from './storage-error';
import { StoredBlobs } from './stored-blobs';

/**
 * A vault in the browser's IndexedDB. Files are Blobs, which Chromium keeps as files of their own;
 * a file and its size are written in one strict transaction. `packs`: what encrypts packs and writes them into the same.
 */
export function indexedDbStorage(database: Database, packs?: PackSink): VaultStorage {
  const writeBlob = blobWriter(database);
  const blobs = new StoredBlobs();
  return {
    packs,
    cache: indexedDbCache(database),
    list: (folder) =>
      database.use(async (connection) => {
        const range = IDBKeyRange.bound(`${folder}/`, `${folder}0`, false, true);
        const store = connection.transaction('sizes').store;
        const [paths, sizes] = await Promise.all([store.getAllKeys(range), store.getAll(range)]);
        return paths.map((path, at) => ({ path, size: sizes[at] as number }));
      }),
    open: (path) =>
      database.use(async (connection) => {
        const blob = await connection.get('files', path);
        if (!blob) throw new PasskeepError('STORAGE_MISSING');
        return {
          size: blob.size,
          async read(start, end, signal) {
            signal?.throwIfAborted();
            return await storing(async () => await blobs.read(blob, start, end).catch(lost));
          },
          async lend(start, end, use, signal) {
            signal?.throwIfAborted();
            const { bytes, giveBack } = await storing(async () => await blobs.lend(blob, start, end).catch(lost));
            try {
              return await use(bytes);
            } finally {
              giveBack();
            }
          },
        };
      }),
    async write(path, bytes, signal) {
      signal?.throwIfAborted();
      await writeBlob(path, new Blob([bytes]));
    },
    remove: (paths) =>
      database.use(async (connection) => {
        const transaction = connection.transaction(['files', 'sizes'], 'readwrite', { durability: 'strict' });
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
    async quarantine(path, signal) {
      signal?.throwIfAborted();
      return await database.use(async (connection) => {
        // Of one that the browser has lost there is nothing to keep; it would fail the transaction.
        const there = await connection.get('files', path);
        if (!there || !(await canRead(blobs, there))) return false;
        const transaction = connection.transaction(['files', 'sizes'], 'readwrite', { durability: 'strict' });
        const [files, sizes] = [transaction.objectStore('files'), transaction.objectStore('sizes')];
        const [blob, size] = await Promise.all([files.get(path), sizes.get(path)]);
        const isThere = blob !== undefined && size !== undefined;
        if (isThere) {
          let copy = 0;
          while ((await sizes.getKey(quarantinePath(path, copy))) !== undefined) copy++;
          const aside = quarantinePath(path, copy);
          const moves = [files.put(blob, aside), sizes.put(size, aside), files.delete(path), sizes.delete(path)];
          for (const move of moves) void Promise.resolve(move).catch(() => {});
        }
        await transaction.done;
        return isThere;
      });
    },
  };
}

/** The file that the browser keeps a Blob in is gone or cannot be read: this one's loss, not that of the storage. */
function lost(cause: unknown): never {
  const isLost = cause instanceof DOMException && ['NotFoundError', 'NotReadableError'].includes(cause.name);
  throw isLost ? new PasskeepError('STORAGE_MISSING', { cause }) : cause;
}

async function canRead(blobs: StoredBlobs, blob: Blob): Promise<boolean> {
  return await blobs.read(blob, 0, 1).then(
    () => true,
    () => false,
  );
}
