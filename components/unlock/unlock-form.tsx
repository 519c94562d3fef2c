import { type Action } from '@/components/action';
import { unwrap } from '@/utils/errors';
import { ask } from '@/utils/messages/client';
import type { KeyProof } from '@/utils/vault/key-types';
import { t } from '@/utils/words';
import type { ComponentChildren, JSX } from 'preact';
import { Opening } from './opening';

interface Props {
  readonly id: string;
  readonly action: Action;
  /** What is shown to open the vault; null while there is nothing to try. */
  readonly proof: KeyProof | null;
  /** The fields, and why it failed. */
  readonly children: ComponentChildren;
  onBack(): void;
}

/** A form that opens the vault with one of its keys. */
export function UnlockForm({ id, action, proof, children, onBack }: Props): JSX.Element {
  const unlock = (event: SubmitEvent): void => {
    event.preventDefault();
    if (proof) action.run(async () => unwrap(await ask('unlock', proof)));
  };
  return (
    <form class="stack" onSubmit={unlock}>
      {children}
      <div class="buttons">
        <button id={id} type="submit" disabled={action.busy || !proof}>
          {t('unlockWords')}
        </button>
        <button id="use-passkey" class="quiet" type="button" disabled={action.busy} onClick={onBack}>
          {t('usePasskey')}
        </button>
      </div>
      {action.busy && <Opening text={t('unlockTrying')} />}
    </form>
  );
}
