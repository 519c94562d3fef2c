import type { ErrorCode, Failure } from '@/utils/errors';
import type { FolderState } from '@/utils/messages/state';
import type { PlaceOutline } from '@/utils/sync/folder-place';

const ACCESS: Partial<Record<ErrorCode, FolderState['access']>> = {
  FOLDER_DENIED: 'ask',
  FOLDER_GONE: 'gone',
  FOLDER_EMPTIED: 'emptied',
  FOLDER_OTHER_VAULT: 'other',
};

/** What is shown of the folder: what it looks like, and what the last try to reach it came to. */
export function folderState(place: PlaceOutline, failure: Failure | null, pendingBackups: number): FolderState {
  const { name, keepsCopy, syncedAt, letIn, pendingFiles: files, pendingBytes: bytes } = place;
  const access = letIn ? ((failure && ACCESS[failure.code]) ?? 'ready') : 'ask';
  return {
    name,
    access,
    keepsCopy,
    syncedAt,
    pending: { files, bytes, backups: files > 0 ? pendingBackups : 0 },
    failure: access === 'ready' ? failure : null,
  };
}
