import type { Bytes } from '@/utils/bytes';
import { PasskeepError } from '@/utils/errors';

/**
 * Bytes of a file that the user picked.
 * @throws PasskeepError FILE_UNREADABLE when it is gone, changed, or may not be read (any more).
 */
export async function readPart(file: Blob, start: number, end: number): Promise<Bytes> {
  try {
    return new Uint8Array(await file.slice(start, end).arrayBuffer());
  } catch (cause) {
    throw new PasskeepError('FILE_UNREADABLE', { cause });
  }
}
