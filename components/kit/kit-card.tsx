import { useAction } from '@/components/action';
import { FailureNotice } from '@/components/failure-notice';
import { tryKey } from '@/components/keys/proof';
import { Paper } from '@/components/paper';
import { SoftLine } from '@/components/soft-line';
import { WordsField } from '@/components/words-field';
import { WordsFailure } from '@/components/words/words-failure';
import { normaliseWords } from '@/utils/recovery/words';
import { t } from '@/utils/words';
import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import type { Kit } from './kit';
import { KitSheet } from './kit-sheet';

/** Prints the recovery sheet: with the words, which have to be typed and are tried first, or with lines to write them on. */
export function KitCard({ vaultId }: { vaultId: string }): JSX.Element {
  const open = useSignal(false);
  const kit = useSignal<Kit | null>(null);
  const print = (words: string | null): void => {
    open.value = false;
    kit.value = { words, vaultId, printedAt: Date.now() };
  };
  return (
    <section id="kit-card" class="card stack">
      <h2>{t('kitCardHeading')}</h2>
      <p>{t('kitCardMeans')}</p>
      {open.value ? (
        <KitForm onPrint={print} onCancel={() => (open.value = false)} />
      ) : (
        <div class="buttons">
          <button id="start-kit" class="plain-button" type="button" onClick={() => (open.value = true)}>
            {t('kitStart')}
          </button>
        </div>
      )}
      {kit.value && (
        <Paper onPrinted={() => (kit.value = null)}>
          <KitSheet kit={kit.value} />
        </Paper>
      )}
    </section>
  );
}

interface FormProps {
  onPrint(words: string | null): void;
  onCancel(): void;
}

function KitForm({ onPrint, onCancel }: FormProps): JSX.Element {
  const typed = useSignal('');
  const action = useAction();
  const form = useRef<HTMLFormElement>(null);
  useEffect(() => form.current?.querySelector('textarea')?.focus(), []);
  const submit = (event: SubmitEvent): void => {
    event.preventDefault();
    action.run(async () => {
      await tryKey({ kind: 'words', typed: typed.value });
      onPrint(normaliseWords(typed.value));
    });
  };
  return (
    <form ref={form} class="stack" onSubmit={submit}>
      <p>{t('kitType')}</p>
      <WordsField id="kit-typed" value={typed} />
      <WordsFailure failure={action.failure} typed={typed} otherwise={<FailureNotice failure={action.failure} />} />
      <div class="buttons">
        <button id="print-kit" type="submit" disabled={action.busy || typed.value.trim() === ''}>
          {t('kitPrint')}
        </button>
        <button id="print-blank-kit" class="plain-button" type="button" onClick={() => onPrint(null)}>
          {t('kitPrintBlank')}
        </button>
        <button class="quiet" type="button" onClick={onCancel}>
          {t('cancel')}
        </button>
        {action.busy && <SoftLine text={t('tryingWords')} />}
      </div>
    </form>
  );
}
