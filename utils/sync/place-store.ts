import type { Database } from '@/utils/storage/database';

/** The folder that the user picked, as this browser remembers it. */
export interface StoredPlace {
  readonly directory: FileSystemDirectoryHandle;
  /** As the user would name it: `Drive / Passkeep`. */
  readonly name: string;
  /** Whether the browser keeps the packs too. */
  readonly keepsCopy: boolean;
  /** When the folder last had everything, milliseconds since 1970. */
  readonly syncedAt: number | null;
}

/** Remembers the folder; null: the vault lives in the browser alone. */
export interface PlaceStore {
  read(): Promise<StoredPlace | null>;
  write(place: StoredPlace | null): Promise<void>;
}

const KEY = 'folder';

/** The folder in the browser's database: a handle can be kept there, and nowhere else. Errors as of its files. */
export function indexedDbPlace(database: Database): PlaceStore {
  return {
    read: () =>
      database.use(async (connection) => ((await connection.get('settings', KEY)) as StoredPlace | undefined) ?? null),
    write: (place) =>
      database.use(async (connection) => {
        if (place) await connection.put('settings', place, KEY);
        else await connection.delete('settings', KEY);
      }),
  };
}
