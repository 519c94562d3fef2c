import type { RandomAccess } from '@/utils/age/random-access';
import type { Bytes } from '@/utils/bytes';
import { PasskeepError } from '@/utils/errors';
import { decodeChunk } from '@/utils/vault/compression';
import { readPart } from '@/utils/zip/read-part';

/** Inflated files that are kept; the last one is, whatever its size. Bytes. */
const KEPT = 64 * 2 ** 20;

/** Reads deflated files at any place. They are inflated when they are read, and the last few kept: files stay open for long. */
export class Inflater {
  readonly #kept = new Map<Blob, { readonly size: number; readonly bytes: Promise<Bytes> }>();

  /** A deflated file of `size` bytes. Reading throws DAMAGED when it does not inflate to exactly that. */
  open(deflated: Blob, size: number): RandomAccess {
    return {
      size,
      read: async (start, end, signal) => {
        signal?.throwIfAborted();
        return (await this.#inflated(deflated, size)).slice(start, end);
      },
    };
  }

  #inflated(deflated: Blob, size: number): Promise<Bytes> {
    const bytes = this.#kept.get(deflated)?.bytes ?? inflate(deflated, size);
    this.#kept.delete(deflated);
    this.#kept.set(deflated, { size, bytes });
    // One that could not be read now may be read later.
    bytes.catch(() => this.#kept.delete(deflated));
    let total = 0;
    for (const kept of this.#kept.values()) total += kept.size;
    for (const [oldest, kept] of this.#kept) {
      if (total <= KEPT || oldest === deflated) break;
      this.#kept.delete(oldest);
      total -= kept.size;
    }
    return bytes;
  }
}

async function inflate(deflated: Blob, size: number): Promise<Bytes> {
  const bytes = await decodeChunk(await readPart(deflated, 0, deflated.size), 'deflate', size);
  if (!bytes) throw new PasskeepError('DAMAGED');
  return bytes;
}
