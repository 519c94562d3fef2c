import { useAction } from '@/components/action';
import { appState } from '@/components/app-state';
import { FailureNotice } from '@/components/failure-notice';
import { unwrap } from '@/utils/errors';
import { ask } from '@/utils/messages/client';
import { t } from '@/utils/words';
import type { JSX } from 'preact';

/** The setting whether the vault locks with the system. */
export function LockWithSystem(): JSX.Element {
  const action = useAction();
  const set = (on: boolean): void => action.run(async () => unwrap(await ask('setLockWithSystem', { on })));
  return (
    <>
      <div class="choice">
        <input
          id="lock-with-system"
          type="checkbox"
          checked={appState.value?.lockWithSystem ?? true}
          disabled={action.busy}
          onChange={(event) => set(event.currentTarget.checked)}
        />
        <label for="lock-with-system">{t('lockWithSystem')}</label>
      </div>
      <FailureNotice failure={action.failure} />
    </>
  );
}
