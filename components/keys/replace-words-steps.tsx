import { useNewWords } from '@/components/words/new-words';
import { ProveForm } from '@/components/words/prove-form';
import { ShowWords } from '@/components/words/show-words';
import { StepHeading } from '@/components/words/step-heading';
import { ask } from '@/utils/messages/client';
import { t } from '@/utils/words';
import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import { useEffect, useRef } from 'preact/hooks';

interface Props {
  onReplaced(): void;
  onLeave(): void;
}

/** Shows new recovery words and takes them back. Leaving before that forgets them, and the old ones stay. */
export function ReplaceWordsSteps({ onReplaced, onLeave }: Props): JSX.Element {
  const made = useNewWords();
  const written = useSignal(false);
  const proved = useRef(false);
  useEffect(
    () => () => {
      if (!proved.current) void ask('dropWords');
    },
    [],
  );
  const replaced = (): void => {
    proved.current = true;
    onReplaced();
  };
  const leave = (
    <button id="keep-words" class="quiet" type="button" onClick={onLeave}>
      {t('wordsReplaceStop')}
    </button>
  );
  if (written.value)
    return (
      <ProveForm onProved={replaced} onShowAgain={() => (written.value = false)} leave={leave}>
        <StepHeading text={t('proveHeading')} />
      </ProveForm>
    );
  return (
    <div class="stack">
      <StepHeading text={t('wordsHeading')} />
      <p>{t('wordsIntro')}</p>
      <ShowWords made={made} onWritten={() => (written.value = true)} leave={leave} />
    </div>
  );
}
