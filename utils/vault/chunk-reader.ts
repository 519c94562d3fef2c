import { openFile, type AgeFile } from '@/utils/age/file';
import { CHUNK_SIZE } from '@/utils/age/stream';
import { BufferPool } from '@/utils/buffer-pool';
import type { Bytes } from '@/utils/bytes';
import { PasskeepError } from '@/utils/errors';
import type { VaultStorage } from '@/utils/storage/storage';
import type { ChunkIndex } from './chunk-index';
import type { ChunkPlace } from './chunk-places';
import type { ChunkId, VaultKeys } from './keys';
import { checkPack, packPath } from './pack';
import { openStoredChunk } from './stored-chunk';

/** Packs kept open: each is a file key and a handle, no data. */
const OPEN_PACKS = 64;
/** Chunks that lie side by side are read together, up to this many bytes; that many reads go on at once. */
const LARGEST_READ = 2 * 2 ** 20;
const READS_IN_FLIGHT = 3;
/** What a read takes, with the rest of the age chunks that its first and last bytes are in. Bytes. */
const READ_MEMORY = LARGEST_READ + 2 * CHUNK_SIZE;

/** A run of chunks that one read fetches. */
interface Run {
  readonly ids: ChunkId[];
  /** Undefined for a chunk that the vault has not got. */
  readonly places: (ChunkPlace | undefined)[];
}

/** What a run has come to. */
interface ReadRun {
  readonly chunks: readonly (Bytes | null)[];
  /** What they are in, as far as they were read together and stored as they are; nothing writes there any more. */
  readonly memory: Bytes | null;
}

/** Reads chunks back: decrypted, inflated, and held against their names. */
export class ChunkReader {
  readonly #storage: VaultStorage;
  readonly #keys: readonly VaultKeys[];
  readonly #index: ChunkIndex;
  readonly #packs = new Map<string, Promise<AgeFile>>();

  constructor(storage: VaultStorage, keys: readonly VaultKeys[], index: ChunkIndex) {
    this.#storage = storage;
    this.#keys = keys;
    this.#index = index;
  }

