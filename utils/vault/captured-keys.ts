import { type Bytes, concat } from '@/utils/bytes';
import { parseObject } from '@/utils/messengers/json/parse-object';
import { LONGEST_NAME } from '@/utils/page/limits';
import { MOST_KNOWN } from '@/utils/page/protocol';
import type { ChunkReader } from './chunk-reader';
import type { ListedFile } from './file-list';

/** Chunks of a file's end that are looked through at first, and at last: some 128 KiB, and 8 MiB. */
const FIRST_CHUNKS = 8;
const MOST_CHUNKS = 512;

/**
 * The keys of the last messages in the file of a captured view, the newest last; at most {@link MOST_KNOWN}. Fewer, or none,
 * where its end is damaged: what is before that is not its newest.
 */
export async function lastKeys(reader: ChunkReader, file: ListedFile, signal?: AbortSignal): Promise<string[]> {
  for (let count = FIRST_CHUNKS; ; count *= 2) {
    const { bytes, isWhole } = await ending(reader, file.chunks.slice(-count), signal);
    const keys = keysIn(bytes);
    const isAll = !isWhole || count >= Math.min(file.chunks.length, MOST_CHUNKS);
    if (isAll || keys.length >= MOST_KNOWN) return keys.slice(-MOST_KNOWN);
  }
}

/** These chunks, from the last one on that is missing or damaged. */
async function ending(
  reader: ChunkReader,
  chunks: ListedFile['chunks'],
  signal: AbortSignal | undefined,
): Promise<{ readonly bytes: Bytes; readonly isWhole: boolean }> {
  const read = await Array.fromAsync(reader.read(chunks, signal));
  const sound = read.slice(read.lastIndexOf(null) + 1).filter((chunk) => chunk !== null);
  return { bytes: concat(sound), isWhole: sound.length === read.length };
}

/** The keys in lines of a file; what comes before the first line feed may be the end of a line. */
function keysIn(bytes: Bytes): string[] {
  return new TextDecoder()
    .decode(bytes.subarray(bytes.indexOf(10) + 1))
    .split('\n')
    .flatMap((line) => {
      const object = parseObject(line);
      const key = object?.['type'] === 'message' ? object['key'] : null;
      return typeof key === 'string' && key !== '' && key.length <= LONGEST_NAME ? [key] : [];
    });
}
