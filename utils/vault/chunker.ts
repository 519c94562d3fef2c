import { type Bytes, concat } from '@/utils/bytes';

/** The sizes that a chunker keeps to, in bytes. `average` is a power of two. */
export interface ChunkSizes {
  readonly min: number;
  readonly average: number;
  readonly max: number;
}

/** Text changes in small places; what media do is to be there again, whole. */
export const TEXT_CHUNKS: ChunkSizes = { min: 4096, average: 16384, max: 65536 };
export const MEDIA_CHUNKS: ChunkSizes = { min: 65536, average: 262144, max: 1048576 };

/** How far normalisation moves the odds of a cut away from, then towards, the average. In bits. */
const NORMALISATION = 2;

/**
 * Where the first chunk of `bytes` ends: 0 when that takes more bytes than there are and more may come.
 *
 * A gear hash over the last 32 bytes, cut where its upper bits are zero: more bits before the average than after it, so
 * that sizes gather there. Source: Xia et al., "FastCDC: a Fast and Efficient Content-Defined Chunking Approach for Data
 * Deduplication", USENIX ATC 2016. The gear table is secret and the vault's own.
 */
function firstCut(bytes: Uint8Array, gear: Uint32Array, sizes: ChunkSizes, final: boolean): number {
  const { min, average, max } = sizes;
  const end = Math.min(bytes.length, max);
  const bits = Math.log2(average);
  const rare = 32 - (bits + NORMALISATION);
  const likely = 32 - (bits - NORMALISATION);
  let hash = 0;
  let at = Math.min(min - 32, end);
  const warm = Math.min(min, end);
  while (at < warm) hash = ((hash << 1) + (gear[bytes[at++] as number] as number)) | 0;
  const middle = Math.min(average, end);
  while (at < middle) {
    hash = ((hash << 1) + (gear[bytes[at++] as number] as number)) | 0;
    if (hash >>> rare === 0) return at;
  }
  while (at < end) {
    hash = ((hash << 1) + (gear[bytes[at++] as number] as number)) | 0;
    if (hash >>> likely === 0) return at;
  }
  return bytes.length >= max || final ? end : 0;
}

/** Cuts a stream of bytes into chunks. */
export class Chunker {
  readonly #gear: Uint32Array;
  readonly #sizes: ChunkSizes;
  #rest: Bytes = new Uint8Array();

  constructor(gear: Uint32Array, sizes: ChunkSizes) {
    this.#gear = gear;
    this.#sizes = sizes;
  }

  /** The chunks that are complete once `bytes` have come. They may share memory with `bytes`. */
  push(bytes: Bytes): Bytes[] {
    return this.#cut(this.#rest.length > 0 ? concat([this.#rest, bytes]) : bytes, false);
  }

  /** What is left at the end. */
  finish(): Bytes[] {
    return this.#cut(this.#rest, true);
  }

  #cut(bytes: Bytes, final: boolean): Bytes[] {
    const chunks: Bytes[] = [];
    let rest = bytes;
    while (rest.length > 0) {
      const length = firstCut(rest, this.#gear, this.#sizes, final);
      if (length === 0) break;
      chunks.push(rest.subarray(0, length));
      rest = rest.subarray(length);
    }
    // A copy, so that a large block is not kept alive by its last bytes.
    this.#rest = rest.slice();
    return chunks;
  }
}
