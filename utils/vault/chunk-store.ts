import type { Bytes } from '@/utils/bytes';
import type { ChunkIndex } from './chunk-index';
import { encodeChunk } from './compression';
import { chunkId, type ChunkId, type VaultKeys } from './keys';
import type { StoredChunk } from './pack';
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

  /** Stores what is new among chunks that say what is in an archive. @returns the names of all of them, in their order */
  async putMetadata(chunks: readonly Bytes[]): Promise<ChunkId[]> {
    const ids = await this.name(chunks);
    const fresh = await this.#encodeFresh(chunks.map((bytes, at) => ({ bytes, id: ids[at] as ChunkId })));
    for (const stored of fresh) await this.#packs.addMetadata(stored);
    return ids;
  }

  /** The names of these chunks, in their order. */
  async name(chunks: readonly Bytes[]): Promise<ChunkId[]> {
    return await Promise.all(chunks.map((chunk) => chunkId(this.#keys, chunk)));
  }

  /** Stores what is new among chunks whose names are known. One call after the other. */
  async store(chunks: readonly NamedChunk[]): Promise<void> {
    for (const stored of await this.#encodeFresh(chunks)) await this.#packs.add(stored);
  }

  async #encodeFresh(chunks: readonly NamedChunk[]): Promise<StoredChunk[]> {
    const fresh = chunks.filter(({ id }) => {
      if (this.#added.has(id) || this.#index.holds(id, this.#retiring)) return false;
      this.#added.add(id);
      return true;
    });
    return await Promise.all(
      fresh.map(async ({ id, bytes }) => ({ id, length: bytes.length, ...(await encodeChunk(bytes)) })),
    );
  }
}
