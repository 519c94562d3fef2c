import type { Database } from '@/utils/storage/database';
import { storing } from '@/utils/storage/storage-error';
import { type KeyMemory, NOTHING, type Remembered } from '@/utils/vault/key-memory';

const KEY = 'keys';

/** What is remembered of the keys, in the browser's database. Errors as of its files. */
export function indexedDbKeyMemory(database: Database): KeyMemory {
  return {
    read: () =>
      storing(async () => ({
        ...NOTHING,
        ...((await database.get('settings', KEY)) as Partial<Remembered> | undefined),
      })),
    write: (remembered) => storing(async () => void (await database.put('settings', remembered, KEY))),
  };
}
