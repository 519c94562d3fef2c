import { useAction } from '@/components/action';
import { FailureNotice } from '@/components/failure-notice';
import { SoftLine } from '@/components/soft-line';
import { type Word, t } from '@/utils/words';
import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import { useId } from 'preact/hooks';
import { useKeyList } from './key-list';
import { tryKey, tryPasskey } from './proof';
import { TypedKeyField, type TypedKind, firstTyped, useTypedKey } from './typed-key';

const OTHERWISE: Readonly<Record<TypedKind, Word>> = {
  words: 'useWords',
  heirs: 'keysUseSheets',
  password: 'keysUsePassword',
};

/** Asks for a key of the open vault before keys are changed. No form of its own: it stands inside others' forms. */
export function ProveCard({ onProved }: { onProved: () => void }): JSX.Element {
  const id = useId();
  const action = useAction();
  const list = useKeyList();
  const typed = useTypedKey(firstTyped(list?.keys ?? []) ?? 'words');
  const isTyping = useSignal(false);
  const prove = (work: (signal: AbortSignal) => Promise<unknown>): void =>
    action.run(async (signal) => {
      await work(signal);
      onProved();
    });
  const change = (): void => {
    action.stop();
    isTyping.value = !isTyping.value;
  };
  return (
    <section class="card warn stack prove" aria-labelledby={id} data-code="PROOF_TOO_OLD">
      <div role="alert">
        <h2 id={id}>{t('keysProveHeading')}</h2>
        <p>{t('keysProveWhy')}</p>
      </div>
      {isTyping.value && <TypedKeyField id="proof-typed" typed={typed} />}
      <FailureNotice failure={action.failure} />
      <div class="buttons">
        {isTyping.value ? (
          <button
            class="prove-typed"
            type="button"
            disabled={action.busy || typed.isEmpty}
            onClick={() => prove(async () => await tryKey(typed.proof))}
          >
            {t('keysProveTyped')}
          </button>
        ) : (
          <button
            class="prove-passkey"
            type="button"
            disabled={action.busy}
            onClick={() => prove(async (signal) => await tryPasskey(signal))}
          >
            {t('keysProvePasskey')}
          </button>
        )}
        <button class="quiet prove-otherwise" type="button" onClick={change}>
          {isTyping.value ? t('usePasskey') : t(OTHERWISE[typed.kind])}
        </button>
        {action.busy && <SoftLine text={isTyping.value ? t('keyTrying') : t('waitingForPasskey')} />}
      </div>
    </section>
  );
}
