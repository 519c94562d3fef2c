import { BufferPool } from '@/utils/buffer-pool';
import type { Bytes } from '@/utils/bytes';
import { freeMemory } from '@/utils/free-memory';

/** Blobs whose bytes are kept for the next read, besides those that are being read; and for how long. Milliseconds. */
const KEPT = 2;
const KEEPING = 1000;
/** Up to here a Blob is read from its beginning and no further. Bytes. */
const BEGINNING = 2 ** 18;
/** What Blobs are read into: enough for a pack, as it is stored. Bytes. */
const MEMORY = 2 ** 24 + 2 ** 16;

/** A Blob's bytes, and how many are waiting for some of them. */
interface Kept {
  readonly bytes: Promise<Bytes>;
  readonly memory: Bytes;
  readers: number;
  isLetGo: boolean;
}

/** Bytes that somebody else keeps, as long as they have not been given back. */
interface Lent {
  readonly bytes: Bytes;
  giveBack(): void;
}

/**
 * Reads parts of Blobs that a database keeps, without making slices of them: Chromium registers such a Blob late, and may have
 * dropped that again while it is still held; a slice of it, or a Blob of it, then has the browser end the whole process ("Bad
 * blob references in BlobRegistry::Register", crbug.com/392376370). So they are read whole, and the last ones kept for a moment.
 */
export class StoredBlobs {
  readonly #kept = new Map<Blob, Kept>();
  readonly #memories = new BufferPool(MEMORY);
  #timer: ReturnType<typeof setTimeout> | undefined;

  /** The bytes from `start` to `end`, in memory of their own. @throws what reading the Blob throws */
  async read(blob: Blob, start: number, end: number): Promise<Bytes> {
    if (start === 0 && end >= blob.size) return new Uint8Array(await blob.arrayBuffer());
    if (this.#isBeginning(blob, end)) return (await readStart(blob, end, new Uint8Array(end))).subarray(start);
    const { bytes, giveBack } = await this.lend(blob, start, end);
    const own = bytes.slice();
    giveBack();
    return own;
  }

  /** The bytes from `start` to `end` where they are kept, not to be changed. @throws what reading the Blob throws */
  async lend(blob: Blob, start: number, end: number): Promise<Lent> {
    if (this.#isBeginning(blob, end)) return { bytes: await this.read(blob, start, end), giveBack: () => {} };
    const kept = this.#keep(blob);
    kept.readers++;
    const giveBack = () => {
      kept.readers--;
      this.#free(kept);
      clearTimeout(this.#timer);
      this.#timer = setTimeout(() => this.#letGo(0), KEEPING);
    };
    try {
      return { bytes: (await kept.bytes).subarray(start, end), giveBack };
    } catch (thrown) {
      giveBack();
      throw thrown;
    }
  }

  #isBeginning(blob: Blob, end: number): boolean {
    return end <= BEGINNING && blob.size > BEGINNING && !this.#kept.has(blob);
  }

  #keep(blob: Blob): Kept {
    const known = this.#kept.get(blob);
    const kept = known ?? this.#begin(blob);
    // One that could not be read now may be read later.
    if (!known) kept.bytes.catch(() => this.#kept.delete(blob));
    this.#kept.delete(blob);
    this.#kept.set(blob, kept);
    this.#letGo(KEPT);
    return kept;
  }

  #begin(blob: Blob): Kept {
    const memory = blob.size <= MEMORY ? this.#memories.take() : new Uint8Array(blob.size);
    return { bytes: readStart(blob, blob.size, memory), memory, readers: 0, isLetGo: false };
  }

  /** Forgets all but the last ones. */
  #letGo(most: number): void {
    for (const [blob, kept] of this.#kept) {
      if (this.#kept.size <= most) break;
      this.#kept.delete(blob);
      kept.isLetGo = true;
      this.#free(kept);
    }
    if (most === 0) this.#memories.empty();
  }

  /** The memory is there for the next one, once nobody reads it, nor writes there, any more. */
  #free({ bytes, memory, readers, isLetGo }: Kept): void {
    if (readers > 0 || !isLetGo) return;
    void bytes
      .catch(() => {})
      .then(() => (memory.length === MEMORY && this.#kept.size > 0 ? this.#memories.give(memory) : freeMemory(memory)));
  }
}

/**
 * The bytes of a Blob up to `end`, or its own, in a part of `memory`. As a stream: what the browser gives anew for all of them
 * takes longer than reading.
 * @throws what reading the Blob throws
 */
async function readStart(blob: Blob, end: number, memory: Bytes): Promise<Bytes> {
  const wanted = Math.min(end, blob.size);
  let length = 0;
  try {
    // What is left is cancelled.
    for await (const piece of blob.stream() as unknown as AsyncIterable<Bytes>) {
      memory.set(piece.subarray(0, wanted - length), length);
      length += piece.length;
      freeMemory(piece);
      if (length >= wanted) return memory.subarray(0, wanted);
    }
  } catch {
    // Said below.
  }
  // A stream says of no failure what it was, and of a file that has become shorter nothing at all.
  memory.set(new Uint8Array(await blob.arrayBuffer(), 0, wanted));
  return memory.subarray(0, wanted);
}
