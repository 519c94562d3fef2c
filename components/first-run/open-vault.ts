import { type ErrorCode, PasskeepError, unwrap } from '@/utils/errors';
import { ask } from '@/utils/messages/client';
import type { FolderLook } from '@/utils/sync/look';

/** A folder that the user picked, in which there is no vault that can be opened, or not yet. */
export interface Picked {
  readonly directory: FileSystemDirectoryHandle;
  readonly look: FolderLook;
}

/** What is said of a vault whose files of keys have not come, or not whole. */
const KEYLESS: ReadonlySet<ErrorCode> = new Set(['VAULT_UNREADABLE', 'VAULT_MISSING']);

/**
 * Takes the vault that is in a picked folder for this browser's, which has none. Null when that is done.
 * @throws {PasskeepError} TARGET_REFUSED where it may not be read, the other codes of `lookAtFolder` and `openFolder`
 */
export async function openPicked(directory: FileSystemDirectoryHandle): Promise<Picked | null> {
  const looked = await ask('lookAtFolder', { directory });
  // Its words speak of the folder that the vault lives in, which this is not.
  if (!looked.ok && looked.error.code === 'FOLDER_DENIED') throw new PasskeepError('TARGET_REFUSED');
  const look = unwrap(looked);
  if (look.holds !== 'same') return { directory, look };
  const opened = await ask('openFolder', { directory: look.directory });
  if (!opened.ok && KEYLESS.has(opened.error.code)) return { directory, look };
  unwrap(opened);
  return null;
}

/**
 * Starts taking in a vault from a zip of its files; its job tells the rest.
 * @throws {PasskeepError} the codes of `startImport`
 */
export async function importZip(file: File): Promise<void> {
  unwrap(await ask('startImport', { file }));
}
