import type { Bytes } from '@/utils/bytes';
import { PasskeepError } from '@/utils/errors';
import { memoryStorage } from '@/utils/storage/memory';
import type { VaultStorage } from '@/utils/storage/storage';
import { type Death, Mortal } from './mortal';

/** The files of a vault in memory. */
export type Files = Map<string, Bytes>;

/** A copy that further changes leave as it is: bytes of a stored file never change. */
export function copyOf(files: Files): Files {
  return new Map(files);
}

/** A storage whose process is killed at its `k`-th change (1, 2, …): nothing works from then on. */
export function dyingStorage(files: Files, k: number, death: Death): VaultStorage & { readonly dead: () => boolean } {
  const mortal = new Mortal(k, death);
  return { ...mortalStorage(files, mortal), dead: () => mortal.dead };
}

/** A storage of a process that may be killed. */
export function mortalStorage(files: Files, mortal: Mortal): VaultStorage {
  const inner = memoryStorage(files);
  return {
    list: async (folder) => (mortal.alive(), await inner.list(folder)),
    open: async (path) => {
      mortal.alive();
      const file = await inner.open(path);
      return { size: file.size, read: async (start, end) => (mortal.alive(), await file.read(start, end)) };
    },
    write: (path, bytes) =>
      mortal.change(
        () => inner.write(path, bytes),
        () => inner.write(path, bytes.slice(0, bytes.length / 2)),
      ),
    remove: (paths) =>
      mortal.change(
        () => inner.remove(paths),
        () => inner.remove(paths.slice(0, Math.ceil(paths.length / 2))),
      ),
    quarantine: (path) => mortal.change(() => inner.quarantine(path)),
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
