import { unwrap } from '@/utils/errors';
import { ask } from '@/utils/messages/client';
import type { View } from '@/utils/messages/protocol';
import { type Word, t } from '@/utils/words';
import type { JSX } from 'preact';
import { useAction } from './action';
import { VIEWS, address, hrefOf } from './address';
import { appState } from './app-state';
import { FailureNotice } from './failure-notice';
import { QuietSync } from './jobs/quiet-sync';

/** What each view is called. */
const VIEW_WORDS: Readonly<Record<View, Word>> = {
  archives: 'viewArchives',
  backup: 'viewBackup',
  keys: 'viewKeys',
  place: 'viewPlace',
  about: 'viewAbout',
};

/** The ways between the views, and the state of the lock. */
export function Nav(): JSX.Element {
  const action = useAction();
  const unlocked = appState.value?.vault === 'unlocked';
  const pending = unlocked && appState.value?.lockPending;
  return (
    <header class="side">
      <p class="brand">{t('extName')}</p>
      <nav aria-label={t('navLabel')}>
        {VIEWS.map((view) => (
          <a key={view} href={hrefOf(view)} aria-current={address.value.view === view ? 'page' : undefined}>
            {t(VIEW_WORDS[view])}
          </a>
        ))}
      </nav>
      <div class="lock">
        <p class="state">
          <span class={unlocked ? 'dot' : 'dot off'} />
          {t(unlocked ? 'stateUnlocked' : 'stateLocked')}
        </p>
        {pending && (
          <p id="lock-pending" class="soft">
            {t('lockPending')}
          </p>
        )}
        {unlocked && !pending && (
          <button
            id="lock-now"
            class="quiet"
            type="button"
            disabled={action.busy}
            onClick={() => action.run(async () => unwrap(await ask('lock')))}
          >
            {t('lockNow')}
          </button>
        )}
      </div>
      <QuietSync />
      <FailureNotice failure={action.failure} />
    </header>
  );
}
