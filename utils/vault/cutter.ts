import { type Bytes, concat } from '@/utils/bytes';

/** Cuts a stream of bytes into chunks at the places that a subclass finds. */
export abstract class Cutter {
  /** What has come of the chunk that is not complete, and its bytes so far. */
  #begun: Bytes[] = [];
  #length = 0;

  /**
   * Where in `bytes`, of which those from `start` are new to it, the chunk ends; 0 when it takes more than there are.
   * `length` bytes of it have come before these.
   */
  protected abstract cut(bytes: Bytes, start: number, length: number): number;

  /** The chunks that are complete once `bytes` have come. They may share memory with `bytes`. */
  push(bytes: Bytes): Bytes[] {
    const chunks: Bytes[] = [];
    let start = 0;
    for (let end = this.cut(bytes, 0, this.#length); end > 0; end = this.cut(bytes, start, 0)) {
      chunks.push(this.#complete(bytes.subarray(start, end)));
      start = end;
    }
    if (start < bytes.length) {
      // A copy, so that a large block is not kept alive by its last bytes.
      this.#begun.push(bytes.slice(start));
      this.#length += bytes.length - start;
    }
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
    return parts.length === 1 ? (parts[0] as Bytes) : concat(parts);
  }
}
