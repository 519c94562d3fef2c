import type { Bytes } from '@/utils/bytes';
import type { CallContext } from '@/utils/rpc';
import { type FileRange, readRanges } from '@/utils/vault/read-ranges';

/** What the worker tells on the way: what it has read, which it needs no more. */
export interface ReadProgress {
  readonly bytes: Bytes;
}

/**
 * The methods of the worker that reads the files of a backup, beside the vault's own: the browser hands out a file in small
 * pieces, and whoever reads it has to be there for each.
 */
export const readMethods = {
  /** See {@link readRanges}. */
  async read(parts: readonly FileRange[], { tell }: CallContext): Promise<void> {
    const bytes = await readRanges(parts);
    tell({ bytes } satisfies ReadProgress, [bytes.buffer]);
  },
};

/** See {@link readMethods}. */
export type ReadMethods = typeof readMethods;
