import type { Bytes } from '@/utils/bytes';
import { PasskeepError } from '@/utils/errors';
import type { VaultStorage } from '@/utils/storage/storage';
import type { ChunkIndex } from './chunk-index';
import { ChunkStore } from './chunk-store';
import { Chunker, MEDIA_CHUNKS, TEXT_CHUNKS } from './chunker';
import { encodeListedFile } from './file-list';
import type { ChunkId, VaultKeys } from './keys';
import { PackWriter } from './pack-writer';
import { type OnProgress, ProgressCounter } from './progress';
import type { SnapshotStore } from './snapshot-store';
import { readSource, type SourceBlock } from './source-reader';
import { looksLikeText } from './text';
import type { FileProblem, SourceEntry } from './types';

/** Problems that an archive names one by one; more are only counted. */
export const NAMED_PROBLEMS = 1000;

/** What a backup needs of the open vault. */
export interface BackupContext {
  readonly storage: VaultStorage;
  readonly keys: VaultKeys;
  readonly index: ChunkIndex;
  readonly snapshots: SnapshotStore;
}

/** A backup that is saved. */
export interface BackupOutcome {
  /** The new archive's name. */
  readonly archive: string;
  readonly addedBytes: number;
  readonly problems: readonly FileProblem[];
  readonly problemCount: number;
}

/**
 * Saves files as one archive. It is saved when this resolves: packs, then the index, then the snapshot, each durable
 * before the next. Files that cannot be read are left out and named; what else fails undoes the backup, and whatever
 * was saved before stays as it was. A backup that was killed has left packs that the next one finds and goes on from.
 * @throws PasskeepError NOTHING_TO_SAVE, STORAGE_FULL, STORAGE_REFUSED; an abort.
 */
export async function backUp(
  context: BackupContext,
  entries: readonly SourceEntry[],
  title: string,
  tell: OnProgress,
  signal: AbortSignal,
): Promise<BackupOutcome> {
  const { storage, keys, index, snapshots } = context;
  const bytesTotal = entries.reduce((sum, { file }) => sum + file.size, 0);
  const progress = new ProgressCounter(tell, { bytesTotal, filesTotal: entries.length });
  const packs = new PackWriter(storage, keys.recipient, signal);
  try {
    progress.phase('copying');
    const content = new BackupContent(keys, new ChunkStore(keys, index, packs));
    for await (const item of readSource(entries, signal)) {
      if ('problem' in item) content.fail(item.problem);
      else {
        await content.take(item);
        progress.bytes(item.bytes.length);
        if (!item.last) continue;
      }
      progress.file();
    }
    progress.phase('finishing');
    if (content.files === 0) throw new PasskeepError('NOTHING_TO_SAVE', { detail: { files: content.problemCount } });
    const list = await content.finish();
    await packs.finish();
    for (const pack of packs.written) index.add(pack);
    // An earlier backup that was killed left packs without an index; they are named along with this one's.
    const indexBytes = await index.write(storage, keys, [...index.orphans, ...packs.written], signal);
    const { name, bytes } = await snapshots.write(
      {
        kind: 'backup',
        ...snapshots.lineage(),
        title,
        files: content.files,
        bytes: content.bytes,
        addedBytes: packs.bytes + indexBytes,
        problems: content.problems,
        problemCount: content.problemCount,
        list,
      },
      signal,
    );
    const { problems, problemCount } = content;
    return { archive: name, addedBytes: packs.bytes + indexBytes + bytes, problems, problemCount };
  } catch (thrown) {
    await undo(context, packs);
    throw thrown;
  }
}

/** Takes back what a backup wrote that will not be an archive, so that it holds no space. */
async function undo({ storage, index }: BackupContext, packs: PackWriter): Promise<void> {
  await packs.settle().catch(() => {});
  const written = new Set(packs.written.map(({ id }) => id));
  const named = [...index.files].filter(([, ids]) => ids.some((id) => written.has(id)));
  // An index that also names packs of an earlier, interrupted backup stays, and so do its packs: they are no harm.
  if (named.some(([, ids]) => ids.some((id) => !written.has(id)))) return;
  // What cannot be removed now (the storage may be what failed) goes with the next clean-up.
  await index
    .removeFiles(
      storage,
      named.map(([path]) => path),
    )
    .catch(() => {});
  await index.removePacks(storage, [...written]).catch(() => {});
}

/** What the files of one backup come to. */
class BackupContent {
  readonly #keys: VaultKeys;
  readonly #store: ChunkStore;
  readonly #list: Chunker;
  readonly #listChunks: ChunkId[] = [];
  #chunker: Chunker;
  #chunks: ChunkId[] = [];
  files = 0;
  bytes = 0;
  readonly problems: FileProblem[] = [];
  problemCount = 0;

  constructor(keys: VaultKeys, store: ChunkStore) {
    this.#keys = keys;
    this.#store = store;
    this.#list = new Chunker(keys.gear, TEXT_CHUNKS);
    this.#chunker = this.#list;
  }

  async take({ entry, bytes, first, last }: SourceBlock): Promise<void> {
    if (first) {
      this.#chunker = new Chunker(this.#keys.gear, looksLikeText(bytes) ? TEXT_CHUNKS : MEDIA_CHUNKS);
      this.#chunks = [];
    }
    await this.#put(this.#chunker.push(bytes), this.#chunks);
    if (!last) return;
    await this.#put(this.#chunker.finish(), this.#chunks);
    this.files++;
    this.bytes += entry.file.size;
    const { path, file } = entry;
    const line = encodeListedFile({ path, size: file.size, modifiedAt: file.lastModified, chunks: this.#chunks });
    await this.#put(this.#list.push(line), this.#listChunks);
  }

  fail(problem: FileProblem): void {
    this.problemCount++;
    if (this.problems.length < NAMED_PROBLEMS) this.problems.push(problem);
  }

  /** The chunks of the file list. */
  async finish(): Promise<readonly ChunkId[]> {
    await this.#put(this.#list.finish(), this.#listChunks);
    return this.#listChunks;
  }

  async #put(chunks: readonly Bytes[], ids: ChunkId[]): Promise<void> {
    for (const id of await this.#store.put(chunks)) ids.push(id);
  }
}
