import { useAction } from '@/components/action';
import { appState } from '@/components/app-state';
import { t } from '@/utils/words';
import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import { unlockWithPasskey } from './ceremony';
import { Opening } from './opening';
import { OtherWays } from './other-ways';
import { UnlockFailure } from './unlock-failure';

/** Opens the vault: with the passkey, or another of its keys. */
export function Unlock(): JSX.Element {
  // On a device that has no passkey yet, the others are a way in like it.
  const second = appState.value?.passkeyHere === false;
  const otherwise = useSignal(false);
  const action = useAction();
  // Also while the passkey is being asked for: one that never answers must not stand in the way of the words.
  const useOther = (): void => {
    action.stop();
    otherwise.value = true;
  };
  if (otherwise.value) return <OtherWays onBack={() => (otherwise.value = false)} />;
  return (
    <div class="stack">
      <UnlockFailure failure={action.failure} />
      <div class="buttons">
        <button id="unlock" type="button" disabled={action.busy} onClick={() => action.run(unlockWithPasskey)}>
          {t('unlock')}
        </button>
        <button id="use-words" class={second ? 'plain-button' : 'quiet'} type="button" onClick={useOther}>
          {t('unlockOther')}
        </button>
      </div>
      {action.busy && <Opening text={t('waitingForPasskey')} />}
    </div>
  );
}
