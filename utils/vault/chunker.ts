import { type Bytes, concat } from '@/utils/bytes';
import { findZero, roll, WINDOW } from './gear-hash';

/** The sizes that a chunker keeps to, in bytes. `average` is a power of two. */
export interface ChunkSizes {
  readonly min: number;
  readonly average: number;
  readonly max: number;
}

/** Text changes in small places; what media do is to be there again, whole. */
export const TEXT_CHUNKS: ChunkSizes = { min: 4096, average: 16384, max: 65536 };
export const MEDIA_CHUNKS: ChunkSizes = { min: 32768, average: 131072, max: 524288 };

/** How far normalisation moves the odds of a cut away from, then towards, the average. In bits. */
const NORMALISATION = 2;

/**
 * Cuts a stream of bytes into chunks: by a gear hash over the last 32 bytes, where its upper bits are zero. More bits
 * before the average than after it, so that sizes gather there. Source: Xia et al., "FastCDC: a Fast and Efficient
 * Content-Defined Chunking Approach for Data Deduplication", USENIX ATC 2016. The gear table is secret and the vault's own.
 */
export class Chunker {
  readonly #gear: Int32Array;
  readonly #sizes: ChunkSizes;
  readonly #rare: number;
  readonly #likely: number;
  /** What has come of the chunk that is not complete, its bytes so far and the hash after them. */
  #begun: Bytes[] = [];
  #length = 0;
  #hash = 0;

  constructor(gear: Uint32Array, sizes: ChunkSizes) {
    // The same numbers with a sign: V8 adds these without leaving its small integers.
    this.#gear = new Int32Array(gear.buffer, gear.byteOffset, gear.length);
    this.#sizes = sizes;
    const bits = Math.log2(sizes.average);
    this.#rare = upperBits(bits + NORMALISATION);
    this.#likely = upperBits(bits - NORMALISATION);
  }

  /** The chunks that are complete once `bytes` have come. They may share memory with `bytes`. */
  push(bytes: Bytes): Bytes[] {
    const chunks: Bytes[] = [];
    let start = 0;
    for (let end = this.#cut(bytes, 0); end > 0; end = this.#cut(bytes, start)) {
      chunks.push(this.#complete(bytes.subarray(start, end)));
      start = end;
    }
    // A copy, so that a large block is not kept alive by its last bytes.
    if (start < bytes.length) this.#begun.push(bytes.slice(start));
    return chunks;
  }

  /** What is left at the end. */
  finish(): Bytes[] {
    return this.#begun.length > 0 ? [this.#complete()] : [];
  }

  #complete(end?: Bytes): Bytes {
    const parts = end ? [...this.#begun, end] : this.#begun;
    this.#begun = [];
    this.#length = 0;
    this.#hash = 0;
    return parts.length === 1 ? (parts[0] as Bytes) : concat(parts);
  }

  /** Where in `bytes`, of which those from `start` are new to it, the chunk ends; 0 when it takes more than there are. */
  #cut(bytes: Bytes, start: number): number {
    const { min, average, max } = this.#sizes;
    // Where in `bytes` the chunk begins, or would.
    const zero = start - this.#length;
    const place = (length: number) => Math.max(start, Math.min(bytes.length, zero + length));
    let hash = roll(bytes, this.#gear, place(min - WINDOW), place(min), this.#hash);
    for (const [from, to, mask] of [
      [place(min), place(average), this.#rare],
      [place(average), place(max), this.#likely],
    ] as const) {
      const found = findZero(bytes, this.#gear, from, to, hash, mask);
      if (found > 0) return found;
      hash = roll(bytes, this.#gear, from, to, hash);
    }
    if (bytes.length - zero >= max) return place(max);
    this.#hash = hash;
    this.#length = bytes.length - zero;
    return 0;
  }
}

/** A mask of the upper `count` of 32 bits. */
function upperBits(count: number): number {
  return -1 << (32 - count);
}
