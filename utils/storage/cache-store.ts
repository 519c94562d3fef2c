import type { Bytes } from '@/utils/bytes';
import type { Database } from './database';

/** What is kept, each under its own name. */
export type CacheName = 'snapshots' | 'index';

/**
 * Keeps what has been read of a vault's small files, so that the next unlocking need not read all of them: in this browser
 * only, encrypted by whoever writes it, and no part of the vault. It may be gone at any time.
 */
export interface CacheStore {
  read(name: CacheName): Promise<Bytes | null>;
  write(name: CacheName, bytes: Bytes): Promise<void>;
  clear(): Promise<void>;
}

/** In the browser's database. Errors: STORAGE_FULL, STORAGE_REFUSED. */
export function indexedDbCache(database: Database): CacheStore {
  return {
    read: (name) =>
      database.use(async (connection) => {
        const blob = await connection.get('cache', name);
        return blob ? new Uint8Array(await blob.arrayBuffer()) : null;
      }),
    write: (name, bytes) =>
      database.use(async (connection) => void (await connection.put('cache', new Blob([bytes]), name))),
    clear: () => database.use(async (connection) => await connection.clear('cache')),
  };
}
