import { type ErrorCode, unwrap } from '@/utils/errors';
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
 * @throws {PasskeepError} the codes of `lookAtFolder` and `openFolder`
 */
export async function openPicked(directory: FileSystemDirectoryHandle): Promise<Picked | null> {
  const look = unwrap(await ask('lookAtFolder', { directory }));
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
