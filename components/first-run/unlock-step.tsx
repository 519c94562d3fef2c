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
import type { JobState } from '@/utils/messages/state';
import { t } from '@/utils/words';
import type { JSX } from 'preact';
import { useEffect } from 'preact/hooks';

/** Opens, for the first time in this browser, a vault that was made elsewhere; or lets go of it. */
export function UnlockStep(): JSX.Element {
  const action = useAction();
  const { folder = null, storedBytes = 0, protectedSince = null, jobs = [] } = appState.value ?? {};
  // That the zip has been taken in is what this step says.
  const imported = jobs.find(isTakenIn)?.id;
  useEffect(() => {
    if (imported !== undefined) void ask('dismissJob', { id: imported });
  }, [imported]);
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

function isTakenIn({ kind, status, problemCount }: JobState): boolean {
  return kind === 'import' && status === 'done' && problemCount === 0;
}
