import type { Bytes } from '@/utils/bytes';
import { open } from 'node:fs/promises';

/** Bytes that are kept as one piece, or not at all where all are zero. */
const BLOCK = 4096;
const ZEROS = new Uint8Array(BLOCK);

/** A file of any length that is nearly all zeros, in little memory. Reads as a Blob does. */
export class SparseBlob extends Blob {
  readonly #blocks: ReadonlyMap<number, Bytes>;
  readonly #start: number;
  readonly #end: number;

  constructor(blocks: ReadonlyMap<number, Bytes>, start: number, end: number) {
    super();
    this.#blocks = blocks;
    this.#start = start;
    this.#end = end;
  }

  /** Reads a stream, or parts, to the end. */
  static async from(parts: Iterable<Uint8Array> | AsyncIterable<Uint8Array>): Promise<SparseBlob> {
    const blocks = new Map<number, Bytes>();
    let length = 0;
    for await (const bytes of parts)
      for (let at = 0; at < bytes.length;) {
        const inBlock = length % BLOCK;
        const part = bytes.subarray(at, at + BLOCK - inBlock);
        if (Buffer.compare(part, ZEROS.subarray(0, part.length)) !== 0) {
          const block = blocks.get(length - inBlock) ?? new Uint8Array(BLOCK);
          block.set(part, inBlock);
          blocks.set(length - inBlock, block);
        }
        at += part.length;
        length += part.length;
      }
    return new SparseBlob(blocks, 0, length);
  }

  /** Writes the whole, not a slice, as a file with holes. */
  async writeTo(path: string): Promise<void> {
    const file = await open(path, 'w');
    await file.truncate(this.size);
    for (const [at, block] of this.#blocks) await file.write(block, 0, Math.min(block.length, this.size - at), at);
    await file.close();
  }

  override get size(): number {
    return this.#end - this.#start;
  }

  override slice(start = 0, end = this.size): SparseBlob {
    const clamp = (at: number) => Math.min(this.#start + Math.max(0, at), this.#end);
    return new SparseBlob(this.#blocks, clamp(start), Math.max(clamp(start), clamp(end)));
  }

  override async arrayBuffer(): Promise<ArrayBuffer> {
    const bytes = new Uint8Array(this.size);
    for (let block = this.#start - (this.#start % BLOCK); block < this.#end; block += BLOCK) {
      const from = Math.max(block, this.#start);
      const part = this.#blocks.get(block)?.subarray(from - block, Math.min(BLOCK, this.#end - block));
      if (part) bytes.set(part, from - this.#start);
    }
    return bytes.buffer;
  }

  override stream(): ReadableStream<Bytes> {
    return new ReadableStream<Bytes>({
      pull: async (controller) => {
        if (this.size > 0) controller.enqueue(new Uint8Array(await this.arrayBuffer()));
        controller.close();
      },
    });
  }
}
