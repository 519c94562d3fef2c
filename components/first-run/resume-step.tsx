import { useAction } from '@/components/action';
import { FailureNotice } from '@/components/failure-notice';
import { Heading } from '@/components/heading';
import { unlockWithPasskey } from '@/components/unlock/ceremony';
import { unwrap } from '@/utils/errors';
import { ask } from '@/utils/messages/client';
import { signalForgotten } from '@/utils/passkey';
import { t } from '@/utils/words';
import type { JSX } from 'preact';

/** Goes on with a set-up that was left in the middle, or drops it. */
export function ResumeStep(): JSX.Element {
  const action = useAction();
  return (
    <>
      <Heading text={t('resumeHeading')} />
      <p>{t('resumeIntro')}</p>
      <FailureNotice failure={action.failure} />
      <div class="buttons">
        <button id="resume-setup" type="button" disabled={action.busy} onClick={() => action.run(unlockWithPasskey)}>
          {t('resumeSetup')}
        </button>
        <button id="start-again" class="quiet" type="button" disabled={action.busy} onClick={() => action.run(abandon)}>
          {t('startAgain')}
        </button>
      </div>
      <p class="soft">{t('startAgainMeans')}</p>
    </>
  );
}

async function abandon(): Promise<void> {
  const passkeys = unwrap(await ask('listPasskeys'));
  unwrap(await ask('abandonSetup'));
  for (const { credentialId } of passkeys) await signalForgotten(credentialId);
}
