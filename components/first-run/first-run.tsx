import { appState } from '@/components/app-state';
import { t } from '@/utils/words';
import { signal } from '@preact/signals';
import type { JSX } from 'preact';
import { useEffect } from 'preact/hooks';
import { CONSENT_VERSION } from './consent';
import { ConsentStep } from './consent-step';
import { PasskeyStep } from './passkey-step';
import { ProtectedStep } from './protected-step';
import { ResumeStep } from './resume-step';
import { WordsStep } from './words-step';

const STEPS = ['stepConsent', 'stepPasskey', 'stepWords', 'stepProtected'] as const;
type Step = 0 | 1 | 2 | 3;

/** Whether this page has led through the set-up and has not been left for the app yet. */
export const settingUp = signal(false);

/** The way from nothing to a protected vault. */
export function FirstRun(): JSX.Element {
  const vault = appState.value?.vault;
  useEffect(() => {
    if (vault === 'setup') settingUp.value = true;
    if (vault === 'none') settingUp.value = false;
  }, [vault]);
  const step = currentStep();
  return (
    <>
      <ol class="steps" aria-label={t('stepsLabel')}>
        {STEPS.map((word, index) => (
          <li key={word} class={index < step ? 'past' : ''} aria-current={index === step ? 'step' : undefined}>
            {t(word)}
          </li>
        ))}
      </ol>
      <StepView step={step} />
    </>
  );
}

function StepView({ step }: { step: Step }): JSX.Element {
  if (step === 0) return <ConsentStep />;
  if (step === 1) return <PasskeyStep />;
  if (step === 3) return <ProtectedStep onLeave={() => (settingUp.value = false)} />;
  return appState.value?.setupOpen ? <WordsStep /> : <ResumeStep />;
}

function currentStep(): Step {
  if ((appState.value?.consent ?? 0) < CONSENT_VERSION) return 0;
  const vault = appState.value?.vault ?? 'none';
  if (vault === 'none') return 1;
  return vault === 'setup' ? 2 : 3;
}
