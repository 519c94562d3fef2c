import { useAction } from '@/components/action';
import { FailureNotice } from '@/components/failure-notice';
import { SoftLine } from '@/components/soft-line';
import { WordsField } from '@/components/words-field';
import { t } from '@/utils/words';
import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import { useId } from 'preact/hooks';
import { tryKey, tryPasskey } from './proof';

/** Asks for a key of the open vault before keys are changed. No form of its own: it stands inside others' forms. */
export function ProveCard({ onProved }: { onProved: () => void }): JSX.Element {
  const id = useId();
  const action = useAction();
  const withWords = useSignal(false);
  const typed = useSignal('');
  const prove = (work: (signal: AbortSignal) => Promise<unknown>): void =>
    action.run(async (signal) => {
      await work(signal);
      onProved();
    });
  return (
    <section class="card warn stack prove" aria-labelledby={id} data-code="PROOF_TOO_OLD">
      <div role="alert">
        <h2 id={id}>{t('keysProveHeading')}</h2>
        <p>{t('keysProveWhy')}</p>
      </div>
      {withWords.value && <WordsField id="proof-words" value={typed} />}
      <FailureNotice failure={action.failure} />
      <div class="buttons">
        {withWords.value ? (
          <button
            id="prove-with-words"
            type="button"
            disabled={action.busy || typed.value.trim() === ''}
            onClick={() => prove(async () => await tryKey({ kind: 'words', typed: typed.value }))}
          >
            {t('keysProveWords')}
          </button>
        ) : (
          <button id="prove-with-passkey" type="button" disabled={action.busy} onClick={() => prove(tryPasskey)}>
            {t('keysProvePasskey')}
          </button>
        )}
        <button
          id="prove-otherwise"
          class="quiet"
          type="button"
          onClick={() => {
            action.stop();
            withWords.value = !withWords.value;
          }}
        >
          {withWords.value ? t('usePasskey') : t('useWords')}
        </button>
        {action.busy && <SoftLine text={withWords.value ? t('tryingWords') : t('waitingForPasskey')} />}
      </div>
    </section>
  );
}
