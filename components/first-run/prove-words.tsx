import { useAction } from '@/components/action';
import { FailureNotice } from '@/components/failure-notice';
import { Heading } from '@/components/heading';
import { WordsField } from '@/components/words-field';
import { unwrap } from '@/utils/errors';
import { ask } from '@/utils/messages/client';
import { SoftLine } from '@/components/soft-line';
import { t } from '@/utils/words';
import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';

/** Takes the recovery words back and opens the vault with them, which is what makes them count. */
export function ProveWords({ onShowAgain }: { onShowAgain: () => void }): JSX.Element {
  const typed = useSignal('');
  const action = useAction();
  const prove = (event: SubmitEvent): void => {
    event.preventDefault();
    action.run(async () => unwrap(await ask('proveWords', { words: typed.value })));
  };
  return (
    <form class="stack" onSubmit={prove}>
      <Heading text={t('proveHeading')} />
      <p>{t('proveIntro')}</p>
      <WordsField id="words-typed" value={typed} />
      <FailureNotice failure={action.failure} />
      <div class="buttons">
        <button id="prove-words" type="submit" disabled={action.busy || typed.value.trim() === ''}>
          {t('proveWords')}
        </button>
        <button id="show-words-again" class="quiet" type="button" disabled={action.busy} onClick={onShowAgain}>
          {t('showWordsAgain')}
        </button>
        {action.busy && <SoftLine text={t('tryingWords')} />}
      </div>
    </form>
  );
}
