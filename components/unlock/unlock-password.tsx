import { useAction } from '@/components/action';
import { PasswordField } from '@/components/keys/password-field';
import { t } from '@/utils/words';
import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import { UnlockFailure } from './unlock-failure';
import { UnlockForm } from './unlock-form';

/** Opens the vault with its password, which a password manager may fill in. */
export function UnlockPassword({ onBack }: { onBack: () => void }): JSX.Element {
  const typed = useSignal('');
  const action = useAction();
  const proof = typed.value === '' ? null : ({ kind: 'password', typed: typed.value } as const);
  return (
    <UnlockForm id="unlock-password" action={action} proof={proof} onBack={onBack}>
      <PasswordField id="password-typed" label={t('passwordLabel')} kind="current-password" value={typed} />
      <UnlockFailure failure={action.failure} />
    </UnlockForm>
  );
}
