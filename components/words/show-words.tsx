import { KeyFailure } from '@/components/keys/key-failure';
import { type Kit, kitWith } from '@/components/kit/kit';
import { KitSheet } from '@/components/kit/kit-sheet';
import { Paper } from '@/components/paper';
import { SoftLine } from '@/components/soft-line';
import { t } from '@/utils/words';
import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import type { NewWords } from './new-words';
import { ShownWords } from './shown-words';

interface Props {
  readonly made: NewWords;
  onWritten(): void;
  /** The way out, where there is one. */
  readonly leave?: JSX.Element;
}

/** Shows new recovery words, to be written down or printed. */
export function ShowWords({ made: { words, action, fetch }, onWritten, leave }: Props): JSX.Element {
  const shown = words.value;
  const kit = useSignal<Kit | null>(null);
  return (
    <>
      <KeyFailure failure={action.failure} onProved={fetch} />
      {action.failure && action.failure.code !== 'PROOF_TOO_OLD' && (
        <div class="buttons">
          <button type="button" onClick={fetch}>
            {t('tryAgain')}
          </button>
        </div>
      )}
      <section class="card words-card" aria-busy={shown === null}>
        <ShownWords words={shown} />
        {action.busy && <SoftLine text={t('makingWords')} />}
      </section>
      <p class="soft">{t('wordsCare')}</p>
      <div class="buttons">
        <button id="words-written" type="button" disabled={shown === null} onClick={onWritten}>
          {t('wordsWritten')}
        </button>
        <button
          id="print-words"
          class="plain-button"
          type="button"
          disabled={shown === null}
          onClick={async () => void (kit.value = await kitWith(shown))}
        >
          {t('wordsPrint')}
        </button>
        {leave}
      </div>
      {kit.value && (
        <Paper onPrinted={() => (kit.value = null)}>
          <KitSheet kit={kit.value} />
        </Paper>
      )}
    </>
  );
}
