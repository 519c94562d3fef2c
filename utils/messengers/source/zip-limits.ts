import { PasskeepError } from '@/utils/errors';
import type { DirectoryEntry } from '@/utils/zip/directory';

/** Files of a zip that are looked at. */
const MOST_FILES = 2 ** 19;
/**
 * How many times its packed size something may become. Deflate can do 1,032 times, with one byte repeated; the same line
 * again and again comes to 400 at most, and a chat to a tenth of that.
 */
const HIGHEST_RATIO = 500;
/** Where size alone is no reason to refuse anything. Bytes. */
const HARMLESS = 16 * 2 ** 20;
/** A local header without its name. Bytes. */
const HEADER = 30;
/** From here on, macOS writes only the lower half of places: {@link entryData} finds the files anyhow. Bytes. */
const PLACES_ARE_SURE = 2 ** 32;

/**
 * Refuses a zip that is made to fill disks and memories: too many files, packed too well, or sharing their bytes.
 * @throws PasskeepError ZIP_TOO_LARGE
 */
export function checkPlausible(entries: readonly DirectoryEntry[], zipSize: number): void {
  let [packed, size] = [0, 0];
  for (const entry of entries) {
    packed += entry.packedSize;
    size += entry.size;
    if (isBlownUp(entry.size, entry.packedSize)) throw new PasskeepError('ZIP_TOO_LARGE');
  }
  if (entries.length > MOST_FILES || packed > zipSize || isBlownUp(size, zipSize) || overlap(entries, zipSize))
    throw new PasskeepError('ZIP_TOO_LARGE');
}

function isBlownUp(size: number, packedSize: number): boolean {
  return size > HARMLESS && size > HIGHEST_RATIO * packedSize;
}

function overlap(entries: readonly DirectoryEntry[], zipSize: number): boolean {
  if (zipSize >= PLACES_ARE_SURE) return false;
  let end = 0;
  for (const entry of entries.toSorted((a, b) => a.offset - b.offset)) {
    if (entry.offset < end) return true;
    end = entry.offset + HEADER + entry.rawPath.length + entry.packedSize;
  }
  return false;
}
