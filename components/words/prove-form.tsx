import { useAction } from '@/components/action';
import { KeyFailure } from '@/components/keys/key-failure';
import { SoftLine } from '@/components/soft-line';
import { WordsField } from '@/components/words-field';
import { unwrap } from '@/utils/errors';
import { ask } from '@/utils/messages/client';
import { t } from '@/utils/words';
import { useSignal } from '@preact/signals';
import type { ComponentChildren, JSX } from 'preact';
import { WordsFailure } from './words-failure';

interface Props {
  /** The heading. */
  readonly children: ComponentChildren;
  onProved?(): void;
  onShowAgain(): void;
  /** The way out, where there is one. */
  readonly leave?: JSX.Element;
}

/** Takes new recovery words, or their digits, back and opens the vault with them, which is what makes them count. */
export function ProveForm({ children, onProved, onShowAgain, leave }: Props): JSX.Element {
  const typed = useSignal('');
  const action = useAction();
  const prove = (): void =>
    action.run(async () => {
      unwrap(await ask('proveWords', { words: typed.value }));
      onProved?.();
    });
  const submit = (event: SubmitEvent): void => {
    event.preventDefault();
    prove();
  };
  return (
    <form class="stack" onSubmit={submit}>
      {children}
      <p>{t('proveIntro')}</p>
      <WordsField id="words-typed" value={typed} />
      <WordsFailure
        failure={action.failure}
        typed={typed}
        otherwise={<KeyFailure failure={action.failure} onProved={prove} />}
      />
      <div class="buttons">
        <button id="prove-words" type="submit" disabled={action.busy || typed.value.trim() === ''}>
          {t('proveWords')}
        </button>
        <button id="show-words-again" class="quiet" type="button" disabled={action.busy} onClick={onShowAgain}>
          {t('showWordsAgain')}
        </button>
        {leave}
        {action.busy && <SoftLine text={t('tryingWords')} />}
      </div>
    </form>
  );
}
