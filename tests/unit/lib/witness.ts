import type { Bytes } from '@/utils/bytes';

type AgeFiles = typeof import('@/utils/age/file');

/**
 * The real functions for age files, held to what was encrypted: every byte that comes out of one is a byte that went into
 * one, at the same place. For `vi.mock`.
 */
export function witnessed(real: AgeFiles): AgeFiles {
  const openFile: AgeFiles['openFile'] = async (...input) => {
    const opened = await real.openFile(...input);
    const held = (bytes: Bytes, start: number): Bytes => {
      witness.hold(bytes, start, opened.size);
      return bytes;
    };
    return {
      size: opened.size,
      read: async (start, end, signal) => held(await opened.read(start, end, signal), start),
      readInto: async (memory, start, end, signal) => held(await opened.readInto(memory, start, end, signal), start),
    };
  };
  return {
    ...real,
    openFile,
    async encryptFile(plaintext, ...rest) {
      witness.learn(plaintext);
      return await real.encryptFile(plaintext, ...rest);
    },
    async decryptFile(file, keys, signal) {
      const opened = await openFile(file, keys, signal);
      return await opened.read(0, opened.size, signal);
    },
  };
}

/** What has been encrypted, and what came out otherwise. */
class Witness {
  #known: readonly Bytes[] = [];
  /** Whole plaintexts that come out are taken for true: those of slots are not written by `encryptFile`. */
  isLearning = true;
  /** Pieces that came out; and those among them that never went in. */
  pieces = 0;
  readonly false: { readonly start: number; readonly length: number; readonly size: number }[] = [];

  learn(plaintext: Bytes): void {
    this.#known = [...this.#known, plaintext.slice()];
  }

  /** `size` is that of the whole plaintext, as far as its file tells: of one that was cut, less than it was. */
  hold(bytes: Bytes, start: number, size: number): void {
    this.pieces++;
    const end = start + bytes.length;
    const isTrue = this.#known.some(
      (known) => known.length >= size && Buffer.compare(known.subarray(start, end), bytes) === 0,
    );
    if (isTrue) return;
    if (this.isLearning && start === 0 && bytes.length === size) this.learn(bytes);
    else this.false.push({ start, length: bytes.length, size });
  }

  /** Forgets what it learns from `work` on: memory would grow with every vault that is written. */
  async during<T>(work: () => Promise<T>): Promise<T> {
    const known = this.#known;
    try {
      return await work();
    } finally {
      this.#known = known;
    }
  }
}

export const witness = new Witness();
