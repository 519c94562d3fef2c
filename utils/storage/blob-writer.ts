import type { Database } from './database';
import { GroupCommit } from './group-commit';

/** Writes a file of the vault, durable when it resolves; one that is there already stays as it is. */
export type BlobWriter = (path: string, blob: Blob) => Promise<void>;

/** Writes into the browser's database: a file and its size in one strict transaction, with others that wait. */
export function blobWriter(database: Database): BlobWriter {
  const writes = new GroupCommit<{ readonly path: string; readonly blob: Blob }>((group) =>
    database.use(async (connection) => {
      const transaction = connection.transaction(['files', 'sizes'], 'readwrite', { durability: 'strict' });
      const [files, sizes] = [transaction.objectStore('files'), transaction.objectStore('sizes')];
      const known = await Promise.all(group.map(({ path }) => sizes.getKey(path)));
      for (const [at, { path, blob }] of group.entries()) {
        if (known[at] !== undefined) continue;
        // Not awaited one by one: a failed request rejects `done` too, and that is what is waited for.
        void files.put(blob, path).catch(() => {});
        void sizes.put(blob.size, path).catch(() => {});
      }
      await transaction.done;
    }),
  );
  return (path, blob) => writes.add({ path, blob });
}
