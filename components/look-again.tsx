import { t } from '@/utils/words';
import type { JSX } from 'preact';
import { useAction } from './action';
import { appState } from './app-state';
import { FailureNotice } from './failure-notice';
import { moment } from './figures';
import { isUnderWay } from './jobs/under-way';
import { letIn } from './let-in';
import { SoftLine } from './soft-line';

/** Looks into the vault's folder for what has come since; nothing where the vault is in no folder. */
export function LookAgain(): JSX.Element | null {
  const action = useAction();
  const { folder = null } = appState.value ?? {};
  if (!folder) return null;
  const looking = isUnderWay('sync');
  return (
    <div class="stack">
      <div class="buttons">
        <button
          class="look-again plain-button"
          type="button"
          disabled={action.busy || looking}
          onClick={() => action.run(letIn)}
        >
          {t('lookAgain')}
        </button>
        {looking ? (
          <SoftLine text={t('lookingThere')} />
        ) : (
          folder.syncedAt !== null && <SoftLine text={t('lookedAt', moment(folder.syncedAt))} />
        )}
      </div>
      <FailureNotice failure={action.failure} />
    </div>
  );
}
