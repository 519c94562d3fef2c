import { PasskeepError } from '@/utils/errors';
import { listedFiles, type FileContent, readFiles } from './archive-reader';
import type { ChunkReader } from './chunk-reader';
import { isDamage } from './chunk-reader';
import type { ListedFile } from './file-list';
import { type OnProgress, ProgressCounter } from './progress';
import type { BackupSnapshot } from './snapshot';
import { type FileProblem, NAMED_PROBLEMS } from './types';

/** Takes restored files: a folder, a zip, one download. */
export interface RestoreSink {
  /**
   * Writes one file. Each piece of `content` is there only until the next one is asked for. What `content` throws must be
   * thrown on, and nothing of the file be left then.
   * @throws PasskeepError TARGET_REFUSED for this file alone; TARGET_GONE or TARGET_FULL ends the restore.
   */
  file(file: ListedFile, content: AsyncIterable<Uint8Array<ArrayBuffer>>, signal: AbortSignal): Promise<void>;
  /** After the last file. */
  finish(): Promise<void>;
}

/** What a restore came to. */
export interface RestoreOutcome {
  readonly problems: readonly FileProblem[];
  readonly problemCount: number;
}

/**
 * Restores the files of an archive, all of them or those at `paths`, byte for byte. A file that is damaged, or that the
 * target refuses, is named; the others are restored.
 * @throws PasskeepError DAMAGED when the list of files cannot be read, TARGET_GONE, TARGET_FULL; an abort.
 */
export async function restore(
  reader: ChunkReader,
  snapshot: BackupSnapshot,
  paths: readonly string[] | null,
  sink: RestoreSink,
  tell: OnProgress,
  signal: AbortSignal,
): Promise<RestoreOutcome> {
  const selected = await select(reader, snapshot, paths, signal);
  const progress = new ProgressCounter(tell, { filesTotal: selected.files, bytesTotal: selected.bytes });
  const problems: FileProblem[] = [];
  let problemCount = 0;
  progress.phase('copying');
  try {
    const files = wanted(listedFiles(reader, snapshot, signal), paths);
    for await (const item of readFiles(reader, files, signal, 'passing')) {
      signal.throwIfAborted();
      const failure = await restoreFile(item, sink, progress, signal);
      const code = failure === 'DAMAGED' && !reader.knows(item.file.chunks) ? 'MISSING' : failure;
      progress.file();
      if (!code) continue;
      problemCount++;
      if (problems.length < NAMED_PROBLEMS) problems.push({ path: item.file.path, code });
    }
  } catch (thrown) {
    // The list is damaged from here on: what came before it is kept, as a zip that can be opened.
    if (isDamage(thrown)) await sink.finish().catch(() => {});
    throw thrown;
  }
  progress.phase('finishing');
  await sink.finish();
  return { problems, problemCount };
}

async function restoreFile(
  { file, content }: FileContent,
  sink: RestoreSink,
  progress: ProgressCounter,
  signal: AbortSignal,
): Promise<'DAMAGED' | 'TARGET_REFUSED' | null> {
  try {
    await sink.file(file, counted(content, progress), signal);
    return null;
  } catch (thrown) {
    if (isDamage(thrown)) return 'DAMAGED';
    if (thrown instanceof PasskeepError && thrown.code === 'TARGET_REFUSED') return 'TARGET_REFUSED';
    throw thrown;
  }
}

async function* counted(content: FileContent['content'], progress: ProgressCounter): FileContent['content'] {
  for await (const bytes of content) {
    yield bytes;
    progress.bytes(bytes.length);
  }
}

async function* wanted(files: AsyncIterable<ListedFile>, paths: readonly string[] | null): AsyncGenerator<ListedFile> {
  const set = paths && new Set(paths);
  for await (const file of files) if (!set || set.has(file.path)) yield file;
}

/** Which files a restore is about. */
export interface Selection {
  readonly files: number;
  /** Sum of their sizes. */
  readonly bytes: number;
  /** The first of them. */
  readonly first: ListedFile | undefined;
}

/** Counts the files of an archive that are at `paths`, or all of them. @throws PasskeepError DAMAGED. */
export async function select(
  reader: ChunkReader,
  snapshot: BackupSnapshot,
  paths: readonly string[] | null,
  signal: AbortSignal,
): Promise<Selection> {
  let files = 0;
  let bytes = 0;
  let first: ListedFile | undefined;
  for await (const file of wanted(listedFiles(reader, snapshot, signal), paths)) {
    first ??= file;
    files++;
    bytes += file.size;
    if (!paths) return { files: snapshot.files, bytes: snapshot.bytes, first };
  }
  return { files, bytes, first };
}
