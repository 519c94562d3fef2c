import type { Bytes } from '@/utils/bytes';
import { PasskeepError } from '@/utils/errors';
import { readPart } from '@/utils/zip/read-part';
import { blobFile } from './blob-file';
import { isTarHeader, TELLING } from './kinds';
import type { Contained } from './open-zip';
import type { Problems } from './problems';
import { safePath } from './safe-path';
import { type TarEntry, TarNames } from './tar-names';

/** Headers and data are padded to this. Bytes. */
const BLOCK = 512;
/** Read at once where small files follow one another. Bytes. */
const WINDOW = 2 ** 16;
/** Files of a tar that are looked at, and what a name or a list of attributes may take. */
const MOST_FILES = 2 ** 19;
const LONGEST_NAME = 2 ** 16;

/**
 * The files in a tar (POSIX ustar and pax, GNU's long names). Of one that is cut short, or goes wrong in the middle, those
 * before that place; the rest is a problem.
 * @throws PasskeepError ZIP_TOO_LARGE, FILE_UNREADABLE; an abort.
 */
export async function openTar(
  path: string,
  archive: Blob,
  problems: Problems,
  signal: AbortSignal,
): Promise<readonly Contained[]> {
  const files = new Map<string, Contained>();
  for await (const { name, start, size } of entriesOf(archive, () => problems.add(path, 'ZIP_DAMAGED'), signal)) {
    const inner = safePath(name);
    if (inner === null || files.has(inner)) problems.add(`${path}/${inner ?? name}`, 'ZIP_DAMAGED');
    else {
      const data = archive.slice(start, start + size);
      files.set(inner, { file: blobFile(`${path}/${inner}`, data, path), plain: async () => data });
    }
    if (files.size > MOST_FILES) throw new PasskeepError('ZIP_TOO_LARGE');
  }
  return [...files.values()];
}

async function* entriesOf(archive: Blob, onDamage: () => void, signal: AbortSignal): AsyncGenerator<TarEntry> {
  const names = new TarNames();
  const read = windowed(archive);
  for (let at = 0; at + BLOCK <= archive.size;) {
    signal.throwIfAborted();
    const header = await read(at, TELLING);
    if (header.every((byte) => byte === 0)) return;
    const size = isTarHeader(header) ? names.sizeOf(header) : null;
    if (size === null || at + BLOCK + size > archive.size) return onDamage();
    const start = at + BLOCK;
    const entry = names.isAbout(header)
      ? names.take(header, await read(start, Math.min(size, LONGEST_NAME)))
      : names.entry(header, start, size);
    if (entry) yield entry;
    at = start + Math.ceil(size / BLOCK) * BLOCK;
  }
}

/** Reads small parts out of larger ones. */
function windowed(archive: Blob): (start: number, length: number) => Promise<Bytes> {
  let [from, window]: [number, Bytes] = [0, new Uint8Array()];
  return async (start, length) => {
    if (start < from || start + length > from + window.length)
      [from, window] = [start, await readPart(archive, start, start + Math.max(length, WINDOW))];
    return window.subarray(start - from, start - from + length);
  };
}
