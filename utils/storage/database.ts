import { type DBSchema, type IDBPDatabase, openDB } from 'idb';
import type { LedgerEntry } from './ledger';
import { storing } from './storage-error';

/**
 * The extension's one database: the vault's files, their sizes (so that listing reads no file), the settings, and what is
 * known of the folder (see ledger.ts), and what has been read of the vault (see cache-store.ts).
 */
export interface PasskeepSchema extends DBSchema {
  files: { key: string; value: Blob };
  sizes: { key: string; value: number };
  settings: { key: string; value: unknown };
  folder: { key: string; value: LedgerEntry };
  cache: { key: string; value: Blob };
}

export type Database = IDBPDatabase<PasskeepSchema>;

/**
 * Opens the database, making it where it is not there. `name` is for tests.
 * @throws PasskeepError STORAGE_REFUSED, STORAGE_FULL.
 */
export async function openDatabase(name = 'passkeep'): Promise<Database> {
  const opening = openDB<PasskeepSchema>(name, 3, {
    upgrade(database, version) {
      if (version < 1) for (const store of ['files', 'sizes', 'settings'] as const) database.createObjectStore(store);
      if (version < 2) database.createObjectStore('folder');
      if (version < 3) database.createObjectStore('cache');
    },
    // A later version in another context wants to upgrade: let it, and be opened anew.
    blocking: (_current, _blocked, event) => (event.target as IDBDatabase).close(),
  });
  return await storing(() => opening);
}
