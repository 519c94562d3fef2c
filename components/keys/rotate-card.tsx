import { StepHeading } from '@/components/words/step-heading';
import type { KeyList } from '@/utils/vault/key-types';
import { t } from '@/utils/words';
import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { RotateFinder } from './rotate-finder';
import { RotateLost } from './rotate-lost';
import { RotateOutcome } from './rotate-outcome';
import { RotateProve } from './rotate-prove';

type Step = 'closed' | 'lost' | 'finder' | 'prove' | 'done';

const STEPS = [
  ['lost', 'rotateLostStep'],
  ['finder', 'rotateFinderStep'],
  ['prove', 'rotateProveStep'],
] as const;

/** Changes the vault's own key after a device was lost, step by step, and shows what is left to do after it. */
export function RotateCard({ list }: { list: KeyList }): JSX.Element {
  const step = useSignal<Step>('closed');
  const start = useRef<HTMLButtonElement>(null);
  const wasOpen = useRef(false);
  const now = step.value;
  useEffect(() => {
    if (now === 'closed' && wasOpen.current) start.current?.focus();
    wasOpen.current = now !== 'closed';
  }, [now]);
  const close = (): void => void (step.value = 'closed');
  return (
    <section id="rotate-card" class="card stack">
      <h2>{t('rotateHeading')}</h2>
      {(now === 'closed' || now === 'done') && (
        <>
          {now === 'done' && <StepHeading text={t('rotateDone')} />}
          {now === 'done' && <p>{t('rotateNextBackup')}</p>}
          {now === 'closed' && <p>{t('rotateMeans')}</p>}
          <RotateOutcome list={list} />
          <div class="buttons">
            <button
              id="start-rotation"
              ref={start}
              class="plain-button"
              type="button"
              onClick={() => (step.value = 'lost')}
            >
              {t('rotateStart')}
            </button>
          </div>
        </>
      )}
      {now !== 'closed' && now !== 'done' && <Progress now={now} />}
      {now === 'lost' && <RotateLost keys={list.keys} onNext={() => (step.value = 'finder')} onCancel={close} />}
      {now === 'finder' && <RotateFinder onNext={() => (step.value = 'prove')} onCancel={close} />}
      {now === 'prove' && <RotateProve keys={list.keys} onDone={() => (step.value = 'done')} onCancel={close} />}
    </section>
  );
}

function Progress({ now }: { now: Step }): JSX.Element {
  return (
    <ol class="steps" aria-label={t('rotateSteps')}>
      {STEPS.map(([step, word]) => (
        <li key={step} aria-current={step === now ? 'step' : undefined}>
          {t(word)}
        </li>
      ))}
    </ol>
  );
}
