import { download } from '@/components/download';
import { nameJob } from '@/components/jobs/names';
import { pickFolder } from '@/components/pick-folder';
import { whileOpen } from '@/components/unlock/ceremony';
import { unwrap } from '@/utils/errors';
import { ask } from '@/utils/messages/client';
import type { RestoreTarget } from '@/utils/messages/protocol';
import type { Archive } from '@/utils/vault/types';

/** What is to be restored. */
export interface Selection {
  /** null: all files. */
  readonly paths: string[] | null;
  readonly files: number;
  readonly bytes: number;
}

/**
 * Asks for a folder and starts restoring into it. Called in the handler of a click, as the picker needs one.
 * @throws {PasskeepError} the codes of `pickFolder` and of `startRestore`
 */
export async function restoreToFolder(archive: Archive, selection: Selection, signal: AbortSignal): Promise<void> {
  const directory = await pickFolder('restore');
  await start(archive, selection, { kind: 'folder', directory }, signal);
}

/**
 * Starts a download: one file as it was, several as a zip.
 * @throws {PasskeepError} the codes of `startRestore`
 */
export async function downloadFiles(archive: Archive, selection: Selection, signal: AbortSignal): Promise<void> {
  const job = await start(archive, selection, { kind: 'download' }, signal);
  download(job);
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
