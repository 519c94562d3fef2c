import { FAILURE_WORDS } from '@/components/failure-words';
import { bytes } from '@/components/figures';
import { folderName } from '@/components/place/folder-name';
import { folderTrouble } from '@/components/place/folder-trouble';
import type { AppState, FolderState } from '@/utils/messages/state';
import { count, t } from '@/utils/words';

/** What the popup says of a folder that needs the user: in the line of the state, and below it. */
export interface FolderLines {
  readonly state: string;
  readonly body: string;
}

/** Null while nothing has to be done about the folder. */
export function folderLines(state: AppState): FolderLines | null {
  const trouble = folderTrouble(state);
  if (!state.folder || !trouble?.loud) return null;
  const waiting = waitingWords(state.folder);
  if (waiting !== null) return { state: t('stateNotInFolder'), body: waiting };
  const { what } = FAILURE_WORDS[trouble.failure?.code ?? 'UNEXPECTED'];
  return { state: t('stateFolder'), body: t(what) };
}

function waitingWords({ name, pending }: FolderState): string | null {
  if (pending.files === 0) return null;
  const size = bytes(pending.bytes);
  return pending.backups > 0
    ? count('popupPending', pending.backups, size, folderName(name))
    : t('popupPendingBytes', size, folderName(name));
}
