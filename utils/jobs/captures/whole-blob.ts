import { PasskeepError } from '@/utils/errors';

/**
 * A Blob from another process, once all of it has come: what that process had not handed over would go with its page.
 * @throws {PasskeepError} PAGE_GONE
 */
export async function whole(blob: Blob): Promise<Blob> {
  try {
    await blob.slice(-1).arrayBuffer();
    return blob;
  } catch (cause) {
    throw new PasskeepError('PAGE_GONE', { cause });
  }
}
