import { type Bytes, fromUtf8, utf8 } from '@/utils/bytes';
import type { CacheStore } from '@/utils/storage/cache-store';
import { keep, recall } from './cache-file';
import type { HeldSnapshot } from './held-snapshot';
import type { VaultKeys } from './keys';
import { NameTable } from './name-table';

/** Snapshots by name, and the names in the table that their sets are of. */
interface Cached {
  readonly names: readonly string[];
  readonly snapshots: readonly (readonly [string, HeldSnapshot])[];
}

/** The snapshots that this browser has read before. */
export class SnapshotCache {
  readonly #store: CacheStore | undefined;
  readonly #keys: readonly VaultKeys[];
  /** What the cache has: sizes of the files, by snapshot. */
  #sizes: ReadonlyMap<string, number> | null = null;

  constructor(store: CacheStore | undefined, keys: readonly VaultKeys[]) {
    this.#store = store;
    this.#keys = keys;
  }

  /** What was kept; nothing where it is not to be had. */
  async recall(signal?: AbortSignal): Promise<{ names: NameTable; snapshots: ReadonlyMap<string, HeldSnapshot> }> {
    const read = (content: Bytes) => JSON.parse(fromUtf8(content)) as Cached;
    const cached = this.#store && (await recall(this.#store, 'snapshots', this.#keys, read, signal));
    const snapshots = new Map(cached?.snapshots);
    if (cached) this.#sizes = sizesOf(snapshots);
    return { names: new NameTable(cached?.names), snapshots };
  }

  /**
   * Keeps these, where it has not got just them. Those in which something was passed over are not kept: a later version
   * may know it.
   */
  async save(names: NameTable, snapshots: ReadonlyMap<string, HeldSnapshot>, signal?: AbortSignal): Promise<void> {
    const understood = new Map([...snapshots].filter(([, { isUnderstood }]) => isUnderstood));
    const sizes = sizesOf(understood);
    const isSame =
      sizes.size === this.#sizes?.size && [...sizes].every(([name, size]) => this.#sizes?.get(name) === size);
    if (!this.#store || isSame) return;
    const cached: Cached = { names: names.names, snapshots: [...understood] };
    await keep(this.#store, 'snapshots', this.#keys, utf8(JSON.stringify(cached)), signal);
    this.#sizes = sizes;
  }
}

function sizesOf(snapshots: ReadonlyMap<string, HeldSnapshot>): ReadonlyMap<string, number> {
  return new Map([...snapshots].map(([name, { size }]) => [name, size]));
}
