import { SoftLine } from '@/components/soft-line';
import { StepHeading } from '@/components/words/step-heading';
import type { KeyInfo } from '@/utils/vault/key-types';
import { t } from '@/utils/words';
import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import { loadKeys } from './key-list';
import { PasswordForm } from './password-form';

/** Adds a password to the open vault, or replaces the one there is; closed until it is asked for. */
export function PasswordCard({ current }: { current: KeyInfo | null }): JSX.Element {
  const open = useSignal(false);
  const done = useSignal(false);
  const set = (): void => {
    open.value = false;
    done.value = true;
    void loadKeys();
  };
  if (!open.value)
    return (
      <div class="card buttons">
        <button id="start-password" class="quiet" type="button" onClick={() => (open.value = true)}>
          {t(current ? 'passwordReplace' : 'passwordStart')}
        </button>
        {done.value && current && <SoftLine text={t('passwordDone')} />}
      </div>
    );
  return (
    <section id="password-card" class="card stack">
      <StepHeading text={t(current ? 'passwordReplaceHeading' : 'passwordHeading')} />
      <p>{t('passwordMeans')}</p>
      {current && <p>{t('passwordReplaceMeans')}</p>}
      <PasswordForm onSet={set} onCancel={() => (open.value = false)} />
    </section>
  );
}
