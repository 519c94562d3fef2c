import type { Bytes } from '@/utils/bytes';
import { settle } from '@/utils/errors';
import { listedFiles } from './archive-reader';
import type { ChunkReader } from './chunk-reader';
import { Cutter } from './cutter';
import type { ListedFile } from './file-list';
import type { ChunkId } from './keys';
import type { NamedBackup } from './snapshot-store';

/** Smaller files are cut as quickly as they are looked up; and so many are remembered at most. Bytes. */
const SMALLEST = 64 * 2 ** 10;
const MOST_FILES = 100_000;

/** A chunk that a file is expected to have. */
export interface KnownChunk {
  readonly id: ChunkId;
  /** Bytes. */
  readonly length: number;
}

/**
 * How the larger files of an earlier archive were cut. A file of the same name and size is most likely the same, and is cut
 * at the same places, without looking for them: that is most of the work on what has not changed. Whether it is the same,
 * the names of its chunks tell.
 */
export class KnownFiles {
  readonly #chunks = new Map<string, readonly ChunkId[]>();
  readonly #lengthOf: (id: ChunkId) => number | undefined;

  /** @param lengthOf the bytes of a chunk that the vault has */
  constructor(lengthOf: (id: ChunkId) => number | undefined) {
    this.#lengthOf = lengthOf;
  }

  /** Remembers the files of an archive, as far as the list of them comes. */
  async learn(files: AsyncIterable<ListedFile>): Promise<void> {
    for await (const { path, size, chunks } of files) {
      if (this.#chunks.size >= MOST_FILES) break;
      if (size >= SMALLEST) this.#chunks.set(nameOf(path, size), chunks);
    }
  }

  /** The chunks that a file most likely has; null where nothing is known of it. */
  expect(path: string, size: number): readonly KnownChunk[] | null {
    const ids = this.#chunks.get(nameOf(path, size)) ?? [];
    const known = ids.map((id) => ({ id, length: this.#lengthOf(id) ?? 0 }));
    const isWhole = known.every(({ length }) => length > 0);
    return isWhole && size > 0 && known.reduce((sum, { length }) => sum + length, 0) === size ? known : null;
  }
}

/**
 * What is known of the files of the newest of these archives that has the title, or of all. Where its list of files cannot be
 * read there is only more to do; and where that is for damage, the backup does not rely on that pack any more.
 * @param backups the newest first. @throws an abort
 */
export async function knownFiles(
  reader: ChunkReader,
  backups: readonly NamedBackup[],
  title: string,
  signal: AbortSignal,
): Promise<KnownFiles> {
  const known = new KnownFiles((id) => reader.lengthOf(id));
  const earlier = backups.find(({ snapshot }) => snapshot.title === title) ?? backups[0];
  if (earlier) await settle(() => known.learn(listedFiles(reader, earlier.snapshot, signal)));
  signal.throwIfAborted();
  return known;
}

/** Folders are called otherwise each week. */
function nameOf(path: string, size: number): string {
  return `${size} ${path.slice(path.lastIndexOf('/') + 1)}`;
}

/** Cuts a file where it is expected to be cut. */
export class KnownCutter extends Cutter {
  readonly #chunks: readonly KnownChunk[];
  #next = 0;

  constructor(chunks: readonly KnownChunk[]) {
    super();
    this.#chunks = chunks;
  }

  protected override cut(bytes: Bytes, start: number, length: number): number {
    const end = start - length + (this.#chunks[this.#next]?.length ?? Number.POSITIVE_INFINITY);
    if (end > bytes.length) return 0;
    this.#next++;
    return end;
  }
}
