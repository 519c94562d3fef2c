import { type Action, useAction } from '@/components/action';
import { FailureNotice } from '@/components/failure-notice';
import { Heading } from '@/components/heading';
import { SoftLine } from '@/components/soft-line';
import { unwrap } from '@/utils/errors';
import { ask } from '@/utils/messages/client';
import { t } from '@/utils/words';
import { type Signal, useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import { useEffect } from 'preact/hooks';
import { ProveWords } from './prove-words';

/** Shows new recovery words, then asks for them. They live in this component only. */
export function WordsStep(): JSX.Element {
  const words = useSignal<string | null>(null);
  const written = useSignal(false);
  const action = useAction();
  useEffect(() => fetchWords(action, words), [action, words]);

  if (written.value) return <ProveWords onShowAgain={() => (written.value = false)} />;
  return (
    <>
      <Heading text={t('wordsHeading')} />
      <p>{t('wordsIntro')}</p>
      <FailureNotice failure={action.failure}>
        <button type="button" onClick={() => fetchWords(action, words)}>
          {t('tryAgain')}
        </button>
      </FailureNotice>
      <section class="card words-card" aria-busy={words.value === null}>
        <ol id="words" class="words" dir="ltr" translate={false}>
          {words.value?.split(' ').map((word, index) => (
            <li key={index}>
              <span>{word}</span>
            </li>
          ))}
        </ol>
        {action.busy && <SoftLine text={t('makingWords')} />}
      </section>
      <p class="soft">{t('wordsCare')}</p>
      <div class="buttons">
        <button id="words-written" type="button" disabled={words.value === null} onClick={() => (written.value = true)}>
          {t('wordsWritten')}
        </button>
      </div>
    </>
  );
}

function fetchWords(action: Action, words: Signal<string | null>): void {
  action.run(async () => void (words.value = unwrap(await ask('newWords'))));
}
