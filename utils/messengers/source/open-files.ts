import { PasskeepError } from '@/utils/errors';
import { readDirectory } from '@/utils/zip/directory';
import { entryData } from '@/utils/zip/entry-data';
import { readPart } from '@/utils/zip/read-part';
import type { SourceEntry } from '@/utils/vault/types';
import type { ExportFile } from './export-file';

/** Bytes read at a time. */
const BLOCK = 2 ** 20;

/** What was given, zips opened. */
export interface OpenedFiles {
  readonly files: readonly ExportFile[];
  /** Zips that could not be looked into. They are archived like any file. */
  readonly problems: readonly { readonly path: string; readonly code: PasskeepError['code'] }[];
}

/**
 * The files that were given, and those in the zips among them.
 * @throws PasskeepError CANCELLED, FILE_UNREADABLE
 */
export async function openFiles(entries: readonly SourceEntry[], signal: AbortSignal): Promise<OpenedFiles> {
  const files: ExportFile[] = [];
  const problems: { path: string; code: PasskeepError['code'] }[] = [];
  for (const { path, file } of entries) {
    if (!/\.zip$/i.test(path)) files.push(blobFile(path, file));
    else
      try {
        for await (const entry of readDirectory(file, signal))
          files.push({
            path: `${path}/${entry.path}`,
            zip: path,
            size: entry.size,
            async *stream(abort) {
              const data = await entryData(file, entry, abort);
              if (entry.method === 0) yield* blobFile(path, data).stream(abort);
              else
                for await (const block of data.stream().pipeThrough(new DecompressionStream('deflate-raw')))
                  yield block;
            },
          });
      } catch (thrown) {
        signal.throwIfAborted();
        problems.push({ path, code: thrown instanceof PasskeepError ? thrown.code : 'ZIP_DAMAGED' });
      }
  }
  return { files, problems };
}

function blobFile(path: string, blob: Blob): ExportFile {
  return {
    path,
    zip: null,
    size: blob.size,
    async *stream(signal) {
      for (let start = 0; start < blob.size; start += BLOCK) {
        signal.throwIfAborted();
        yield await readPart(blob, start, Math.min(start + BLOCK, blob.size));
      }
    },
  };
}
