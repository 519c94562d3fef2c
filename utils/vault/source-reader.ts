import type { Bytes } from '@/utils/bytes';
import { freeMemory } from '@/utils/free-memory';
import { PasskeepError } from '@/utils/errors';
import type { FileProblem, SourceEntry } from './types';

/** Bytes read at a time, and how many reads go on at once, of how many bytes: one is not enough for small files. */
const BLOCK_SIZE = 8 * 2 ** 20;
const READS_IN_FLIGHT = 8;
const READ_AHEAD = 3 * BLOCK_SIZE;
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
export async function* readSource(entries: readonly SourceEntry[], signal: AbortSignal): AsyncGenerator<Item> {
  const parts = partsToRead(entries);
  const ahead: { readonly items: Promise<readonly Item[]>; readonly size: number }[] = [];
  let bytesAhead = 0;
  const readMore = () => {
    while (ahead.length < READS_IN_FLIGHT && bytesAhead < READ_AHEAD) {
      const { value: together } = parts.next();
      if (!together) break;
      const size = together.reduce((sum, { start, end }) => sum + end - start, 0);
      ahead.push({ size, items: together.length === 1 ? readAlone(together[0] as Part) : readTogether(together) });
      bytesAhead += size;
    }
  };
  let failed = -1;
  for (readMore(); ahead.length > 0;) {
    signal.throwIfAborted();
    const { items: read, size } = ahead.shift() as (typeof ahead)[0];
    const items = await read;
    bytesAhead -= size;
    readMore();
    for (const item of items) {
      if (item.index === failed) continue;
      if ('problem' in item) failed = item.index;
      yield item;
    }
  }
}

interface Part {
  readonly entry: SourceEntry;
  readonly index: number;
  readonly start: number;
  /** Exclusive. */
  readonly end: number;
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
      together.push({ entry, index, start: 0, end: file.size });
      size += file.size;
      continue;
    }
    for (let start = 0; start === 0 || start < file.size; start += BLOCK_SIZE)
      yield [{ entry, index, start, end: Math.min(start + BLOCK_SIZE, file.size) }];
  }
  if (together.length > 0) yield together;
}

/** Whether it is the platform's own: another one may read otherwise than a Blob that is made of it. */
function isPlain(file: File): boolean {
  return Object.getPrototypeOf(file) === File.prototype;
}

/**
 * Small files by one read of a Blob that is all of them: asking the browser for each by itself takes many times as long as
 * reading it. Where that fails, each by itself, so that only the one that is at fault is left out.
 */
async function readTogether(parts: readonly Part[]): Promise<readonly Item[]> {
  const sizes = parts.map(({ end }) => end);
  const whole = await new Blob(parts.map(({ entry }) => entry.file)).arrayBuffer().catch(() => null);
  if (whole?.byteLength !== sizes.reduce((sum, size) => sum + size, 0)) {
    const items: Item[] = [];
    for (const part of parts) items.push(...(await readAlone(part)));
    return items;
  }
  let at = 0;
  const items = parts.map(({ entry, index, end }) => {
    const bytes = new Uint8Array(whole, at, end);
    at += end;
    return { entry, index, bytes, first: true, last: true };
  });
  return items.map((item, n) => (n < items.length - 1 ? item : { ...item, release: () => freeMemory(item.bytes) }));
}

/** Never rejects: what cannot be read is a problem of that file alone. */
async function readAlone({ entry, index, start, end }: Part): Promise<readonly [Item]> {
  const { file } = entry;
  try {
    // Making a slice waits for the browser.
    const block = start === 0 && end === file.size ? file : file.slice(start, end);
    const bytes = new Uint8Array(await block.arrayBuffer());
    if (bytes.length !== end - start) throw new PasskeepError('FILE_CHANGED');
    return [{ entry, index, bytes, first: start === 0, last: end === file.size, release: () => freeMemory(bytes) }];
  } catch (thrown) {
    // Browsers say NotReadableError for a file that was changed, moved or may not be read, NotFoundError for one gone.
    const gone = thrown instanceof DOMException && thrown.name === 'NotFoundError';
    const code = gone || start === 0 ? 'FILE_UNREADABLE' : 'FILE_CHANGED';
    return [{ entry, index, problem: { path: entry.path, code } }];
  }
}
