import { useAction } from '@/components/action';
import { SharesField } from '@/components/heirs/shares-field';
import { t } from '@/utils/words';
import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import { UnlockFailure } from './unlock-failure';
import { UnlockForm } from './unlock-form';

/** Opens the vault with heirs' sheets. */
export function UnlockSheets({ onBack }: { onBack: () => void }): JSX.Element {
  const shares = useSignal<readonly string[]>([]);
  const action = useAction();
  const isEmpty = shares.value.every((share) => share.trim() === '');
  const proof = isEmpty ? null : ({ kind: 'heirs', shares: shares.value } as const);
  return (
    <UnlockForm id="unlock-sheets" action={action} proof={proof} onBack={onBack}>
      <p class="soft">{t('unlockSheetsMeans')}</p>
      <SharesField id="sheets-typed" value={shares} />
      <UnlockFailure failure={action.failure} />
    </UnlockForm>
  );
}
