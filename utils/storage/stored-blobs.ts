import type { Bytes } from '@/utils/bytes';
import { freeMemory } from '@/utils/free-memory';

/** Blobs whose bytes are kept for the next read, besides those that are being read; and for how long. Milliseconds. */
const KEPT = 2;
const KEEPING = 1000;
/** Up to here a Blob is read from its beginning and no further. Bytes. */
const BEGINNING = 2 ** 18;

/** A Blob's bytes, and how many are waiting for some of them. */
interface Kept {
  readonly bytes: Promise<Bytes>;
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
  #timer: ReturnType<typeof setTimeout> | undefined;

  /** The bytes from `start` to `end`, in memory of their own. @throws what reading the Blob throws */
  async read(blob: Blob, start: number, end: number): Promise<Bytes> {
    if (start === 0 && end >= blob.size) return await wholeOf(blob);
    if (this.#isBeginning(blob, end)) return await readBeginning(blob, start, end);
    const { bytes, giveBack } = await this.lend(blob, start, end);
    const own = bytes.slice();
    giveBack();
    return own;
  }

  /** The bytes from `start` to `end` where they are kept, not to be changed. @throws what reading the Blob throws */
  async lend(blob: Blob, start: number, end: number): Promise<Lent> {
    if (this.#isBeginning(blob, end)) return { bytes: await readBeginning(blob, start, end), giveBack: () => {} };
    const kept = this.#keep(blob);
    kept.readers++;
    const giveBack = () => {
      kept.readers--;
      if (kept.isLetGo) free(kept);
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
    const kept = known ?? { bytes: wholeOf(blob), readers: 0, isLetGo: false };
    // One that could not be read now may be read later.
    if (!known) kept.bytes.catch(() => this.#kept.delete(blob));
    this.#kept.delete(blob);
    this.#kept.set(blob, kept);
    this.#letGo(KEPT);
    return kept;
  }

  /** Forgets all but the last ones. */
  #letGo(most: number): void {
    for (const [blob, kept] of this.#kept) {
      if (this.#kept.size <= most) break;
      this.#kept.delete(blob);
      kept.isLetGo = true;
      free(kept);
    }
  }
}

async function wholeOf(blob: Blob): Promise<Bytes> {
  return new Uint8Array(await blob.arrayBuffer());
}

/** Gives the memory back once nobody waits for it. */
function free({ bytes, readers }: Kept): void {
  if (readers > 0) return;
  void bytes.then(
    (memory) => freeMemory(memory),
    () => {},
  );
}

/** As far as it goes: less where the Blob ends before. */
async function readBeginning(blob: Blob, start: number, end: number): Promise<Bytes> {
  const bytes = new Uint8Array(end);
  let length = 0;
  // What is left is cancelled.
  for await (const piece of blob.stream() as unknown as AsyncIterable<Bytes>) {
    bytes.set(piece.subarray(0, end - length), length);
    length += piece.length;
    if (length >= end) break;
  }
  return bytes.slice(start, Math.min(length, end));
}
