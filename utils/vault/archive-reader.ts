import type { Bytes } from '@/utils/bytes';
import { PasskeepError } from '@/utils/errors';
import type { ChunkReader } from './chunk-reader';
import { decodeFileList, type ListedFile } from './file-list';
import type { ChunkId } from './keys';
import type { BackupSnapshot } from './snapshot';

/** The files of an archive, in their order. @throws PasskeepError DAMAGED when the list cannot be read to its end. */
export async function* listedFiles(
  reader: ChunkReader,
  snapshot: BackupSnapshot,
  signal?: AbortSignal,
): AsyncGenerator<ListedFile> {
  yield* decodeFileList(undamaged(reader.read(snapshot.list, signal)));
}

async function* undamaged(pieces: AsyncIterable<Bytes | null>): AsyncGenerator<Bytes> {
  for await (const piece of pieces) {
    if (!piece) throw new PasskeepError('DAMAGED');
    yield piece;
  }
}

/** A file of an archive, and its bytes. */
export interface FileContent {
  readonly file: ListedFile;
  /** To be taken before the next file is asked for. @throws PasskeepError DAMAGED: missing, damaged, or of another size. */
  readonly content: AsyncGenerator<Bytes>;
}

/**
 * Files with their content. Chunks are read ahead across files, so that many small files are as quick as one large.
 * A file may be left in the middle; the rest of it is passed over. `use`: see {@link ChunkReader.read}.
 */
export async function* readFiles(
  reader: ChunkReader,
  files: AsyncIterable<ListedFile>,
  signal?: AbortSignal,
  use: 'kept' | 'passing' = 'kept',
): AsyncGenerator<FileContent> {
  const [shown, read] = twice(files);
  const chunks = reader.read(chunkNames(read), signal, use);
  try {
    for await (const file of shown) {
      let left = file.chunks.length;
      const next = async () => {
        left--;
        return (await chunks.next()).value ?? null;
      };
      yield { file, content: fileContent(file, next) };
      while (left > 0) await next();
    }
  } finally {
    // It waits where its last chunk was taken, with memory that it would use again.
    await chunks.return(undefined);
  }
}

async function* chunkNames(files: AsyncIterable<ListedFile>): AsyncGenerator<ChunkId> {
  for await (const file of files) yield* file.chunks;
}

async function* fileContent(file: ListedFile, next: () => Promise<Bytes | null>): AsyncGenerator<Bytes> {
  let size = 0;
  for (let chunk = 0; chunk < file.chunks.length; chunk++) {
    const bytes = await next();
    if (!bytes) throw new PasskeepError('DAMAGED');
    size += bytes.length;
    yield bytes;
  }
  if (size !== file.size) throw new PasskeepError('DAMAGED');
}

/**
 * The same items for two readers; what one has taken before the other is kept for it. When the items end in an error,
 * the first is told, in its place; the second, which only looks ahead, just ends.
 */
function twice<T>(items: AsyncIterable<T>): [AsyncGenerator<T>, AsyncGenerator<T>] {
  const source = items[Symbol.asyncIterator]();
  const kept: [T[], T[]] = [[], []];
  let failure: { readonly thrown: unknown } | undefined;
  const pull = async () => {
    try {
      const next = await source.next();
      if (!next.done) for (const each of kept) each.push(next.value);
    } catch (thrown) {
      failure = { thrown };
    }
  };
  async function* side(own: T[], isTold: boolean): AsyncGenerator<T> {
    for (;;) {
      if (own.length === 0) await pull();
      if (own.length === 0) break;
      yield own.shift() as T;
    }
    if (failure && isTold) throw failure.thrown;
  }
  return [side(kept[0], true), side(kept[1], false)];
}
