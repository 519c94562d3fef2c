import type { Bytes } from '@/utils/bytes';
import { decodeChunk } from './compression';
import { chunkId, type VaultKeys } from './keys';
import type { PackRow } from './pack';

/** The plaintext of a chunk from the bytes that it takes in a pack; null when it is not the chunk that the row names. */
export async function openStoredChunk(
  stored: Bytes,
  { id, encoding, length }: PackRow,
  keys: readonly VaultKeys[],
): Promise<Bytes | null> {
  const plaintext = await decodeChunk(stored, encoding, length);
  if (!plaintext) return null;
  for (const each of keys) if ((await chunkId(each, plaintext)) === id) return plaintext;
  return null;
}
