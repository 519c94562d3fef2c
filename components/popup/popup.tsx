import { appState, connectionFailure } from '@/components/app-state';
import { CaptureCard } from '@/components/captures/capture-card';
import { hasEnded } from '@/components/captures/capture-words';
import { EndedCapture } from '@/components/captures/ended-capture';
import { FailureNotice } from '@/components/failure-notice';
import { Announcer } from '@/components/jobs/announcer';
import { JobCard } from '@/components/jobs/job-card';
import type { AppState, CaptureState } from '@/utils/messages/state';
import { type Word, t } from '@/utils/words';
import type { JSX } from 'preact';
import { type FolderLines, folderLines } from './folder-lines';
import { openApp } from './open-app';
import { pageAwaited, pageBelow } from './page-below';
import { PopupBelow } from './popup-below';
import { PopupSummary } from './popup-summary';

/** The card under the toolbar button: how things stand, and what to do with the page that it is over. */
export function Popup(): JSX.Element {
  const state = pageAwaited.value ? appState.value : null;
  const ready = state?.vault === 'locked' || state?.vault === 'unlocked';
  const folder = ready ? folderLines(state) : null;
  const capture = state ? captureBelow(state) : undefined;
  const reading = capture !== undefined && !hasEnded(capture);
  // The best thing to do stands out, and nothing beside it.
  const offers = !reading && ready && pageBelow.value?.look?.client;
  const below = ready && !reading && <PopupBelow state={state} />;
  // A page that may export something is the rarer case: files come first.
  const last = pageBelow.value?.look && !offers;
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
      <Standing state={state} folder={folder} capture={capture} />
      {!last && below}
      {folder && (
        <button id="to-folder" class="wide" type="button" onClick={() => openApp('place')}>
          {t('toFolder')}
        </button>
      )}
      <button
        id={ready || !state ? 'to-backup' : 'to-setup'}
        class={folder || offers || reading ? 'wide plain-button' : 'wide'}
        type="button"
        disabled={!state}
        onClick={() => openApp(ready ? 'backup' : null)}
      >
        {t(ready || !state ? (offers || reading ? 'startFileBackup' : 'startBackup') : 'setUp')}
      </button>
      {last && below}
      <button id="open-app" class="quiet wide" type="button" onClick={() => openApp(null)}>
        {t('openApp')}
      </button>
      <Announcer />
    </main>
  );
}

interface StandingProps {
  readonly state: AppState | null;
  readonly folder: FolderLines | null;
  readonly capture: CaptureState | undefined;
}

/** What goes on or has just ended: the page's capture before any other work; else what is kept. */
function Standing({ state, folder, capture }: StandingProps): JSX.Element {
  if (connectionFailure.value) return <FailureNotice failure={connectionFailure.value} />;
  if (capture && hasEnded(capture))
    return <EndedCapture capture={capture} onArchive={(archive) => openApp('archives', archive)} />;
  if (capture) return <CaptureCard capture={capture} note={t('closePopup')} />;
  const job = state?.jobs.find(({ status }) => status === 'running' || status === 'queued');
  if (job) return <JobCard job={job} before={undefined} first note={t('closePopup')} />;
  return <PopupSummary state={state} folder={folder} />;
}

/** The capture of the page below: the one that goes on, or the last that has ended. */
function captureBelow({ captures }: AppState): CaptureState | undefined {
  const here = captures.filter(({ tab }) => tab === pageBelow.value?.tab);
  return here.find((one) => !hasEnded(one)) ?? here.at(-1);
}

function stateWord({ vault }: AppState): Word {
  if (vault === 'none') return 'stateNone';
  return vault === 'setup' ? 'stateSetup' : 'stateProtected';
}
