import type { Bytes } from '@/utils/bytes';
import type { ChunkStore } from './chunk-store';
import { Chunker, MEDIA_CHUNKS, TEXT_CHUNKS } from './chunker';
import type { Cutter } from './cutter';
import { encodeListedFile } from './file-list';
import type { ChunkId, VaultKeys } from './keys';
import { type KnownChunk, KnownCutter, type KnownFiles } from './known-files';
import type { SourceBlock, SourceFailure } from './source-reader';
import { looksLikeText } from './text';
import { type FileProblem, NAMED_PROBLEMS } from './types';

/** Chunks are stored together once there are this many bytes or chunks of them: one by one, small files would wait. */
const BATCH_BYTES = 4 * 2 ** 20;
const BATCH_CHUNKS = 512;

/** What describes the exports is cut and stored in pieces of this size. Bytes. */
const DETAILS_PIECE = 2 ** 20;

/** A file that goes into an archive: its path, and of the file itself what the list says. */
export interface ContentEntry {
  readonly path: string;
  readonly file: Pick<File, 'size' | 'lastModified'>;
}

/** Some of a file's bytes. */
export type ContentBlock = Omit<SourceBlock, 'entry'> & { readonly entry: ContentEntry };

/** A file some of whose chunks have no name yet. */
interface OpenFile {
  readonly entry: ContentEntry;
  readonly index: number;
  readonly cutter: Cutter;
  /** The chunks that it most likely has. */
  readonly expected: readonly KnownChunk[] | null;
  readonly chunks: ChunkId[];
  state: 'reading' | 'whole' | 'failed';
  /** It has others than expected, and so was cut at the wrong places. */
  isMistaken: boolean;
}

/** Turns the blocks of a backup's files into chunks, and the files into the list of files. */
export class BackupContent {
  readonly #keys: VaultKeys;
  readonly #store: ChunkStore;
  readonly #list: Chunker;
  readonly #listChunks: ChunkId[] = [];
  readonly #detailsChunks: ChunkId[] = [];
  #open: OpenFile[] = [];
  #batch: { readonly bytes: Bytes; readonly owner: OpenFile }[] = [];
  /** Gives back the memory that the batch is in. */
  #releases: (() => void)[] = [];
  #batchBytes = 0;
  /** The batch that is being stored while the next one gathers. */
  #storing: Promise<void> = Promise.resolve();
  /** Files that are in the list, and the sum of their sizes. */
  files = 0;
  bytes = 0;
  readonly problems: FileProblem[] = [];
  problemCount = 0;
  /** How files were cut before, as far as that is known. */
  known: KnownFiles | null = null;
  /** Files that were not what they were taken for, until somebody asks; and all that ever were. */
  #mistaken: ContentEntry[] = [];
  readonly #everMistaken = new Set<ContentEntry>();

  constructor(keys: VaultKeys, store: ChunkStore) {
    this.#keys = keys;
    this.#store = store;
    this.#list = new Chunker(keys.gear, TEXT_CHUNKS);
  }

