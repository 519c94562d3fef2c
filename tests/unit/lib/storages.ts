import type { Bytes } from '@/utils/bytes';
import { PasskeepError } from '@/utils/errors';
import { memoryStorage } from '@/utils/storage/memory';
import type { VaultStorage } from '@/utils/storage/storage';

/** The files of a vault in memory. */
export type Files = Map<string, Bytes>;

/** A copy that further changes leave as it is: bytes of a stored file never change. */
export function copyOf(files: Files): Files {
  return new Map(files);
}

/** What {@link dyingStorage} throws once it is dead. */
class Killed extends Error {}

/** How the operation at which the process dies ends: not at all, wholly, or (writes) with half of the bytes. */
export type Death = 'before' | 'after' | 'half';

/** A storage whose process is killed at its `k`-th change (1, 2, …): nothing works from then on. */
export function dyingStorage(files: Files, k: number, death: Death): VaultStorage & { readonly dead: () => boolean } {
  const inner = memoryStorage(files);
  let changes = 0;
  let dead = false;
  const alive = () => {
    if (dead) throw new Killed();
  };
  const change = async (work: () => Promise<void>, half: () => Promise<void>) => {
    alive();
    if (++changes < k) return await work();
    dead = true;
    if (death === 'after') await work();
    if (death === 'half') await half();
    throw new Killed();
  };
  return {
    dead: () => dead,
    list: async (folder) => (alive(), await inner.list(folder)),
    open: async (path) => {
      alive();
      const file = await inner.open(path);
      return { size: file.size, read: async (start, end) => (alive(), await file.read(start, end)) };
    },
    write: (path, bytes) =>
      change(
        () => inner.write(path, bytes),
        () => inner.write(path, bytes.slice(0, bytes.length / 2)),
      ),
    remove: (paths) =>
      change(
        () => inner.remove(paths),
        () => inner.remove(paths.slice(0, Math.ceil(paths.length / 2))),
      ),
  };
}

/** A storage in which the writes numbered `from` to `to` (1, 2, …) find no room. */
export function fullStorage(
  files: Files,
  from: number,
  to = Infinity,
): VaultStorage & { readonly writes: () => number } {
  const inner = memoryStorage(files);
  let writes = 0;
  return {
    ...inner,
    writes: () => writes,
    async write(path, bytes, signal) {
      writes++;
      if (writes >= from && writes <= to) throw new PasskeepError('STORAGE_FULL');
      await inner.write(path, bytes, signal);
    },
  };
}
