import { useAction } from '@/components/action';
import { appState } from '@/components/app-state';
import { Facts } from '@/components/facts';
import { FailureNotice } from '@/components/failure-notice';
import { bytes } from '@/components/figures';
import { Heading } from '@/components/heading';
import { Jobs } from '@/components/jobs/jobs';
import { Name } from '@/components/name';
import { Unlock } from '@/components/unlock/unlock';
import { unwrap } from '@/utils/errors';
import { ask } from '@/utils/messages/client';
import { t } from '@/utils/words';
import type { JSX } from 'preact';

/** Opens, for the first time in this browser, a vault that was made elsewhere; or lets go of it. */
export function UnlockStep(): JSX.Element {
  const action = useAction();
  const { folder = null, storedBytes = 0, protectedSince = null } = appState.value ?? {};
  return (
    <>
      <Heading text={t('openHeading')} />
      <section class="card stack">
        <div>
          <h2>{folder ? <Name text={folder.name} /> : t('placeBrowser')}</h2>
          <Facts items={[storedBytes > 0 ? bytes(storedBytes) : null]} />
        </div>
        <p>{t('openIntro')}</p>
        <Unlock />
      </section>
      <Jobs />
      {protectedSince === null && (
        <div class="stack">
          <FailureNotice failure={action.failure} />
          <div class="buttons">
            <button
              id="forget-folder"
              class="quiet"
              type="button"
              disabled={action.busy}
              onClick={() => action.run(async () => unwrap(await ask('forgetFolder')))}
            >
              {t('forgetFolder')}
            </button>
            <span class="soft">{t('forgetFolderMeans')}</span>
          </div>
        </div>
      )}
    </>
  );
}
