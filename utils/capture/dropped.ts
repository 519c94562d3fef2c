import { PasskeepError } from '@/utils/errors';
import { DEPTH_LIMIT, type Found, type Intake } from './intake';

interface Step {
  readonly entry: FileSystemEntry;
  readonly path: string;
  readonly depth: number;
}

/**
 * The files and folders in a drop. To be called while the drop event is handled: afterwards the browser empties `data`.
 * Text and links are left out.
 */
export function droppedEntries(data: DataTransfer): FileSystemEntry[] {
  const entries: FileSystemEntry[] = [];
  for (const item of data.items) {
    const entry = item.kind === 'file' ? item.webkitGetAsEntry() : null;
    if (entry) entries.push(entry);
  }
  return entries;
}

/**
 * Every file in `entries` and the folders in them, in the order in which the platform lists them. What cannot be read,
 * and what lies deeper than {@link DEPTH_LIMIT}, is found as a problem.
 * @throws {PasskeepError} TOO_MANY_FILES, CANCELLED
 */
export async function* walkEntries(
  entries: readonly FileSystemEntry[],
  intake: Intake,
  signal: AbortSignal,
): AsyncGenerator<Found> {
  const steps: Step[] = entries.map((entry) => ({ entry, path: intake.claim(entry.name), depth: 1 })).toReversed();
  for (let step = steps.pop(); step; step = steps.pop()) {
    if (signal.aborted) throw new PasskeepError('CANCELLED');
    if (isFolder(step.entry)) yield* openFolder(step.entry, step, steps, intake, signal);
    else yield await openFile(step.entry as FileSystemFileEntry, step.path, intake);
  }
}

async function* openFolder(
  folder: FileSystemDirectoryEntry,
  { path, depth }: Step,
  steps: Step[],
  intake: Intake,
  signal: AbortSignal,
): AsyncGenerator<Found> {
  intake.count();
  if (depth > DEPTH_LIMIT) {
    yield { kind: 'problem', problem: { path, code: 'FOLDER_TOO_DEEP' } };
    return;
  }
  const reader = folder.createReader();
  const folders: Step[] = [];
  for (;;) {
    if (signal.aborted) throw new PasskeepError('CANCELLED');
    const some = await readSome(reader);
    if (!some) yield { kind: 'problem', problem: { path, code: 'FILE_UNREADABLE' } };
    if (!some?.length) break;
    // A File costs a round trip to the browser's process: a whole batch of them at once is ten times as quick.
    const files = some.filter((entry) => !isFolder(entry)) as FileSystemFileEntry[];
    yield* await Promise.all(files.map((file) => openFile(file, `${path}/${file.name}`, intake)));
    for (const entry of some)
      if (isFolder(entry)) folders.push({ entry, path: `${path}/${entry.name}`, depth: depth + 1 });
  }
  steps.push(...folders.toReversed());
}

async function openFile(entry: FileSystemFileEntry, path: string, intake: Intake): Promise<Found> {
  intake.count();
  return await new Promise((resolve) => {
    entry.file(
      (file) => resolve({ kind: 'file', entry: { path, file } }),
      () => resolve({ kind: 'problem', problem: { path, code: 'FILE_UNREADABLE' } }),
    );
  });
}

/** The next entries, at most 100 in Chromium; none at the end, null where the folder cannot be read. */
async function readSome(reader: FileSystemDirectoryReader): Promise<FileSystemEntry[] | null> {
  return await new Promise((resolve) => reader.readEntries(resolve, () => resolve(null)));
}

function isFolder(entry: FileSystemEntry): entry is FileSystemDirectoryEntry {
  return entry.isDirectory;
}
