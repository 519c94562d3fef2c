import { nameJob } from '@/components/jobs/names';
import { whileOpen } from '@/components/unlock/ceremony';
import { PasskeepError, unwrap } from '@/utils/errors';
import { ask } from '@/utils/messages/client';
import { downloadPath } from '@/utils/messages/download';
import type { RestoreTarget } from '@/utils/messages/protocol';
import type { Archive } from '@/utils/vault/types';

/** The folder picker of the File System Access API (WICG), which TypeScript's library does not know. */
interface FolderPicker {
  showDirectoryPicker(options: { id: string; mode: 'readwrite' }): Promise<FileSystemDirectoryHandle>;
}

const picker = globalThis as Partial<FolderPicker>;

/** What is to be restored. */
export interface Selection {
  /** null: all files. */
  readonly paths: string[] | null;
  readonly files: number;
  readonly bytes: number;
}

/** Whether this browser lets the user pick a folder to write to. */
export function canPickFolder(): boolean {
  return picker.showDirectoryPicker !== undefined;
}

/**
 * Asks for a folder and starts restoring into it. Called in the handler of a click, as the picker needs one.
 * @throws {PasskeepError} CANCELLED when no folder is picked, TARGET_REFUSED, and the codes of `startRestore`
 */
export async function restoreToFolder(archive: Archive, selection: Selection, signal: AbortSignal): Promise<void> {
  const directory = await pickFolder();
  await start(archive, selection, { kind: 'folder', directory }, signal);
}

/**
 * Starts a download: one file as it was, several as a zip.
 * @throws {PasskeepError} the codes of `startRestore`
 */
export async function downloadFiles(archive: Archive, selection: Selection, signal: AbortSignal): Promise<void> {
  const job = await start(archive, selection, { kind: 'download' }, signal);
  // What answers there is an attachment: the browser saves it, and the page stays.
  const link = document.createElement('a');
  link.href = downloadPath(job);
  link.click();
}

async function start(
  archive: Archive,
  { paths }: Selection,
  target: RestoreTarget,
  signal: AbortSignal,
): Promise<string> {
  const request = { archive: archive.id, paths, target };
  const job = await whileOpen(async () => unwrap(await ask('startRestore', request)), signal);
  nameJob(job, archive.title);
  return job;
}

async function pickFolder(): Promise<FileSystemDirectoryHandle> {
  try {
    const directory = await picker.showDirectoryPicker?.({ id: 'restore', mode: 'readwrite' });
    if (directory) return directory;
  } catch (cause) {
    const cancelled = cause instanceof DOMException && cause.name === 'AbortError';
    throw new PasskeepError(cancelled ? 'CANCELLED' : 'TARGET_REFUSED', { cause });
  }
  throw new PasskeepError('TARGET_REFUSED');
}
