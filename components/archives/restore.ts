import { nameJob } from '@/components/jobs/names';
import { whileOpen } from '@/components/unlock/ceremony';
import { PasskeepError, unwrap } from '@/utils/errors';
import { ask } from '@/utils/messages/client';
import type { RestoreTarget } from '@/utils/messages/protocol';
import type { Archive } from '@/utils/vault/types';
import { fetchDownload } from './downloads';
import { pickers } from './pickers';

/** What is to be restored. */
export interface Selection {
  /** null: all files. */
  readonly paths: string[] | null;
  readonly files: number;
  readonly bytes: number;
  /** The path, where it is one file. */
  readonly only: string | null;
}

/** Whether this browser lets the user pick a folder to write to. */
export function canPickFolder(): boolean {
  return pickers.showDirectoryPicker !== undefined;
}

/**
 * Asks for a folder and starts restoring into it. Called in the handler of a click, as the picker needs one.
 * @throws {PasskeepError} CANCELLED when no folder is picked, TARGET_REFUSED, and the codes of `startRestore`
 */
export async function restoreToFolder(archive: Archive, selection: Selection): Promise<void> {
  const directory = await picked(() => pickers.showDirectoryPicker?.({ id: 'restore', mode: 'readwrite' }));
  await start(archive, selection, { kind: 'folder', directory });
}

/**
 * Starts a download: one file as it was, several as a zip. It streams, so that its size does not matter.
 * @throws {PasskeepError} the codes of `startRestore`
 */
export async function downloadFiles(archive: Archive, selection: Selection): Promise<void> {
  fetchDownload(await start(archive, selection, { kind: 'download' }));
}

async function start(archive: Archive, { paths }: Selection, target: RestoreTarget): Promise<string> {
  const { signal } = new AbortController();
  const work = async (): Promise<string> => unwrap(await ask('startRestore', { archive: archive.id, paths, target }));
  const job = await whileOpen(work, signal);
  nameJob(job, archive.title);
  return job;
}

async function picked<T>(pick: () => Promise<T> | undefined): Promise<T> {
  try {
    const target = await pick();
    if (target !== undefined) return target;
  } catch (cause) {
    const cancelled = cause instanceof DOMException && cause.name === 'AbortError';
    throw new PasskeepError(cancelled ? 'CANCELLED' : 'TARGET_REFUSED', { cause });
  }
  throw new PasskeepError('TARGET_REFUSED');
}
