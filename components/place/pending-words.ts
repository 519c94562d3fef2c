import { bytes } from '@/components/figures';
import type { FolderState } from '@/utils/messages/state';
import { count, t } from '@/utils/words';

/** What is not in the folder yet: `Saved on this computer. Not yet in your folder: 2 backups, 120 MB.`; null for nothing. */
export function pendingWords({ pending }: FolderState): string | null {
  if (pending.files === 0) return null;
  const size = bytes(pending.bytes);
  return pending.backups > 0 ? count('pendingBackups', pending.backups, size) : t('pendingBytes', size);
}
