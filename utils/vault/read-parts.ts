import type { Bytes } from '@/utils/bytes';
import { PasskeepError } from '@/utils/errors';

/** A part of a file, or all of it. */
export interface FilePart {
  readonly file: File;
  readonly start: number;
  /** Exclusive. */
  readonly end: number;
}

/**
 * Reads parts of files into one piece of memory, one part after the other.
 * @throws PasskeepError FILE_UNREADABLE, FILE_CHANGED: of any of them
 */
export type ReadParts = (parts: readonly FilePart[]) => Promise<Bytes>;

/** Reads where it is called. Of several parts as one Blob: asking for each by itself takes many times as long as reading it. */
export const readParts: ReadParts = async (parts) => {
  const [first] = parts;
  const blobs = parts.map(blobOf);
  const blob = blobs.length === 1 && blobs[0] ? blobs[0] : new Blob(blobs);
  let bytes: Bytes;
  try {
    bytes = new Uint8Array(await blob.arrayBuffer());
  } catch (thrown) {
    // Browsers say NotReadableError for a file that was changed, moved or may not be read, NotFoundError for one gone.
    const isGone = thrown instanceof DOMException && thrown.name === 'NotFoundError';
    throw new PasskeepError(isGone || first?.start === 0 ? 'FILE_UNREADABLE' : 'FILE_CHANGED', { cause: thrown });
  }
  if (bytes.length !== sizeOf(parts)) throw new PasskeepError(first?.start === 0 ? 'FILE_UNREADABLE' : 'FILE_CHANGED');
  return bytes;
};

/** Bytes. */
export function sizeOf(parts: readonly FilePart[]): number {
  return parts.reduce((sum, { start, end }) => sum + end - start, 0);
}

/** Making a slice waits for the browser. */
function blobOf({ file, start, end }: FilePart): Blob {
  return start === 0 && end === file.size ? file : file.slice(start, end);
}
