import type { Bytes } from '@/utils/bytes';
import { PasskeepError } from '@/utils/errors';

/** Making a slice waits for the browser, as long as it takes to read a file of this size. Bytes. */
const SMALL = 64 * 2 ** 10;

/**
 * Bytes of a file that the user picked.
 * @throws PasskeepError FILE_UNREADABLE when it is gone, changed, or may not be read (any more).
 */
export async function readPart(file: Blob, start: number, end: number): Promise<Bytes> {
  try {
    if (file.size > SMALL) return new Uint8Array(await file.slice(start, end).arrayBuffer());
    const whole = new Uint8Array(await file.arrayBuffer());
    return start <= 0 && end >= file.size ? whole : whole.slice(start, end);
  } catch (cause) {
    throw new PasskeepError('FILE_UNREADABLE', { cause });
  }
}
