import { encryptInto } from '@/utils/age/file';
import { BufferPool } from '@/utils/buffer-pool';
import type { Bytes } from '@/utils/bytes';
import { kept } from '@/utils/kept';
import type { CallContext } from '@/utils/rpc';
import type { BlobWriter } from '@/utils/storage/blob-writer';
import type { PlainFile } from '@/utils/storage/pack-sink';
import { LARGEST_PACK_FILE } from '@/utils/vault/pack';

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
  const files = new BufferPool(LARGEST_PACK_FILE);
  let writing = 0;
  const encrypted = async ({ plaintext, recipient }: PlainFile, signal: AbortSignal): Promise<Blob> => {
    const memory = files.take();
    const blob = new Blob([await encryptInto(memory, plaintext, recipient, signal)]);
    files.give(memory);
    return blob;
  };
  return {
    /** @returns bytes written. @throws PasskeepError STORAGE_FULL, STORAGE_REFUSED; an abort. */
    async write(file: PlainFile, { tell, signal }: CallContext): Promise<number> {
      writing++;
      try {
        const blob = await encrypted(file, signal);
        tell({ encrypted: file.plaintext } satisfies PackProgress, [file.plaintext.buffer]);
        const write = await writer();
        await write(file.path, blob);
        return blob.size;
      } finally {
        if (--writing === 0) files.empty();
      }
    },
  };
}

/** See {@link packMethods}. */
export type PackMethods = ReturnType<typeof packMethods>;
