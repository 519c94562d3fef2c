import type { Bytes } from '@/utils/bytes';
import { type Failure, settle } from '@/utils/errors';
import { freeMemory } from '@/utils/free-memory';
import { type FileRange, type ReadRanges, sizeOf } from './read-ranges';
import type { FileProblem, SourceEntry } from './types';

/** Bytes read at a time, and how many reads go on at once, of how many bytes: one is not enough for small files. */
const BLOCK_SIZE = 8 * 2 ** 20;
const READS_IN_FLIGHT = 8;
const READ_AHEAD = 2 * BLOCK_SIZE;
/** Files up to this size are read together with their neighbours, and at most so many at a time. */
const SMALL = 2 * 2 ** 20;
const MOST_TOGETHER = 256;

/** A part of a file, in order. A file without bytes has one empty part. */
export interface SourceBlock {
  readonly entry: SourceEntry;
  /** Its number among the entries. */
  readonly index: number;
  readonly bytes: Bytes;
  readonly first: boolean;
  readonly last: boolean;
  /** To be called once nobody reads these bytes, nor those of blocks before, any more. */
  readonly release?: () => void;
}

/** A file that could not be read to its end; nothing more of it follows. */
export interface SourceFailure {
  readonly entry: SourceEntry;
  readonly index: number;
  readonly problem: FileProblem;
}

type Item = SourceBlock | SourceFailure;

/** Reads files one after the other, some reads ahead of the one who takes them. Memory: the reads in flight. */
export async function* readSource(
  entries: readonly SourceEntry[],
  read: ReadRanges,
  signal: AbortSignal,
): AsyncGenerator<Item> {
  const parts = partsToRead(entries);
  const ahead: { readonly items: Promise<readonly Item[]>; readonly size: number }[] = [];
  let bytesAhead = 0;
  const readMore = () => {
    while (ahead.length < READS_IN_FLIGHT && bytesAhead < READ_AHEAD) {
      const { value: together } = parts.next();
      if (!together) break;
      const size = sizeOf(together);
      ahead.push({ size, items: readItems(together, read) });
      bytesAhead += size;
    }
  };
  let failed = -1;
  for (readMore(); ahead.length > 0;) {
    signal.throwIfAborted();
    const { items: reading, size } = ahead.shift() as (typeof ahead)[0];
    const items = await reading;
    bytesAhead -= size;
    readMore();
    for (const item of items) {
      if (item.index === failed) continue;
      if ('problem' in item) failed = item.index;
      yield item;
    }
  }
}

interface Part extends FileRange {
  readonly entry: SourceEntry;
  readonly index: number;
}

/** What is read at a time: a block of a large file, or several small files. */
function* partsToRead(entries: readonly SourceEntry[]): Generator<readonly Part[], undefined> {
  let together: Part[] = [];
  let size = 0;
  for (const [index, entry] of entries.entries()) {
    const { file } = entry;
    const isSmall = file.size <= SMALL && isPlain(file);
    if (together.length > 0 && (!isSmall || size + file.size > BLOCK_SIZE || together.length >= MOST_TOGETHER)) {
      yield together;
      together = [];
      size = 0;
    }
    if (isSmall) {
      together.push({ entry, index, file, start: 0, end: file.size });
      size += file.size;
      continue;
    }
    for (let start = 0; start === 0 || start < file.size; start += BLOCK_SIZE)
      yield [{ entry, index, file, start, end: Math.min(start + BLOCK_SIZE, file.size) }];
  }
  if (together.length > 0) yield together;
}

/** Whether it is the platform's own: another one may read otherwise than a Blob that is made of it. */
function isPlain(file: File): boolean {
  return Object.getPrototypeOf(file) === File.prototype;
}

/**
 * Never rejects: what cannot be read is a problem of that file alone. Where several cannot be read together, each is read
 * by itself, so that only the one that is at fault is left out.
 */
async function readItems(parts: readonly Part[], read: ReadRanges): Promise<readonly Item[]> {
  // Without what is known of them here: they may go to another thread.
  const all = await settle(() => read(parts.map(({ file, start, end }) => ({ file, start, end }))));
  if (all.ok) return blocksOf(parts, all.value);
  const [first] = parts;
  if (first && parts.length === 1) return [failureOf(first, all.error)];
  const items: Item[] = [];
  for (const part of parts) items.push(...(await readItems([part], read)));
  return items;
}

/** The parts in the memory that they were read into; the last one gives it back. */
function blocksOf(parts: readonly Part[], memory: Bytes): SourceBlock[] {
  let at = 0;
  return parts.map(({ entry, index, file, start, end }, n) => {
    const bytes = memory.subarray(at, at + end - start);
    at += end - start;
    const isLast = n === parts.length - 1;
    const release = { ...(isLast && { release: () => freeMemory(memory) }) };
    return { entry, index, bytes, first: start === 0, last: end === file.size, ...release };
  });
}

function failureOf({ entry, index }: Part, { code }: Failure): SourceFailure {
  const isChanged = code === 'FILE_CHANGED';
  return { entry, index, problem: { path: entry.path, code: isChanged ? code : 'FILE_UNREADABLE' } };
}
