import { type Bytes, fromUtf8, utf8 } from '@/utils/bytes';
import { PasskeepError } from '@/utils/errors';
import type { ChunkId } from './keys';
import type { ArchiveFile } from './types';

/** A file of an archive and the chunks it is made of, in their order. */
export interface ListedFile extends ArchiveFile {
  readonly chunks: readonly ChunkId[];
}

const CHUNK_ID = /^[A-Za-z0-9_-]{43}$/;
/** A line of a list holds one file: 1 GiB of line would be a file of 6 TB. Characters. */
const LONGEST_LINE = 2 ** 28;

/** One line of a file list: a JSON object and a line feed. */
export function encodeListedFile({ path, size, modifiedAt, chunks }: ListedFile): Bytes {
  return utf8(`${JSON.stringify({ path, size, modifiedAt, chunks })}\n`);
}

/**
 * The files of a list whose bytes come in pieces. Memory: one line.
 * @throws PasskeepError DAMAGED when a line is not what {@link encodeListedFile} writes.
 */
export async function* decodeFileList(pieces: AsyncIterable<Bytes>): AsyncGenerator<ListedFile> {
  let parts: Bytes[] = [];
  let length = 0;
  for await (const piece of pieces) {
    let rest = piece;
    for (let end = rest.indexOf(10); end >= 0; end = rest.indexOf(10)) {
      parts.push(rest.subarray(0, end));
      yield decodeLine(parts);
      parts = [];
      length = 0;
      rest = rest.subarray(end + 1);
    }
    parts.push(rest);
    length += rest.length;
    if (length > LONGEST_LINE) throw new PasskeepError('DAMAGED');
  }
  if (length > 0) throw new PasskeepError('DAMAGED');
}

function decodeLine(parts: readonly Bytes[]): ListedFile {
  const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
  try {
    const text =
      parts.length === 1
        ? fromUtf8(parts[0] as Bytes)
        : parts.map((part) => decoder.decode(part, { stream: true })).join('') + decoder.decode();
    const { path, size, modifiedAt, chunks } = JSON.parse(text) as ListedFile;
    const sound =
      typeof path === 'string' &&
      isCount(size) &&
      typeof modifiedAt === 'number' &&
      Array.isArray(chunks) &&
      chunks.every((id) => typeof id === 'string' && CHUNK_ID.test(id));
    if (!sound) throw new PasskeepError('DAMAGED');
    return { path, size, modifiedAt, chunks };
  } catch (cause) {
    throw new PasskeepError('DAMAGED', { cause });
  }
}

/** Whether a value from outside is a whole number that counts something. */
export function isCount(value: unknown): value is number {
  return Number.isSafeInteger(value) && (value as number) >= 0;
}
