import { useAction } from '@/components/action';
import { unwrap } from '@/utils/errors';
import { ask } from '@/utils/messages/client';
import { t } from '@/utils/words';
import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import { KeyFailure } from './key-failure';
import { loadKeys } from './key-list';
import { StepHeading } from '@/components/words/step-heading';
import { ReplaceWordsSteps } from './replace-words-steps';

/** Replaces the recovery words of the open vault: new ones first, and when they have opened it, the old ones go. */
export function ReplaceWords(): JSX.Element {
  const step = useSignal<'rest' | 'explain' | 'replace' | 'done'>('rest');
  const action = useAction();
  const start = (): void =>
    action.run(async () => {
      unwrap(await ask('mayChangeKeys'));
      step.value = 'replace';
    });
  const rest = (): void => void (step.value = 'rest');
  const done = (): void => {
    step.value = 'done';
    void loadKeys();
  };
  if (step.value === 'replace')
    return (
      <section class="card stack">
        <ReplaceWordsSteps onLeave={rest} onReplaced={done} />
      </section>
    );
  if (step.value === 'done') return <Replaced />;
  if (step.value === 'rest')
    return (
      <div class="card buttons">
        <button id="replace-words" class="quiet" type="button" onClick={() => (step.value = 'explain')}>
          {t('wordsReplace')}
        </button>
      </div>
    );
  return (
    <section class="card stack">
      <StepHeading text={t('wordsReplaceHeading')} />
      <p>{t('wordsReplaceMeans')}</p>
      <KeyFailure failure={action.failure} onProved={start} />
      <div class="buttons">
        {action.failure?.code !== 'PROOF_TOO_OLD' && (
          <button id="start-replacing" type="button" disabled={action.busy} onClick={start}>
            {t('wordsReplaceStart')}
          </button>
        )}
        <button id="keep-words" class="quiet" type="button" onClick={rest}>
          {t('wordsReplaceStop')}
        </button>
      </div>
    </section>
  );
}

function Replaced(): JSX.Element {
  return (
    <section id="words-replaced" class="card stack">
      <output>{t('wordsReplaced')}</output>
      <p class="soft">{t('wordsReplacedCare')}</p>
    </section>
  );
}
