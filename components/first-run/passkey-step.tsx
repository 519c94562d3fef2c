import { useAction } from '@/components/action';
import { FailureNotice } from '@/components/failure-notice';
import { needsOtherPasskey } from '@/components/failure-words';
import { Heading } from '@/components/heading';
import { SoftLine } from '@/components/soft-line';
import { t } from '@/utils/words';
import type { JSX } from 'preact';
import { makeVault } from './make-vault';
import { OtherPasskey } from './other-passkey';
import { way } from './way';

/** What a passkey is, and the ceremony that makes one. */
export function PasskeyStep(): JSX.Element {
  const action = useAction();
  const create = (): void => action.run(makeVault);
  if (action.failure && needsOtherPasskey(action.failure.code))
    return <OtherPasskey failure={action.failure} onTryAgain={create} />;
  return (
    <>
      <Heading text={t('passkeyHeading')} />
      <p>{t('passkeyWhatItIs')}</p>
      <p>{t('passkeyWhatHappens')}</p>
      <FailureNotice failure={action.failure} />
      <div class="buttons">
        <button id="create-passkey" type="button" disabled={action.busy} onClick={create}>
          {t('createPasskey')}
        </button>
        {!action.busy && (
          <button id="back-to-start" class="quiet" type="button" onClick={() => (way.value = null)}>
            {t('back')}
          </button>
        )}
        {action.busy && <SoftLine text={t('waitingForPasskey')} />}
      </div>
    </>
  );
}
