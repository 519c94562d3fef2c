import type { Bytes } from '@/utils/bytes';
import { Cutter } from './cutter';
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
export class Chunker extends Cutter {
  readonly #gear: Int32Array;
  readonly #sizes: ChunkSizes;
  readonly #rare: number;
  readonly #likely: number;
  /** The hash after what has come of the chunk that is not complete. */
  #hash = 0;

  constructor(gear: Uint32Array, sizes: ChunkSizes) {
    super();
    // The same numbers with a sign: V8 adds these without leaving its small integers.
    this.#gear = new Int32Array(gear.buffer, gear.byteOffset, gear.length);
    this.#sizes = sizes;
    const bits = Math.log2(sizes.average);
    this.#rare = upperBits(bits + NORMALISATION);
    this.#likely = upperBits(bits - NORMALISATION);
  }

  protected override cut(bytes: Bytes, start: number, length: number): number {
    const { min, average, max } = this.#sizes;
    // Where in `bytes` the chunk begins, or would.
    const zero = start - length;
    const place = (at: number) => Math.max(start, Math.min(bytes.length, zero + at));
    let hash = roll(bytes, this.#gear, place(min - WINDOW), place(min), length === 0 ? 0 : this.#hash);
    for (const [from, to, mask] of [
      [place(min), place(average), this.#rare],
      [place(average), place(max), this.#likely],
    ] as const) {
      const found = findZero(bytes, this.#gear, from, to, hash, mask);
      if (found > 0) return found;
      hash = roll(bytes, this.#gear, from, to, hash);
    }
    this.#hash = hash;
    return bytes.length - zero >= max ? place(max) : 0;
  }
}

/** A mask of the upper `count` of 32 bits. */
function upperBits(count: number): number {
  return -1 << (32 - count);
}
