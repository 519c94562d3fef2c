import { useAction } from '@/components/action';
import { appState } from '@/components/app-state';
import { FAILURE_WORDS } from '@/components/failure-words';
import { LetInButton } from '@/components/let-in-button';
import { letIn } from '@/components/let-in';
import { SoftLine } from '@/components/soft-line';
import type { FolderState } from '@/utils/messages/state';
import { t } from '@/utils/words';
import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import { ChooseFolder } from './choose-folder';
import { folderName } from './folder-name';
import { type FolderTrouble, folderTrouble } from './folder-trouble';
import { pendingWords } from './pending-words';
import { PutBackDialog } from './put-back-dialog';

/**
 * What is not in the folder yet, or what else is wrong with it, and the one thing to do about it. `loud`: what belongs
 * above every view; else what is told only where the folder is shown. Nothing where all is well.
 */
export function FolderNotice({ loud }: { loud: boolean }): JSX.Element | null {
  const state = appState.value;
  const trouble = state && folderTrouble(state);
  if (!state?.folder || trouble?.loud !== loud) return null;
  const { folder } = state;
  const words = trouble.failure && FAILURE_WORDS[trouble.failure.code];
  const pending = pendingWords(folder);
  return (
    <section
      id="folder-notice"
      class={loud ? 'card warn notice' : 'card notice'}
      aria-label={t('folderNotice')}
      data-kind={trouble.kind}
      data-code={trouble.failure?.code}
    >
      {words && <h2>{t(words.what)}</h2>}
      {pending !== null && (words ? <p>{pending}</p> : <h2>{pending}</h2>)}
      {words && <p>{t(words.next)}</p>}
      {trouble.kind === 'ask' && (
        <p class="soft">{t(pending === null ? 'notLookedYet' : 'askedAgain', folderName(folder.name))}</p>
      )}
      <Ways trouble={trouble} folder={folder} />
    </section>
  );
}

function Ways({ trouble, folder }: { trouble: FolderTrouble; folder: FolderState }): JSX.Element {
  const action = useAction();
  const writingAgain = useSignal(false);
  if (trouble.kind === 'ask')
    return (
      <div class="buttons">
        <LetInButton />
      </div>
    );
  return (
    <div class="buttons">
      <button id="try-folder" type="button" disabled={action.busy} onClick={() => action.run(letIn)}>
        {t('tryAgain')}
      </button>
      {trouble.kind === 'choose' && <ChooseFolder />}
      {trouble.kind === 'emptied' && (
        <button id="put-back" class="plain-button" type="button" onClick={() => (writingAgain.value = true)}>
          {t('putBack')}
        </button>
      )}
      {action.failure && <SoftLine text={t(FAILURE_WORDS[action.failure.code].what)} />}
      {writingAgain.value && <PutBackDialog folder={folder} onClose={() => (writingAgain.value = false)} />}
    </div>
  );
}
