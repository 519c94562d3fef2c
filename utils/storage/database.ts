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

/** A connection to it. */
export type Connection = IDBPDatabase<PasskeepSchema>;

/**
 * The database, whatever becomes of a connection: the browser closes it where the disk fails (Chromium on a full one), and
 * another context that upgrades has it closed. It is opened anew when it is used next.
 */
export class Database {
  readonly #name: string;
  #opening: Promise<Connection> | undefined;

  constructor(name: string) {
    this.#name = name;
  }

  /**
   * Does `work`, which must come to the same where it is done a second time: so it is where the connection was closed.
   * @throws PasskeepError STORAGE_REFUSED, STORAGE_FULL; what `work` throws.
   */
  async use<T>(work: (connection: Connection) => Promise<T>): Promise<T> {
    return await storing(async () => {
      const opening = this.#connect();
      try {
        return await work(await opening);
      } catch (thrown) {
        if (!isClosed(thrown)) throw thrown;
        if (this.#opening === opening) this.#opening = undefined;
        return await work(await this.#connect());
      }
    });
  }

  #connect(): Promise<Connection> {
    if (this.#opening) return this.#opening;
    const forget = () => {
      if (this.#opening === opening) this.#opening = undefined;
    };
    const opening = openDB<PasskeepSchema>(this.#name, 3, {
      upgrade(database, version) {
        if (version < 1) for (const store of ['files', 'sizes', 'settings'] as const) database.createObjectStore(store);
        if (version < 2) database.createObjectStore('folder');
        if (version < 3) database.createObjectStore('cache');
      },
      // A later version in another context wants to upgrade: let it, and be opened anew.
      blocking(_current, _blocked, event) {
        forget();
        (event.target as IDBDatabase).close();
      },
      terminated: forget,
    });
    this.#opening = opening;
    opening.catch(forget);
    return opening;
  }
}

/** What a transaction on a closed connection throws before it begins. */
function isClosed(thrown: unknown): boolean {
  return thrown instanceof DOMException && thrown.name === 'InvalidStateError';
}

/**
 * Opens the database, making it where it is not there. `name` is for tests.
 * @throws PasskeepError STORAGE_REFUSED, STORAGE_FULL.
 */
export async function openDatabase(name = 'passkeep'): Promise<Database> {
  const database = new Database(name);
  await database.use(async () => {});
  return database;
}
