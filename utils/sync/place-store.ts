import type { Database } from '@/utils/storage/database';
import { storing } from '@/utils/storage/storage-error';

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
    read: () => storing(async () => ((await database.get('settings', KEY)) as StoredPlace | undefined) ?? null),
    write: (place) =>
      storing(async () => {
        if (place) await database.put('settings', place, KEY);
        else await database.delete('settings', KEY);
      }),
  };
}
