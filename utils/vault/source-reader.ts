import type { Bytes } from '@/utils/bytes';
import { PasskeepError } from '@/utils/errors';
import type { FileProblem, SourceEntry } from './types';

/** Bytes read at a time, and how many reads go on at once: one is not enough for small files. */
const BLOCK_SIZE = 4 * 2 ** 20;
const READS_IN_FLIGHT = 8;

/** A part of a file, in order. A file without bytes has one empty part. */
export interface SourceBlock {
  readonly entry: SourceEntry;
  /** Its number among the entries. */
  readonly index: number;
  readonly bytes: Bytes;
  readonly first: boolean;
  readonly last: boolean;
}

/** A file that could not be read to its end; nothing more of it follows. */
export interface SourceFailure {
  readonly entry: SourceEntry;
  readonly index: number;
  readonly problem: FileProblem;
}

/** Reads files one after the other, some reads ahead of the one who takes them. Memory: the reads in flight. */
export async function* readSource(
  entries: readonly SourceEntry[],
  signal: AbortSignal,
): AsyncGenerator<SourceBlock | SourceFailure> {
  const parts = filesInParts(entries);
  const ahead: Promise<SourceBlock | SourceFailure>[] = [];
  const readMore = () => {
    const part = parts.next();
    if (!part.done) ahead.push(readPart(part.value));
  };
  for (let read = 0; read < READS_IN_FLIGHT; read++) readMore();
  let failed = -1;
  while (ahead.length > 0) {
    signal.throwIfAborted();
    const block = await (ahead.shift() as Promise<SourceBlock | SourceFailure>);
    readMore();
    if (block.index === failed) continue;
    if ('problem' in block) failed = block.index;
    yield block;
  }
}

interface Part {
  readonly entry: SourceEntry;
  readonly index: number;
  readonly start: number;
}

function* filesInParts(entries: readonly SourceEntry[]): Generator<Part> {
  for (const [index, entry] of entries.entries())
    for (let start = 0; start === 0 || start < entry.file.size; start += BLOCK_SIZE) yield { entry, index, start };
}

/** Never rejects: what cannot be read is a problem of that file alone. */
async function readPart({ entry, index, start }: Part): Promise<SourceBlock | SourceFailure> {
  const { file } = entry;
  const end = Math.min(start + BLOCK_SIZE, file.size);
  try {
    const bytes = new Uint8Array(await file.slice(start, end).arrayBuffer());
    if (bytes.length !== end - start) throw new PasskeepError('FILE_CHANGED');
    return { entry, index, bytes, first: start === 0, last: end === file.size };
  } catch (thrown) {
    // Browsers say NotReadableError for a file that was changed, moved or may not be read, NotFoundError for one gone.
    const gone = thrown instanceof DOMException && thrown.name === 'NotFoundError';
    const code = gone || start === 0 ? 'FILE_UNREADABLE' : 'FILE_CHANGED';
    return { entry, index, problem: { path: entry.path, code } };
  }
}
