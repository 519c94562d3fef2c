import { BufferPool } from '@/utils/buffer-pool';
import { freeMemory } from '@/utils/free-memory';
import { type PackSink, sinkInto } from '@/utils/storage/pack-sink';
import type { VaultStorage } from '@/utils/storage/storage';
import type { IndexedPack } from './index-file';
import {
  type BuiltPack,
  buildPack,
  LARGEST_PACK,
  PACK_OVERHEAD,
  PACK_SIZES,
  PackBuilder,
  newPackId,
  packedSize,
  packPath,
  ROW_SIZE,
  type StoredChunk,
} from './pack';

/**
 * Packs being encrypted while the next ones fill: side by side each would take as long as both, and memory of its own; and
 * those with the ones that are being written.
 */
const ENCRYPTING = 1;
const IN_FLIGHT = 4;
/** Packs that fill side by side, so that one large chunk does not close a pack with much room left. */
const OPEN_PACKS = 2;
/** Above this size a remainder is cut into packs that it fills; below it goes into one, padded. Bytes. */
const FINE_GRAIN = 2 ** 20;
/** What {@link PackWriter.addMetadata} has given to it at most before it writes it. Bytes. */
const METADATA_PACK = FINE_GRAIN - PACK_OVERHEAD;

/** Gathers chunks into packs and writes these. Memory: the packs that are open or in flight. */
export class PackWriter {
  readonly #sink: PackSink;
  readonly #recipient: string;
  readonly #signal: AbortSignal;
  #open: PackBuilder[] = [];
  readonly #encrypting: Promise<void>[] = [];
  #writing: Promise<void>[] = [];
  /** Of packs that are encrypted: memory that the system has given already is much quicker to fill. */
  readonly #plaintexts = new BufferPool(LARGEST_PACK);
  readonly #written: IndexedPack[] = [];
  #bytes = 0;
  #metadata: StoredChunk[] = [];
  #metadataBytes = 0;

  constructor(storage: VaultStorage, recipient: string, signal: AbortSignal) {
    this.#sink = storage.packs ?? sinkInto(storage);
    this.#recipient = recipient;
    this.#signal = signal;
  }

  /** The packs that are durably written, and the bytes they take. */
  get written(): readonly IndexedPack[] {
    return this.#written;
  }
  get bytes(): number {
    return this.#bytes;
  }

  /** Takes a copy of a chunk. Waits while enough packs are being written. */
  async add(chunk: StoredChunk): Promise<void> {
    let pack = this.#open.find((candidate) => candidate.fits(chunk));
    if (!pack) {
      if (this.#open.length >= OPEN_PACKS) {
        const fullest = this.#open.reduce((a, b) => (a.size >= b.size ? a : b));
        this.#open = this.#open.filter((candidate) => candidate !== fullest);
        await this.#write({ plaintext: fullest.finish(), rows: fullest.rows });
      }
      pack = new PackBuilder(this.#plaintexts.take());
      this.#open.push(pack);
    }
    pack.add(chunk);
  }

  /**
   * As {@link add}, for what says what is in an archive: it goes into small packs, which are read in no time, and not into
   * what room is left in large ones.
   */
  async addMetadata(chunk: StoredChunk): Promise<void> {
    const grown = this.#metadataBytes + chunk.stored.length + ROW_SIZE;
    if (grown > METADATA_PACK) await this.#writeAll([this.#takeMetadata()]);
    this.#metadata.push({ ...chunk, stored: chunk.stored.slice() });
    this.#metadataBytes += chunk.stored.length + ROW_SIZE;
  }

  /** Writes what is left; resolves when every pack is durable. */
  async finish(): Promise<void> {
    const packs = splitRemainder(this.#open.flatMap((pack) => pack.chunks));
    const isPadded = packedSize(packs.at(-1) ?? []) < FINE_GRAIN;
    const last = (isPadded && packs.pop()) || [];
    await this.#writeAll([...packs, ...splitRemainder([...last, ...this.#takeMetadata()])]);
    for (const { memory } of this.#open.splice(0)) this.#plaintexts.give(memory);
    await this.settle();
    this.#plaintexts.empty();
  }

  #takeMetadata(): StoredChunk[] {
    this.#metadataBytes = 0;
    return this.#metadata.splice(0);
  }

  async #writeAll(packs: readonly (readonly StoredChunk[])[]): Promise<void> {
    for (const chunks of packs) await this.#write(buildPack(chunks));
  }

  /** Waits until nothing is being written any more; throws what a write threw. */
  async settle(): Promise<void> {
    const results = await Promise.allSettled(this.#writing);
    this.#writing = [];
    for (const result of results) if (result.status === 'rejected') throw result.reason;
  }

  async #write({ plaintext, rows }: BuiltPack): Promise<void> {
    while (this.#encrypting.length >= ENCRYPTING) await this.#encrypting.shift();
    while (this.#writing.length >= IN_FLIGHT) await this.#writing.shift();
    const id = newPackId();
    const isLargest = plaintext.length === LARGEST_PACK;
    const file = { path: packPath(id), plaintext, recipient: this.#recipient };
    const { encrypted, written } = this.#sink(file, this.#signal);
    this.#begin(this.#encrypting, async () => {
      const memory = await encrypted;
      if (isLargest) this.#plaintexts.give(memory);
      else freeMemory(memory);
    });
    this.#begin(this.#writing, async () => {
      const size = await written;
      this.#bytes += size;
      this.#written.push({ id, rows });
    });
  }

  #begin(queue: Promise<void>[], work: () => Promise<void>): void {
    const begun = work();
    // Whoever waits for it next is told; until then a failure is not an unhandled one.
    begun.catch(() => {});
    queue.push(begun);
  }
}

/**
 * Divides the last chunks of a backup among packs so that little is padded: the largest size that they fill, again and
 * again, until so little is left that one padded pack takes it.
 */
export function splitRemainder(chunks: readonly StoredChunk[]): StoredChunk[][] {
  const packs: StoredChunk[][] = [];
  let rest = [...chunks];
  while (rest.length > 0) {
    const total = packedSize(rest);
    const filled = total < FINE_GRAIN ? undefined : PACK_SIZES.findLast((size) => size <= total);
    if (!filled) {
      packs.push(rest);
      break;
    }
    const taken: StoredChunk[] = [];
    let size = PACK_OVERHEAD;
    rest = rest.filter((chunk) => {
      const grown = size + chunk.stored.length + ROW_SIZE;
      if (grown > filled) return true;
      taken.push(chunk);
      size = grown;
      return false;
    });
    if (taken.length === 0) {
      // One chunk of the largest size: no room for its row beside it in a pack that it fills.
      packs.push(rest);
      break;
    }
    packs.push(taken);
  }
  return packs;
}
