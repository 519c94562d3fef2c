import { encryptParts } from '@/utils/age/file';
import type { Bytes } from '@/utils/bytes';
import { freeMemory } from '@/utils/free-memory';
import { kept } from '@/utils/kept';
import type { CallContext } from '@/utils/rpc';
import type { BlobWriter } from '@/utils/storage/blob-writer';
import type { PlainFile } from '@/utils/storage/pack-sink';

/** What the worker tells on the way: the plaintext's memory, which it needs no more. */
export interface PackProgress {
  readonly encrypted: Bytes;
}

/**
 * The methods of the worker that encrypts packs and writes them, beside the vault's own, which cuts files into chunks and
 * fills the next ones. It has the vault's public key only. `open` is called when it is first used, and again where it failed.
 */
export function packMethods(open: () => Promise<BlobWriter>) {
  const writer = kept(open);
  return {
    /** @returns bytes written. @throws PasskeepError STORAGE_FULL, STORAGE_REFUSED; an abort. */
    async write({ path, plaintext, recipient }: PlainFile, { tell, signal }: CallContext): Promise<number> {
      const parts = await encryptParts(plaintext, recipient, signal);
      tell({ encrypted: plaintext } satisfies PackProgress, [plaintext.buffer]);
      const blob = new Blob(parts as Bytes[]);
      freeMemory(...parts);
      await (
        await writer()
      )(path, blob);
      return blob.size;
    },
  };
}

/** See {@link packMethods}. */
export type PackMethods = ReturnType<typeof packMethods>;
