import { appState } from '@/components/app-state';
import type { AppState } from '@/utils/messages/state';
import { type Word, t } from '@/utils/words';
import { signal } from '@preact/signals';
import type { JSX } from 'preact';
import { useEffect } from 'preact/hooks';
import { ArrivedStep } from './arrived-step';
import { CONSENT_VERSION } from './consent';
import { ConsentStep } from './consent-step';
import { FindStep } from './find-step';
import { PasskeyStep } from './passkey-step';
import { ProtectedStep } from './protected-step';
import { ResumeStep } from './resume-step';
import { StartStep } from './start-step';
import { UnlockStep } from './unlock-step';
import { way } from './way';
import { WordsStep } from './words-step';

type Way = 'new' | 'existing';

const STEPS: Readonly<Record<Way, readonly Word[]>> = {
  new: ['stepConsent', 'stepStart', 'stepPasskey', 'stepWords', 'stepProtected'],
  existing: ['stepConsent', 'stepStart', 'stepFind', 'stepUnlock', 'stepArrived'],
};
const START = 1;

/** Whether this page has led through the set-up and has not been left for the app yet. */
const settingUp = signal(false);

/** Whether {@link FirstRun} is to be shown rather than the app. */
export function inFirstRun(state: AppState): boolean {
  return state.vault === 'none' || state.vault === 'setup' || isNewHere(state) || settingUp.value;
}

/** The way from nothing to a protected vault, or to the archives of a vault that exists. */
export function FirstRun({ state }: { state: AppState }): JSX.Element {
  const { vault } = state;
  const newHere = isNewHere(state);
  useEffect(() => {
    if (vault === 'setup' || newHere) settingUp.value = true;
    if (vault === 'none') settingUp.value = false;
    if (vault === 'setup') way.value = 'new';
    if (newHere) way.value = 'existing';
  }, [vault, newHere]);
  const taken = newHere ? 'existing' : way.value;
  const step = currentStep(state, taken);
  return (
    <>
      <ol class="steps" aria-label={t('stepsLabel')}>
        {STEPS[taken ?? 'new'].map((word, index) => (
          <li key={word} class={index < step ? 'past' : ''} aria-current={index === step ? 'step' : undefined}>
            {t(word)}
          </li>
        ))}
      </ol>
      <StepView step={step} taken={taken} />
    </>
  );
}

function StepView({ step, taken }: { step: number; taken: Way | null }): JSX.Element {
  const leave = (): void => void (settingUp.value = false);
  if (step === 0) return <ConsentStep />;
  if (step === START) return <StartStep />;
  if (taken === 'existing') {
    if (step === 2) return <FindStep />;
    return step === 3 ? <UnlockStep /> : <ArrivedStep onLeave={leave} />;
  }
  if (step === 2) return <PasskeyStep />;
  if (step === 4) return <ProtectedStep onLeave={leave} />;
  return appState.value?.setupOpen ? <WordsStep /> : <ResumeStep />;
}

/** The place in {@link STEPS} that the state has come to. */
function currentStep({ consent, vault }: AppState, taken: Way | null): number {
  if (consent < CONSENT_VERSION) return 0;
  if (vault === 'none') return taken === null ? START : 2;
  if (taken === 'existing') return vault === 'locked' ? 3 : 4;
  return vault === 'setup' ? 3 : 4;
}

/** Whether the vault has come from elsewhere, and no key has opened it here yet. */
function isNewHere({ vault, protectedSince }: AppState): boolean {
  return vault === 'locked' && protectedSince === null;
}
