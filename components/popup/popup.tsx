import { appState, connectionFailure } from '@/components/app-state';
import { FailureNotice } from '@/components/failure-notice';
import { JobCard } from '@/components/jobs/job-card';
import { type View, sendMessage } from '@/utils/messages/protocol';
import type { AppState } from '@/utils/messages/state';
import { type Word, t } from '@/utils/words';
import type { JSX } from 'preact';
import { folderLines } from './folder-lines';
import { PopupSummary } from './popup-summary';

/** The card under the toolbar button: how things stand, and one thing to do. */
export function Popup(): JSX.Element {
  const state = appState.value;
  const ready = state?.vault === 'locked' || state?.vault === 'unlocked';
  const folder = ready ? folderLines(state) : null;
  const job = state?.jobs.find(({ status }) => status === 'running' || status === 'queued');
  return (
    <main class="popup" aria-busy={!state}>
      <h1 class="visually-hidden">{t('extName')}</h1>
      <p id="popup-state" class="state" data-vault={state?.vault}>
        {state && (
          <>
            <span class={ready && !folder ? 'dot' : 'dot warn'} />
            {folder ? folder.state : t(stateWord(state))}
          </>
        )}
        {ready && <small class="soft">{t(state.vault === 'unlocked' ? 'stateUnlocked' : 'stateLocked')}</small>}
      </p>
      {connectionFailure.value ? (
        <FailureNotice failure={connectionFailure.value} />
      ) : job ? (
        <JobCard job={job} before={undefined} first note={t('closePopup')} />
      ) : (
        <PopupSummary state={state} folder={folder} />
      )}
      {folder && (
        <button id="to-folder" class="wide" type="button" onClick={() => open('place')}>
          {t('toFolder')}
        </button>
      )}
      <button
        id={ready || !state ? 'to-backup' : 'to-setup'}
        class={folder ? 'wide plain-button' : 'wide'}
        type="button"
        disabled={!state}
        onClick={() => open(ready ? 'backup' : null)}
      >
        {t(ready || !state ? 'startBackup' : 'setUp')}
      </button>
      <button id="open-app" class="quiet wide" type="button" onClick={() => open(null)}>
        {t('openApp')}
      </button>
    </main>
  );
}

function stateWord({ vault }: AppState): Word {
  if (vault === 'none') return 'stateNone';
  return vault === 'setup' ? 'stateSetup' : 'stateProtected';
}

function open(view: View | null): void {
  void sendMessage('openApp', { view }).finally(() => window.close());
}
