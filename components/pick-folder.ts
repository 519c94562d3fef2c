import { PasskeepError } from '@/utils/errors';

/** The folder picker of the File System Access API (WICG), which TypeScript's library does not know. */
interface FolderPicker {
  showDirectoryPicker(options: { id: string; mode: 'readwrite' }): Promise<FileSystemDirectoryHandle>;
}

const picker = globalThis as Partial<FolderPicker>;

/** Whether this browser lets the user pick a folder to write to. */
export function canPickFolder(): boolean {
  return picker.showDirectoryPicker !== undefined;
}

/**
 * Asks for a folder to read and write. Called in the handler of a click, as the picker needs one.
 * @param purpose the browser opens the picker where it was last used for the same
 * @throws {PasskeepError} CANCELLED when no folder is picked, TARGET_REFUSED
 */
export async function pickFolder(purpose: 'restore' | 'vault'): Promise<FileSystemDirectoryHandle> {
  try {
    const directory = await picker.showDirectoryPicker?.({ id: purpose, mode: 'readwrite' });
    if (directory) return directory;
  } catch (cause) {
    const cancelled = cause instanceof DOMException && cause.name === 'AbortError';
    throw new PasskeepError(cancelled ? 'CANCELLED' : 'TARGET_REFUSED', { cause });
  }
  throw new PasskeepError('TARGET_REFUSED');
}
