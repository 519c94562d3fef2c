import { useAction } from '@/components/action';
import { appState } from '@/components/app-state';
import { FailureNotice } from '@/components/failure-notice';
import type { FolderLook } from '@/utils/sync/look';
import { t } from '@/utils/words';
import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import { pickAndLook } from './choose';
import { ChooseDialog } from './choose-dialog';

/** Picks the folder that the vault shall live in: a button, and the questions after it. */
export function ChooseFolder(): JSX.Element {
  const action = useAction();
  const look = useSignal<FolderLook | null>(null);
  const moves = Boolean(appState.value?.folder);
  return (
    <>
      {/* Never disabled: it would lose the focus, which comes back here after the question. */}
      <button
        class={moves ? 'choose-folder plain-button' : 'choose-folder'}
        type="button"
        onClick={() => action.run(async () => void (look.value = await pickAndLook()))}
      >
        {t(moves ? 'chooseOtherFolder' : 'chooseFolder')}
      </button>
      <FailureNotice failure={action.failure} />
      {look.value && <ChooseDialog look={look.value} onClose={() => (look.value = null)} />}
    </>
  );
}
