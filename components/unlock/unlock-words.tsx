import { useAction } from '@/components/action';
import { WordsField } from '@/components/words-field';
import { unwrap } from '@/utils/errors';
import { ask } from '@/utils/messages/client';
import { SoftLine } from '@/components/soft-line';
import { t } from '@/utils/words';
import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { UnlockFailure } from './unlock-failure';

/** Opens the vault with the recovery words. */
export function UnlockWords({ onBack }: { onBack: () => void }): JSX.Element {
  const typed = useSignal('');
  const action = useAction();
  const form = useRef<HTMLFormElement>(null);
  useEffect(() => form.current?.querySelector('textarea')?.focus(), []);
  const unlock = (event: SubmitEvent): void => {
    event.preventDefault();
    action.run(async () => unwrap(await ask('unlockWithWords', { words: typed.value })));
  };
  return (
    <form ref={form} class="stack" onSubmit={unlock}>
      <WordsField id="words-typed" value={typed} />
      <UnlockFailure failure={action.failure} />
      <div class="buttons">
        <button id="unlock-words" type="submit" disabled={action.busy || typed.value.trim() === ''}>
          {t('unlockWords')}
        </button>
        <button id="use-passkey" class="quiet" type="button" disabled={action.busy} onClick={onBack}>
          {t('usePasskey')}
        </button>
        {action.busy && <SoftLine text={t('tryingWords')} />}
      </div>
    </form>
  );
}
