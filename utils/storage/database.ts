import { type DBSchema, type IDBPDatabase, openDB } from 'idb';
import { storing } from './storage-error';

/** The extension's one database: the vault's files, their sizes (so that listing reads no file), and the settings. */
export interface PasskeepSchema extends DBSchema {
  files: { key: string; value: Blob };
  sizes: { key: string; value: number };
  settings: { key: string; value: unknown };
}

export type Database = IDBPDatabase<PasskeepSchema>;

/**
 * Opens the database, making it where it is not there. `name` is for tests.
 * @throws PasskeepError STORAGE_REFUSED, STORAGE_FULL.
 */
export async function openDatabase(name = 'passkeep'): Promise<Database> {
  const opening = openDB<PasskeepSchema>(name, 1, {
    upgrade(database) {
      database.createObjectStore('files');
      database.createObjectStore('sizes');
      database.createObjectStore('settings');
    },
    // A later version in another context wants to upgrade: let it, and be opened anew.
    blocking: (_current, _blocked, event) => (event.target as IDBDatabase).close(),
  });
  return await storing(() => opening);
}
