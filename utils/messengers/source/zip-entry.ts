import { type Bytes, concat } from '@/utils/bytes';
import { PasskeepError } from '@/utils/errors';
import { crc32 } from '@/utils/zip/crc32';
import type { DirectoryEntry } from '@/utils/zip/directory';
import { entryData } from '@/utils/zip/entry-data';
import { inflate } from '@/utils/zip/inflate';
import { blocksOf } from './blob-file';
import type { ExportFile } from './export-file';

/** Unpacked bytes come in small pieces; what reads them works better with blocks of at least this many. */
const BLOCK = 2 ** 18;

/** A file in a zip. Its bytes are compared with what the directory says of them: of wrong ones, no more than that comes out. */
export function zipEntry(path: string, zip: string, archive: Blob, entry: DirectoryEntry): ExportFile {
  return {
    path,
    zip,
    size: entry.size,
    async *stream(signal) {
      yield* checked(unpacked(await packedData(archive, entry, signal), entry, signal), entry);
    },
  };
}

/**
 * The packed bytes of an entry, as a part of the zip.
 * @throws PasskeepError ZIP_ENCRYPTED; ZIP_DAMAGED where the zip has not got it; FILE_UNREADABLE
 */
export async function packedData(archive: Blob, entry: DirectoryEntry, signal: AbortSignal): Promise<Blob> {
  if (entry.encrypted) throw new PasskeepError('ZIP_ENCRYPTED');
  try {
    return await entryData(archive, entry, signal);
  } catch (thrown) {
    throw thrown instanceof PasskeepError && thrown.code === 'DAMAGED'
      ? new PasskeepError('ZIP_DAMAGED', { cause: thrown })
      : thrown;
  }
}

function unpacked(data: Blob, { method }: DirectoryEntry, signal: AbortSignal): AsyncGenerator<Bytes> {
  if (method === 0) return blocksOf(data, signal);
  if (method === 8) return gathered(inflate(blocksOf(data, signal)), signal);
  // Packed in a way that neither the platform nor any messenger knows.
  throw new PasskeepError('FILE_UNREADABLE');
}

/** Puts small pieces together. */
async function* gathered(pieces: AsyncGenerator<Bytes>, signal: AbortSignal): AsyncGenerator<Bytes> {
  let parts: Bytes[] = [];
  let length = 0;
  for await (const piece of pieces) {
    signal.throwIfAborted();
    parts.push(piece);
    length += piece.length;
    if (length < BLOCK) continue;
    yield parts.length === 1 ? piece : concat(parts);
    [parts, length] = [[], 0];
  }
  if (length > 0) yield concat(parts);
}

async function* checked(blocks: AsyncGenerator<Bytes>, { size, crc }: DirectoryEntry): AsyncGenerator<Bytes> {
  let length = 0;
  let sum = 0;
  for await (const block of blocks) {
    length += block.length;
    if (length > size) throw new PasskeepError('ZIP_DAMAGED');
    sum = crc32(block, sum);
    yield block;
  }
  if (length !== size || sum !== crc) throw new PasskeepError('ZIP_DAMAGED');
}