  /** Takes the next block. Blocks of a file come in their order, one file after the other. */
  async take({ entry, index, bytes, first, last, release }: ContentBlock): Promise<void> {
    if (first) this.#open.push(this.#begin(entry, index, bytes));
    const file = this.#open.at(-1) as OpenFile;
    this.#gather(file, file.cutter.push(bytes));
    if (release) this.#releases.push(release);
    if (last) {
      this.#gather(file, file.cutter.finish());
      file.state = 'whole';
    }
    if (this.#batchBytes >= BATCH_BYTES || this.#batch.length >= BATCH_CHUNKS) await this.#storeBatch();
  }

  /** Leaves out a file that could not be read to its end. */
  fail({ index, problem }: SourceFailure): void {
    const file = this.#open.at(-1);
    if (file?.index === index) file.state = 'failed';
    this.problemCount++;
    if (this.problems.length < NAMED_PROBLEMS) this.problems.push(problem);
  }

  /**
   * The files that have changed though they looked as if they had not. They are left out so far: to be taken again, from
   * their beginning.
   */
  async mistaken(): Promise<readonly ContentEntry[]> {
    await this.#storeBatch();
    await this.#storing;
    return this.#mistaken.splice(0);
  }

  /** Stores what is known of the exports among the files. */
  async describe(details: Bytes): Promise<void> {
    await this.#storing;
    const chunker = new Chunker(this.#keys.gear, TEXT_CHUNKS);
    for (let start = 0; start < details.length; start += DETAILS_PIECE)
      await this.#put(chunker.push(details.subarray(start, start + DETAILS_PIECE)), this.#detailsChunks);
    await this.#put(chunker.finish(), this.#detailsChunks);
  }

  /** The chunks of {@link describe}; none where it was not called. */
  get details(): readonly ChunkId[] {
    return this.#detailsChunks;
  }

  /** Stores what is left. @returns the chunks of the list of files. */
  async finish(): Promise<readonly ChunkId[]> {
    await this.#storeBatch();
    await this.#storing;
    await this.#put(this.#list.finish(), this.#listChunks);
    return this.#listChunks;
  }

  #begin(entry: ContentEntry, index: number, start: Bytes): OpenFile {
    const expected = this.#everMistaken.has(entry) ? null : (this.known?.expect(entry.path, entry.file.size) ?? null);
    const sizes = looksLikeText(start) ? TEXT_CHUNKS : MEDIA_CHUNKS;
    const cutter = expected ? new KnownCutter(expected) : new Chunker(this.#keys.gear, sizes);
    return { entry, index, cutter, expected, chunks: [], state: 'reading', isMistaken: false };
  }

  #gather(owner: OpenFile, chunks: readonly Bytes[]): void {
    for (const bytes of chunks) {
      this.#batch.push({ bytes, owner });
      this.#batchBytes += bytes.length;
    }
  }

  /** Has the batch stored, once the one before it is. */
  async #storeBatch(): Promise<void> {
    const [batch, releases] = [this.#batch, this.#releases];
    this.#batch = [];
    this.#releases = [];
    this.#batchBytes = 0;
    const whole = this.#open.filter(({ state }) => state === 'whole');
    this.#open = this.#open.filter(({ state }) => state === 'reading');
    const chunks = batch.map(({ bytes }) => bytes);
    // The platform names them while the batch before is compressed and packed.
    const names = this.#store.name(chunks);
    names.catch(() => {});
    await this.#storing;
    this.#storing = (async () => {
      const named = (await names).map((id, at) => ({ id, ...(batch[at] as (typeof batch)[0]) }));
      for (const { id, owner } of named) {
        owner.isMistaken ||= owner.expected !== null && owner.expected[owner.chunks.length]?.id !== id;
        owner.chunks.push(id);
      }
      await this.#store.store(named.filter(({ owner }) => !owner.isMistaken));
      for (const file of whole) await (file.isMistaken ? this.#putOff(file) : this.#enlist(file));
      for (const release of releases) release();
    })();
    // Whoever waits for it next is told; until then a failure is not an unhandled one.
    this.#storing.catch(() => {});
  }

  /** Waits until nothing is on its way into packs any more, whatever became of it. */
  async settle(): Promise<void> {
    await this.#storing.catch(() => {});
  }

  #putOff({ entry }: OpenFile): void {
    this.#everMistaken.add(entry);
    this.#mistaken.push(entry);
  }

  async #enlist({ entry: { path, file }, chunks }: OpenFile): Promise<void> {
    this.files++;
    this.bytes += file.size;
    const line = encodeListedFile({ path, size: file.size, modifiedAt: file.lastModified, chunks });
    await this.#put(this.#list.push(line), this.#listChunks);
  }

  async #put(chunks: readonly Bytes[], names: ChunkId[]): Promise<void> {
    if (chunks.length === 0) return;
    for (const id of await this.#store.putMetadata(chunks)) names.push(id);
  }
}
