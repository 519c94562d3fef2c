import type { Bytes } from '@/utils/bytes';
import { PasskeepError } from '@/utils/errors';

/** A range of a file's bytes, or all of them. */
export interface FileRange {
  readonly file: File;
  readonly start: number;
  /** Exclusive. */
  readonly end: number;
}

/**
 * Reads ranges of files into one piece of memory, one after the other.
 * @throws PasskeepError FILE_UNREADABLE, FILE_CHANGED: of any of them
 */
export type ReadRanges = (ranges: readonly FileRange[]) => Promise<Bytes>;

/** Reads where it is called. Several as one Blob: asking for each by itself takes many times as long as reading it. */
export const readRanges: ReadRanges = async (ranges) => {
  const otherwise = ranges[0]?.start === 0 ? 'FILE_UNREADABLE' : 'FILE_CHANGED';
  const blobs = ranges.map(blobOf);
  const blob = blobs.length === 1 && blobs[0] ? blobs[0] : new Blob(blobs);
  let bytes: Bytes;
  try {
    bytes = new Uint8Array(await blob.arrayBuffer());
  } catch (thrown) {
    // Browsers say NotReadableError for a file that was changed, moved or may not be read, NotFoundError for one gone.
    const isGone = thrown instanceof DOMException && thrown.name === 'NotFoundError';
    throw new PasskeepError(isGone ? 'FILE_UNREADABLE' : otherwise, { cause: thrown });
  }
  if (bytes.length !== sizeOf(ranges)) throw new PasskeepError(otherwise);
  return bytes;
};

/** Bytes. */
export function sizeOf(ranges: readonly FileRange[]): number {
  return ranges.reduce((sum, { start, end }) => sum + end - start, 0);
}

/** Making a slice waits for the browser. */
function blobOf({ file, start, end }: FileRange): Blob {
  return start === 0 && end === file.size ? file : file.slice(start, end);
}
