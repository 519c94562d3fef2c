import { bytes, moment } from '@/components/figures';
import type { AppState } from '@/utils/messages/state';
import { count, t } from '@/utils/words';
import type { JSX } from 'preact';

/** The last backup, and what is kept. Takes its room before the state is known, so that nothing jumps. */
export function PopupSummary({ state }: { state: AppState | null }): JSX.Element {
  return <div class="popup-body soft">{state && <Sentences state={state} />}</div>;
}

function Sentences({ state }: { state: AppState }): JSX.Element {
  if (state.vault === 'none') return <p>{t('popupNone')}</p>;
  if (state.vault === 'setup') return <p>{t('popupSetup')}</p>;
  if (state.lastBackupAt === null) return <p>{t('popupNoBackup')}</p>;
  return (
    <>
      <p>{t('lastBackup', moment(state.lastBackupAt))}</p>
      <p>{count('archivesKept', state.archives, bytes(state.storedBytes))}</p>
    </>
  );
}
