import { useAction } from '@/components/action';
import { FailureNotice } from '@/components/failure-notice';
import { SoftLine } from '@/components/soft-line';
import { t } from '@/utils/words';
import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import { unlockWithPasskey } from './ceremony';
import { UnlockWords } from './unlock-words';

/** Opens the vault: with the passkey, or with the recovery words. */
export function Unlock(): JSX.Element {
  const withWords = useSignal(false);
  const action = useAction();
  // Also while the passkey is being asked for: one that never answers must not stand in the way of the words.
  const useWords = (): void => {
    action.stop();
    withWords.value = true;
  };
  if (withWords.value) return <UnlockWords onBack={() => (withWords.value = false)} />;
  return (
    <div class="stack">
      <FailureNotice failure={action.failure} />
      <div class="buttons">
        <button id="unlock" type="button" disabled={action.busy} onClick={() => action.run(unlockWithPasskey)}>
          {t('unlock')}
        </button>
        <button id="use-words" class="quiet" type="button" onClick={useWords}>
          {t('useWords')}
        </button>
      </div>
      {action.busy && <SoftLine text={t('waitingForPasskey')} />}
    </div>
  );
}
