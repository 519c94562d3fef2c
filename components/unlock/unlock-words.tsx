import { useAction } from '@/components/action';
import { WordsField } from '@/components/words-field';
import { WordsFailure } from '@/components/words/words-failure';
import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import { UnlockFailure } from './unlock-failure';
import { UnlockForm } from './unlock-form';

/** Opens the vault with the recovery words, or their digits. */
export function UnlockWords({ onBack }: { onBack: () => void }): JSX.Element {
  const typed = useSignal('');
  const action = useAction();
  const proof = typed.value.trim() === '' ? null : ({ kind: 'words', typed: typed.value } as const);
  return (
    <UnlockForm id="unlock-words" action={action} proof={proof} onBack={onBack}>
      <WordsField id="words-typed" value={typed} />
      <WordsFailure failure={action.failure} typed={typed} otherwise={<UnlockFailure failure={action.failure} />} />
    </UnlockForm>
  );
}
