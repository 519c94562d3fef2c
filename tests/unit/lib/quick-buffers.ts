type Buffers = typeof import('@/utils/buffer-pool');

/** More than any test has in use at a time. */
const AT_ONCE = 8;

/**
 * A pool that hands out the same few buffers in turn, whoever asks: memory for a thousand small backups is most of the time of
 * tests that make so many. For `vi.mock`.
 */
export function sharedBuffers(): Buffers {
  const buffers = new Map<number, Uint8Array<ArrayBuffer>[]>();
  class SharedPool {
    readonly #size: number;
    constructor(size: number) {
      this.#size = size;
    }
    take(): Uint8Array<ArrayBuffer> {
      const own = buffers.get(this.#size) ?? [];
      buffers.set(this.#size, own);
      const next = own.length < AT_ONCE ? new Uint8Array(this.#size) : (own.shift() as Uint8Array<ArrayBuffer>);
      own.push(next);
      return next;
    }
    give(): void {}
    empty(): void {}
  }
  return { BufferPool: SharedPool as unknown as Buffers['BufferPool'] };
}