  /** Whether all of these chunks can be looked for, and whether they are here at all, be they damaged. */
  holds(ids: readonly ChunkId[]): boolean {
    return ids.every((id) => this.#index.find(id));
  }
  knows(ids: readonly ChunkId[]): boolean {
    return ids.every((id) => this.#index.knows(id));
  }

  /** Bytes of a chunk that is here. */
  lengthOf(id: ChunkId): number | undefined {
    return this.#index.find(id)?.row.length;
  }

  /**
   * The plaintexts of these chunks, in their order; null for one that is missing or damaged.
   * Memory: the reads in flight, where each chunk is `passing`: its bytes may be gone when the next one is asked for.
   */
  async *read(
    ids: Iterable<ChunkId> | AsyncIterable<ChunkId>,
    signal?: AbortSignal,
    use: 'kept' | 'passing' = 'kept',
  ): AsyncGenerator<Bytes | null> {
    const ahead: Promise<ReadRun>[] = [];
    const memories = new BufferPool(READ_MEMORY);
    const next = async function* (): AsyncGenerator<Bytes | null> {
      const { chunks, memory } = await (ahead.shift() as Promise<ReadRun>);
      yield* chunks;
      if (use === 'passing' && memory) memories.give(new Uint8Array(memory.buffer));
    };
    try {
      for await (const run of this.#runs(ids)) {
        const work = this.#readRun(run, use === 'passing' ? memories.take() : undefined, signal);
        work.catch(() => {});
        ahead.push(work);
        if (ahead.length >= READS_IN_FLIGHT) yield* next();
      }
      while (ahead.length > 0) yield* next();
    } finally {
      memories.empty();
    }
  }

  async *#runs(ids: Iterable<ChunkId> | AsyncIterable<ChunkId>): AsyncGenerator<Run> {
    let run: Run = { ids: [], places: [] };
    let size = 0;
    for await (const id of ids) {
      const place = this.#index.find(id);
      const last = run.places.at(-1);
      const adjoins =
        place && last && last.pack === place.pack && last.row.offset + last.row.storedLength === place.row.offset;
      if (run.ids.length > 0 && (!adjoins || size + place.row.length > LARGEST_READ)) {
        yield run;
        run = { ids: [], places: [] };
        size = 0;
      }
      run.ids.push(id);
      run.places.push(place);
      size += place?.row.length ?? 0;
    }
    if (run.ids.length > 0) yield run;
  }

  async #readRun({ ids, places }: Run, memory?: Bytes, signal?: AbortSignal): Promise<ReadRun> {
    signal?.throwIfAborted();
    const found = places as readonly ChunkPlace[];
    // Damage costs what it touches: one by one, the chunks beside it can still be read.
    const run = places[0] ? await this.#tryRun(ids, found, memory, signal) : null;
    const chunks = await Promise.all(ids.map(async (id, at) => run?.chunks[at] ?? (await this.#readOne(id, signal))));
    return { chunks, memory: run?.memory ?? null };
  }

  /** One chunk, from the first pack that has it whole; null when none has. */
  async #readOne(id: ChunkId, signal?: AbortSignal): Promise<Bytes | null> {
    for (let place = this.#index.find(id); place; place = this.#index.find(id)) {
      const [chunk] = (await this.#tryRun([id], [place], undefined, signal))?.chunks ?? [];
      if (chunk) return chunk;
      this.#index.distrust(id, place);
    }
    return null;
  }

  /** Chunks that lie side by side; null for those that are damaged, and for all where they cannot be read together. */
  async #tryRun(
    ids: readonly ChunkId[],
    places: readonly ChunkPlace[],
    room: Bytes | undefined,
    signal?: AbortSignal,
  ): Promise<ReadRun | null> {
    const [first, last] = [places[0] as ChunkPlace, places.at(-1) as ChunkPlace];
    try {
      const pack = await this.#open(first.pack, signal);
      const start = first.row.offset;
      const end = last.row.offset + last.row.storedLength;
      const memory = await (room ? pack.readInto(room, start, end, signal) : pack.read(start, end, signal));
      const chunks = await Promise.all(
        ids.map(async (id, at) => {
          const { row } = places[at] as ChunkPlace;
          const from = row.offset - start;
          const bytes = memory.subarray(from, from + row.storedLength);
          return await openStoredChunk(bytes, { ...row, id }, this.#keys);
        }),
      );
      return { chunks, memory };
    } catch (thrown) {
      if (isDamage(thrown) || isTooNew(thrown)) return null;
      throw thrown;
    }
  }

  #open(id: string, signal?: AbortSignal): Promise<AgeFile> {
    const opened = this.#packs.get(id) ?? this.#openAnew(id, signal);
    // Taken out and put in again: the map's order is the order of use.
    this.#packs.delete(id);
    this.#packs.set(id, opened);
    for (const oldest of this.#packs.keys()) {
      if (this.#packs.size <= OPEN_PACKS) break;
      this.#packs.delete(oldest);
    }
    opened.catch(() => this.#packs.delete(id));
    return opened;
  }

  async #openAnew(id: string, signal?: AbortSignal): Promise<AgeFile> {
    const identities = this.#keys.map(({ identity }) => identity);
    const pack = await openFile(await this.#storage.open(packPath(id), signal), identities, signal);
    // Where its first bytes are damaged, the chunks further on may be whole: each is held against its name.
    await unlessDamaged(() => checkPack(pack, signal));
    return pack;
  }
}

/** Whether an error means that stored bytes are missing or not what they were. */
export function isDamage(thrown: unknown): boolean {
  return thrown instanceof PasskeepError && ['DAMAGED', 'STORAGE_MISSING'].includes(thrown.code);
}

/** What `work` gives; null where it meets damage. */
export async function unlessDamaged<T>(work: () => Promise<T>): Promise<T | null> {
  try {
    return await work();
  } catch (thrown) {
    if (isDamage(thrown)) return null;
    throw thrown;
  }
}

/** What only a newer version can read costs as much as what is damaged, and no more. */
function isTooNew(thrown: unknown): boolean {
  return thrown instanceof PasskeepError && thrown.code === 'TOO_NEW';
}
