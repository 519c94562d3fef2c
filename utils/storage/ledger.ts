import type { Database } from './database';

/** What this browser knows of one file of the folder. */
export interface LedgerEntry {
  /** Bytes. */
  readonly size: number;
  /**
   * `there`: written, read back and matched, or found there. `lost`: it was there and is not any more. `unwanted`: to be
   * deleted there at the next opportunity. `let-go`: no file, but a note; see `LedgerGrace`.
   */
  readonly state: 'there' | 'lost' | 'unwanted' | 'let-go';
  /** Since when nothing needs it, milliseconds since 1970; null while something does. */
  readonly unneededSince: number | null;
}

/** Keeps a {@link Ledger}'s entries. */
export interface LedgerStore {
  all(): Promise<Iterable<readonly [string, LedgerEntry]>>;
  /** Durable when it resolves. null takes an entry out. */
  change(entries: ReadonlyMap<string, LedgerEntry | null>): Promise<void>;
}

/**
 * What this browser knows of the folder's files, by path: readable while the folder is not. It says what need not be
 * written again, and it is how a loss is noticed.
 */
export class Ledger {
  readonly #store: LedgerStore;
  readonly #entries: Map<string, LedgerEntry>;

  private constructor(store: LedgerStore, entries: Iterable<readonly [string, LedgerEntry]>) {
    this.#store = store;
    this.#entries = new Map(entries);
  }

  static async open(store: LedgerStore): Promise<Ledger> {
    return new Ledger(store, await store.all());
  }

  get entries(): ReadonlyMap<string, LedgerEntry> {
    return this.#entries;
  }

  isThere(path: string): boolean {
    return this.#entries.get(path)?.state === 'there';
  }

  /** Notes files that are in the folder. */
  async there(files: Iterable<{ readonly path: string; readonly size: number }>): Promise<void> {
    await this.#change(
      [...files].map(({ path, size }) => {
        const unneededSince = this.#entries.get(path)?.unneededSince ?? null;
        return [path, { size, state: 'there', unneededSince }];
      }),
    );
  }

  /** Changes entries that are there; unknown paths are passed over. */
  async mark(paths: Iterable<string>, change: Partial<Pick<LedgerEntry, 'state' | 'unneededSince'>>): Promise<void> {
    const known = [...paths].flatMap((path) => {
      const entry = this.#entries.get(path);
      return entry ? [[path, { ...entry, ...change }] as const] : [];
    });
    await this.#change(known);
  }

  /** Notes what the user has let go of. */
  async letGo(notes: readonly string[]): Promise<void> {
    await this.#change(notes.map((note) => [note, { size: 0, state: 'let-go', unneededSince: null }]));
  }

  async forget(paths: Iterable<string>): Promise<void> {
    await this.#change([...paths].map((path) => [path, null]));
  }

  async #change(entries: readonly (readonly [string, LedgerEntry | null])[]): Promise<void> {
    if (entries.length === 0) return;
    await this.#store.change(new Map(entries));
    for (const [path, entry] of entries) {
      if (entry) this.#entries.set(path, entry);
      else this.#entries.delete(path);
    }
  }
}

/** Entries in the browser's database. Errors: STORAGE_FULL, STORAGE_REFUSED. */
export function indexedDbLedger(database: Database): LedgerStore {
  return {
    all: () =>
      database.use(async (connection) => {
        const { store } = connection.transaction('folder');
        const [paths, entries] = await Promise.all([store.getAllKeys(), store.getAll()]);
        return paths.map((path, at) => [path, entries[at] as LedgerEntry] as const);
      }),
    change: (entries) =>
      database.use(async (connection) => {
        const transaction = connection.transaction('folder', 'readwrite', { durability: 'strict' });
        const requests = [...entries].map(async ([path, entry]) => {
          await (entry ? transaction.store.put(entry, path) : transaction.store.delete(path));
        });
        await Promise.all([...requests, transaction.done]);
      }),
  };
}

/** Entries in memory, for command-line tools and tests. */
export function memoryLedger(entries = new Map<string, LedgerEntry>()): LedgerStore {
  return {
    all: async () => entries,
    async change(changed) {
      for (const [path, entry] of changed) {
        if (entry) entries.set(path, entry);
        else entries.delete(path);
      }
    },
  };
}
