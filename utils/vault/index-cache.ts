import { type Bytes, concat } from '@/utils/bytes';
import { PasskeepError } from '@/utils/errors';
import type { CacheStore } from '@/utils/storage/cache-store';
import { hex } from '@scure/base';
import { keep, recall } from './cache-file';
import { joinPacks, type PackedRows, splitPacks, u32 } from './index-file';
import type { VaultKeys } from './keys';

/** So many index files may be other ones than those in the cache before it is written anew: it is large. */
const WORTH_IT = 10;
/** An index file's id, its size, and how many bytes its packs take. */
const HEAD = 16 + 4 + 4;

/** What was read of an index file. */
export interface CachedIndex {
  /** Bytes of the file. */
  readonly size: number;
  readonly packs: readonly PackedRows[];
}

/** The index files that this browser has read before. */
export class IndexCache {
  readonly #store: CacheStore | undefined;
  readonly #keys: readonly VaultKeys[];
  /** Ids of the files in the cache, and their sizes. */
  #sizes: ReadonlyMap<string, number> = new Map();

  constructor(store: CacheStore | undefined, keys: readonly VaultKeys[]) {
    this.#store = store;
    this.#keys = keys;
  }

  /** What was kept, by path; nothing where it is not to be had. */
  async recall(signal?: AbortSignal): Promise<ReadonlyMap<string, CachedIndex>> {
    const files = this.#store && (await recall(this.#store, 'index', this.#keys, decodeFiles, signal));
    this.#sizes = sizesOf(files ?? new Map());
    return files ?? new Map();
  }

  /** Keeps these, by path, where enough of them are not in the cache, or of those in it not among them. */
  async save(files: ReadonlyMap<string, CachedIndex>, signal?: AbortSignal): Promise<void> {
    const sizes = sizesOf(files);
    const came = [...sizes].filter(([path, size]) => this.#sizes.get(path) !== size).length;
    const went = [...this.#sizes.keys()].filter((path) => !sizes.has(path)).length;
    if (!this.#store || came + went < WORTH_IT) return;
    await keep(this.#store, 'index', this.#keys, encodeFiles(files), signal);
    this.#sizes = sizes;
  }
}

function sizesOf(files: ReadonlyMap<string, CachedIndex>): ReadonlyMap<string, number> {
  return new Map([...files].map(([path, { size }]) => [path, size]));
}

function encodeFiles(files: ReadonlyMap<string, CachedIndex>): Bytes {
  const parts: Bytes[] = [];
  for (const [path, { size, packs }] of files) {
    const body = joinPacks(packs);
    parts.push(hex.decode(path.slice('index/'.length, -'.age'.length)) as Bytes, u32(size), u32(body.length), body);
  }
  return concat(parts);
}

/** @throws PasskeepError DAMAGED. */
function decodeFiles(content: Bytes): ReadonlyMap<string, CachedIndex> {
  const view = new DataView(content.buffer, content.byteOffset, content.byteLength);
  const files = new Map<string, CachedIndex>();
  for (let at = 0; at < content.length;) {
    if (at + HEAD > content.length) throw new PasskeepError('DAMAGED');
    const path = `index/${hex.encode(content.subarray(at, at + 16))}.age`;
    const [size, length] = [view.getUint32(at + 16), view.getUint32(at + 20)];
    files.set(path, { size, packs: splitPacks(content.subarray(at + HEAD, at + HEAD + length)) });
    at += HEAD + length;
  }
  return files;
}
