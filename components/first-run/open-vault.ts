import { unwrap } from '@/utils/errors';
import { ask } from '@/utils/messages/client';
import type { FolderLook } from '@/utils/sync/look';

/** A folder that the user picked, in which there is no vault that can be opened, or not yet. */
export interface Picked {
  readonly directory: FileSystemDirectoryHandle;
  readonly look: FolderLook;
}

/**
 * Takes the vault that is in a picked folder for this browser's, which has none. Null when that is done.
 * @throws {PasskeepError} the codes of `lookAtFolder` and `openFolder`
 */
export async function openPicked(directory: FileSystemDirectoryHandle): Promise<Picked | null> {
  const look = unwrap(await ask('lookAtFolder', { directory }));
  if (look.holds !== 'same') return { directory, look };
  unwrap(await ask('openFolder', { directory: look.directory }));
  return null;
}

/**
 * Starts taking in a vault from a zip of its files; its job tells the rest.
 * @throws {PasskeepError} the codes of `startImport`
 */
export async function importZip(file: File): Promise<void> {
  unwrap(await ask('startImport', { file }));
}
