import { bytes, moment } from '@/components/figures';
import { folderName } from '@/components/place/folder-name';
import type { AppState } from '@/utils/messages/state';
import { count, t } from '@/utils/words';
import type { JSX } from 'preact';
import type { FolderLines } from './folder-lines';

interface Props {
  readonly state: AppState | null;
  /** What the folder needs. */
  readonly folder: FolderLines | null;
}

/** The last backup, and what is kept. Takes its room before the state is known, so that nothing jumps. */
export function PopupSummary({ state, folder }: Props): JSX.Element {
  return <div class="popup-body soft">{state && <Sentences state={state} folder={folder} />}</div>;
}

function Sentences({ state, folder }: Props & { state: AppState }): JSX.Element {
  if (state.vault === 'none') return <p>{t('popupNone')}</p>;
  if (state.vault === 'setup') return <p>{t('popupSetup')}</p>;
  if (state.readsOnly) return <p>{t('keysReadsOnlyPopup')}</p>;
  if (state.lastBackupAt === null) return <p>{t('popupNoBackup')}</p>;
  const size = bytes(state.storedBytes);
  return (
    <>
      <p>{t('lastBackup', moment(state.lastBackupAt))}</p>
      <p id="popup-kept">
        {folder?.body ??
          (state.folder
            ? count('archivesInFolder', state.archives, size, folderName(state.folder.name))
            : count('archivesKept', state.archives, size))}
      </p>
    </>
  );
}
