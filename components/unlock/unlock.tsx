import { useAction } from '@/components/action';
import { appState } from '@/components/app-state';
import { SoftLine } from '@/components/soft-line';
import { t } from '@/utils/words';
import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import { unlockWithPasskey } from './ceremony';
import { UnlockFailure } from './unlock-failure';
import { UnlockWords } from './unlock-words';

/** Opens the vault: with the passkey, or with the recovery words. */
export function Unlock(): JSX.Element {
  // On a device that has no passkey yet, the words are a way in like the other.
  const second = appState.value?.passkeyHere === false;
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
      <UnlockFailure failure={action.failure} />
      <div class="buttons">
        <button id="unlock" type="button" disabled={action.busy} onClick={() => action.run(unlockWithPasskey)}>
          {t('unlock')}
        </button>
        <button id="use-words" class={second ? 'plain-button' : 'quiet'} type="button" onClick={useWords}>
          {t('useWords')}
        </button>
      </div>
      {action.busy && <SoftLine text={t('waitingForPasskey')} />}
    </div>
  );
}
