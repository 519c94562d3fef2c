import { useAction } from '@/components/action';
import { number } from '@/components/figures';
import { KeyFailure } from '@/components/keys/key-failure';
import { Paper } from '@/components/paper';
import { StepHeading } from '@/components/words/step-heading';
import { shownName } from '@/utils/shown-name';
import { isolate, t } from '@/utils/words';
import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import { HeirsSheet } from './heirs-sheet';
import type { NewSheets } from './new-sheets';

interface Props {
  readonly sheets: NewSheets;
  readonly vaultId: string;
  /** Whether there are sheets that these take the place of. */
  readonly replaces: boolean;
  onKeep(set: string): Promise<void>;
  onCancel(): void;
}

/** Prints new sheets, or shows them for writing down, and keeps the set when the user has them all on paper. */
export function KeepSheets({ sheets, vaultId, replaces, onKeep, onCancel }: Props): JSX.Element {
  const { set, shares, choice } = sheets;
  const printing = useSignal(false);
  const checked = useSignal(false);
  const action = useAction();
  const keep = (): void => action.run(async () => await onKeep(set));
  return (
    <form
      class="stack"
      onSubmit={(event) => {
        event.preventDefault();
        keep();
      }}
    >
      <StepHeading text={t('heirsPrintHeading')} />
      <p>{t('heirsPrintMeans')}</p>
      <div class="buttons">
        <button id="print-heirs" class="plain-button" type="button" onClick={() => (printing.value = true)}>
          {t('heirsPrint')}
        </button>
      </div>
      <details>
        <summary>{t('heirsByHand')}</summary>
        <p class="soft">{t('heirsByHandMeans', set)}</p>
        <ol class="shares-by-hand">
          {shares.map((share, at) => (
            <li key={share}>
              <p>
                {t('heirsSheetOf', number(at + 1), number(shares.length))}
                {choice.people[at] && t('heirsPaperFor', isolate(shownName(choice.people[at])))}
              </p>
              <p class="share-text" dir="ltr" translate={false}>
                {share}
              </p>
            </li>
          ))}
        </ol>
      </details>
      <p class="choice">
        <input
          id="heirs-checked"
          type="checkbox"
          checked={checked.value}
          onChange={(event) => (checked.value = event.currentTarget.checked)}
        />
        <label for="heirs-checked">{t('heirsChecked')}</label>
      </p>
      <p class="soft">{t(replaces ? 'heirsNotYetReplaced' : 'heirsNotYet')}</p>
      <KeyFailure failure={action.failure} onProved={keep} />
      <div class="buttons">
        <button id="keep-heirs" type="submit" disabled={action.busy || !checked.value}>
          {t('heirsKeep')}
        </button>
        <button id="discard-heirs" class="quiet" type="button" disabled={action.busy} onClick={onCancel}>
          {t('heirsDiscard')}
        </button>
      </div>
      {printing.value && (
        <Paper onPrinted={() => (printing.value = false)}>
          {shares.map((share, at) => (
            <HeirsSheet key={share} sheets={sheets} at={at} vaultId={vaultId} />
          ))}
        </Paper>
      )}
    </form>
  );
}
