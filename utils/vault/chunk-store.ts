import type { Bytes } from '@/utils/bytes';
import type { ChunkIndex } from './chunk-index';
import { encodeChunk } from './compression';
import { chunkId, type ChunkId, type VaultKeys } from './keys';
import type { PackWriter } from './pack-writer';

/** A chunk and its name. */
export interface NamedChunk {
  readonly id: ChunkId;
  readonly bytes: Bytes;
}

/** Stores chunks that the vault has not got, and names all of them. */
export class ChunkStore {
  readonly #keys: VaultKeys;
  readonly #index: ChunkIndex;
  readonly #packs: PackWriter;
  readonly #retiring: ReadonlySet<string>;
  /** Chunks that are on their way into a pack: not in the index yet, but not to be stored again. */
  readonly #added = new Set<ChunkId>();

  /** `retiring`: see `Grace`. */
  constructor(keys: VaultKeys, index: ChunkIndex, packs: PackWriter, retiring: ReadonlySet<string> = new Set()) {
    this.#keys = keys;
    this.#index = index;
    this.#packs = packs;
    this.#retiring = retiring;
  }

  /** The names of these chunks, in their order; what is new among them goes into packs. */
  async put(chunks: readonly Bytes[]): Promise<ChunkId[]> {
    const ids = await this.name(chunks);
    await this.store(chunks.map((bytes, at) => ({ bytes, id: ids[at] as ChunkId })));
    return ids;
  }

  /** The names of these chunks, in their order. */
  async name(chunks: readonly Bytes[]): Promise<ChunkId[]> {
    return await Promise.all(chunks.map((chunk) => chunkId(this.#keys, chunk)));
  }

  /** Stores what is new among chunks whose names are known. One call after the other. */
  async store(chunks: readonly NamedChunk[]): Promise<void> {
    const fresh = chunks.filter(({ id }) => {
      if (this.#added.has(id) || this.#index.holds(id, this.#retiring)) return false;
      this.#added.add(id);
      return true;
    });
    const encoded = fresh.map(async ({ id, bytes }) => ({ id, length: bytes.length, ...(await encodeChunk(bytes)) }));
    for (const stored of await Promise.all(encoded)) await this.#packs.add(stored);
  }
}
