import { type Action, useAction } from '@/components/action';
import { FailureNotice } from '@/components/failure-notice';
import { needsOtherPasskey } from '@/components/failure-words';
import { WorkingPasskeys } from './working-passkeys';
import { SoftLine } from '@/components/soft-line';
import { type Failure, unwrap } from '@/utils/errors';
import { ask } from '@/utils/messages/client';
import { t } from '@/utils/words';
import type { JSX } from 'preact';
import { addPasskeyHere } from './store-passkey';

/** Offers a passkey of this device's own, where the open vault has been opened without one. */
export function AddPasskey(): JSX.Element {
  const action = useAction();
  return (
    <section id="add-passkey-card" class="card stack">
      <h2>{t('addPasskeyHeading')}</h2>
      <p>{t('addPasskeyMeans')}</p>
      <p class="soft">{t('passkeyWhatHappens')}</p>
      <Refusal failure={action.failure} action={action} />
      {action.failure?.code !== 'PROOF_TOO_OLD' && (
        <div class="buttons">
          <button id="add-passkey" type="button" disabled={action.busy} onClick={() => action.run(addPasskeyHere)}>
            {t('createPasskey')}
          </button>
          {action.busy && <SoftLine text={t('waitingForPasskey')} />}
        </div>
      )}
    </section>
  );
}

function Refusal({ failure, action }: { failure: Failure | null; action: Action }): JSX.Element | null {
  if (!failure) return null;
  // The authenticator holds one of the vault's passkeys: it has been synced to this device.
  if (failure.detail?.['reason'] === 'InvalidStateError') return <SoftLine text={t('passkeyKnownHere')} />;
  if (failure.code === 'PROOF_TOO_OLD')
    return (
      <FailureNotice failure={failure}>
        <button id="lock-to-prove" type="button" onClick={() => action.run(lock)}>
          {t('lockNow')}
        </button>
      </FailureNotice>
    );
  return (
    <>
      <FailureNotice failure={failure} />
      {needsOtherPasskey(failure.code) && (
        <details>
          <summary>{t('otherPasskeyWorks')}</summary>
          <p class="soft">{t('otherPasskeyWhy')}</p>
          <WorkingPasskeys />
        </details>
      )}
    </>
  );
}

async function lock(): Promise<void> {
  unwrap(await ask('lock'));
}
