import { t } from '@/utils/words';
import type { ComponentChildren, JSX } from 'preact';
import { appState, connectionFailure } from './app-state';
import { address } from './address';
import { AboutView } from './about/about-view';
import { ArchivesView } from './archives/archives-view';
import { BackupView } from './backup/backup-view';
import { FailureNotice } from './failure-notice';
import { Heading } from './heading';
import { CONSENT_VERSION } from './first-run/consent';
import { ConsentStep } from './first-run/consent-step';
import { FirstRun, inFirstRun } from './first-run/first-run';
import { Jobs } from './jobs/jobs';
import { KeysView } from './keys/keys-view';
import { Nav } from './nav';
import { FolderNotice } from './place/folder-notice';
import { PlaceView } from './place/place-view';

/** The app in its tab: the first run, or the navigation and the view that the address names. */
export function App(): JSX.Element {
  const state = appState.value;
  if (connectionFailure.value)
    return (
      <Frame>
        <Heading text={t('cannotStart')} />
        <FailureNotice failure={connectionFailure.value}>
          <button type="button" onClick={() => location.reload()}>
            {t('tryAgain')}
          </button>
        </FailureNotice>
      </Frame>
    );
  if (!state) return <Frame>{null}</Frame>;
  if (inFirstRun(state))
    return (
      <Frame>
        <FirstRun state={state} />
      </Frame>
    );
  if (state.consent < CONSENT_VERSION)
    return (
      <Frame>
        <ConsentStep />
      </Frame>
    );
  return (
    <div class="app">
      <Nav />
      <main class="stack">
        <Jobs />
        {/* It comes by itself, mostly when a job has ended: above the job's card, it would move what is about to be clicked. */}
        <FolderNotice loud />
        <CurrentView />
      </main>
    </div>
  );
}

/** The page without navigation. */
function Frame({ children }: { children: ComponentChildren }): JSX.Element {
  return (
    <div class="frame">
      <header>
        <p class="brand">{t('extName')}</p>
      </header>
      <main class="stack">{children}</main>
    </div>
  );
}

function CurrentView(): JSX.Element {
  const { view, archive } = address.value;
  if (view === 'backup') return <BackupView />;
  if (view === 'keys') return <KeysView />;
  if (view === 'place') return <PlaceView />;
  if (view === 'about') return <AboutView />;
  return <ArchivesView archive={archive} />;
}
