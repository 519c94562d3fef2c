import { equalBytes } from '@/utils/bytes';
import { PasskeepError } from '@/utils/errors';
import type { DirectoryEntry } from './directory';
import { readPart } from './read-part';

/** A local header without its name and extra fields. Bytes. */
const HEADER = 30;
/** Places of files in a zip of more than 4 GiB that macOS makes have lost their upper half. */
const LOST = 2 ** 32;

/**
 * The packed bytes of an entry, as a part of the zip: nothing of them is read. The entry's own header is found by its
 * name, also where the directory tells only the lower 32 bits of its place (macOS's Archive Utility, above 4 GiB).
 * @throws PasskeepError DAMAGED where the zip has not got it.
 */
export async function entryData(zip: Blob, entry: DirectoryEntry, signal?: AbortSignal): Promise<Blob> {
  for (let at = entry.offset; at + HEADER + entry.packedSize <= zip.size; at += LOST) {
    signal?.throwIfAborted();
    const start = await dataStart(zip, at, entry);
    if (start !== null && start + entry.packedSize <= zip.size) return zip.slice(start, start + entry.packedSize);
  }
  throw new PasskeepError('DAMAGED');
}

/** Where an entry's data starts whose header is at `at`; null when that is not its header. */
async function dataStart(zip: Blob, at: number, { rawPath, method }: DirectoryEntry): Promise<number | null> {
  const header = await readPart(zip, at, at + HEADER + rawPath.length);
  const view = new DataView(header.buffer);
  const isHeader =
    header.length === HEADER + rawPath.length &&
    view.getUint32(0, true) === 0x04034b50 &&
    view.getUint16(8, true) === method &&
    view.getUint16(26, true) === rawPath.length &&
    equalBytes(header.subarray(HEADER), rawPath);
  return isHeader ? at + header.length + view.getUint16(28, true) : null;
}
