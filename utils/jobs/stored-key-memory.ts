import type { Database } from '@/utils/storage/database';
import { type KeyMemory, NOTHING, type Remembered } from '@/utils/vault/key-memory';

const KEY = 'keys';

/** What is remembered of the keys, in the browser's database. Errors as of its files. */
export function indexedDbKeyMemory(database: Database): KeyMemory {
  return {
    read: () =>
      database.use(async (connection) => ({
        ...NOTHING,
        ...((await connection.get('settings', KEY)) as Partial<Remembered> | undefined),
      })),
    write: (remembered) => database.use(async (connection) => void (await connection.put('settings', remembered, KEY))),
  };
}
