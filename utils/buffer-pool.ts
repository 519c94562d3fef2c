import type { Bytes } from './bytes';
import { freeMemory } from './free-memory';

/**
 * Memory of one size that is used again: what the system gives anew it has to clear first, page by page, which takes longer
 * than filling it.
 */
export class BufferPool {
  readonly #size: number;
  readonly #free: Bytes[] = [];

  /** `size` in bytes. */
  constructor(size: number) {
    this.#size = size;
  }

  /** As many bytes as the pool's size, whatever they are now. */
  take(): Bytes {
    return this.#free.pop() ?? new Uint8Array(this.#size);
  }

  /** To be called when nobody reads or writes them any more. */
  give(bytes: Bytes): void {
    this.#free.push(bytes);
  }

  /** Gives back to the system what is here. */
  empty(): void {
    freeMemory(...this.#free.splice(0));
  }
}
