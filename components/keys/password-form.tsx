import { useAction } from '@/components/action';
import { SoftLine } from '@/components/soft-line';
import { unwrap } from '@/utils/errors';
import { ask } from '@/utils/messages/client';
import { t } from '@/utils/words';
import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import { KeyFailure } from './key-failure';
import { PasswordField } from './password-field';
import { PasswordStrength } from './password-strength';

interface Props {
  onSet(): void;
  onCancel(): void;
}

/** A new password, typed twice. */
export function PasswordForm({ onSet, onCancel }: Props): JSX.Element {
  const password = useSignal('');
  const again = useSignal('');
  const action = useAction();
  const same = password.value === again.value;
  const set = (): void =>
    action.run(async () => {
      unwrap(await ask('setPassword', { password: password.value }));
      onSet();
    });
  const submit = (event: SubmitEvent): void => {
    event.preventDefault();
    if (same) set();
  };
  return (
    <form class="stack" onSubmit={submit}>
      <PasswordField
        id="password-new"
        label={t('passwordNew')}
        kind="new-password"
        value={password}
        describedBy="password-strength"
      />
      <PasswordStrength id="password-strength" password={password} />
      <PasswordField
        id="password-again"
        label={t('passwordAgain')}
        kind="new-password"
        value={again}
        describedBy="password-differs"
      />
      <output id="password-differs" class="soft">
        {again.value !== '' && !same ? t('passwordDiffers') : ''}
      </output>
      <KeyFailure failure={action.failure} onProved={set} />
      <div class="buttons">
        <button id="set-password" type="submit" disabled={action.busy || password.value === '' || !same}>
          {t('passwordSet')}
        </button>
        <button id="cancel-password" class="quiet" type="button" disabled={action.busy} onClick={onCancel}>
          {t('cancel')}
        </button>
        {action.busy && <SoftLine text={t('passwordSetting')} />}
      </div>
    </form>
  );
}
