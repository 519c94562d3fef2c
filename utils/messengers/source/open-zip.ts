import { type DirectoryEntry, readDirectory } from '@/utils/zip/directory';
import type { ExportFile } from './export-file';
import { isSealed } from './kinds';
import type { Problems } from './problems';
import { safePath } from './safe-path';
import { checkPlausible } from './zip-limits';
import { packedData, zipEntry } from './zip-entry';

/** A file in a container. */
export interface Contained {
  readonly file: ExportFile;
  /** Where it lies as it is: the bytes themselves; null where it has to be unpacked. */
  plain(signal: AbortSignal): Promise<Blob | null>;
}

/**
 * The files in a zip. Names are made harmless; of two files with one name the first counts, and what macOS adds beside each
 * file is left out.
 * @throws PasskeepError NOT_A_VAULT for what is no zip; ZIP_DAMAGED, ZIP_ENCRYPTED, ZIP_TOO_LARGE, FILE_UNREADABLE; an abort.
 */
export async function openZip(
  path: string,
  archive: Blob,
  problems: Problems,
  signal: AbortSignal,
): Promise<readonly Contained[]> {
  const entries = new Map<string, DirectoryEntry>();
  for await (const entry of readDirectory(archive, signal, 'any')) {
    const inner = safePath(entry.path);
    if (inner?.startsWith('__MACOSX/')) continue;
    if (inner === null || entries.has(inner)) problems.add(`${path}/${inner ?? entry.path}`, 'ZIP_DAMAGED');
    else entries.set(inner, entry);
    if (entry.encrypted && !isSealed(entry.path)) problems.add(path, 'ZIP_ENCRYPTED');
  }
  checkPlausible([...entries.values()], archive.size);
  return Array.from(entries, ([inner, entry]) => ({
    file: zipEntry(`${path}/${inner}`, path, archive, entry),
    plain: async (abort) =>
      entry.method === 0 && entry.size === entry.packedSize ? await packedData(archive, entry, abort) : null,
  }));
}
