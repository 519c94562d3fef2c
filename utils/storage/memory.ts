import { inMemory } from '@/utils/age/random-access';
import type { Bytes } from '@/utils/bytes';
import { PasskeepError } from '@/utils/errors';
import { quarantinePath } from './quarantine';
import type { VaultStorage } from './storage';

/** A vault in memory: the plain twin that the others are held to, and what command-line tools and tests start from. */
export function memoryStorage(files = new Map<string, Bytes>()): VaultStorage & { readonly files: Map<string, Bytes> } {
  return {
    files,
    async list(folder) {
      return [...files]
        .filter(([path]) => path.startsWith(`${folder}/`))
        .map(([path, { length: size }]) => ({ path, size }));
    },
    async open(path) {
      const bytes = files.get(path);
      if (!bytes) throw new PasskeepError('STORAGE_MISSING');
      return inMemory(bytes);
    },
    async write(path, bytes, signal) {
      signal?.throwIfAborted();
      if (!files.has(path)) files.set(path, bytes.slice());
    },
    async remove(paths) {
      for (const path of paths) files.delete(path);
    },
    async quarantine(path, signal) {
      signal?.throwIfAborted();
      const bytes = files.get(path);
      if (!bytes) return false;
      let copy = 0;
      while (files.has(quarantinePath(path, copy))) copy++;
      files.set(quarantinePath(path, copy), bytes);
      return files.delete(path);
    },
  };
}
