import type { Bytes } from '@/utils/bytes';
import type { CacheName, CacheStore } from '@/utils/storage/cache-store';

/** A cache in memory. */
export function memoryCache(kept = new Map<CacheName, Bytes>()): CacheStore & { readonly kept: Map<CacheName, Bytes> } {
  return {
    kept,
    read: async (name) => kept.get(name) ?? null,
    write: async (name, bytes) => void kept.set(name, bytes),
    clear: async () => kept.clear(),
  };
}
