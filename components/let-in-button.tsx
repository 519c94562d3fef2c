import { t } from '@/utils/words';
import type { JSX } from 'preact';
import { useAction } from './action';
import { appState } from './app-state';
import { FAILURE_WORDS } from './failure-words';
import { letIn } from './let-in';
import { SoftLine } from './soft-line';

/**
 * Has the browser ask whether Passkeep may write to the folder that the vault lives in. Says so once it may; nothing
 * where the vault is in no folder.
 */
export function LetInButton(): JSX.Element | null {
  const action = useAction();
  const access = appState.value?.folder?.access;
  if (access === undefined) return null;
  if (access === 'ready') return <SoftLine text={t('letInNow')} />;
  return (
    <>
      <button class="let-in" type="button" disabled={action.busy} onClick={() => action.run(letIn)}>
        {t('letIn')}
      </button>
      {action.failure && <SoftLine text={t(FAILURE_WORDS[action.failure.code].what)} />}
    </>
  );
}
