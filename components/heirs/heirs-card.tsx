import { useAction } from '@/components/action';
import { KeyFailure } from '@/components/keys/key-failure';
import { loadKeys } from '@/components/keys/key-list';
import { StepHeading } from '@/components/words/step-heading';
import { unwrap } from '@/utils/errors';
import { ask } from '@/utils/messages/client';
import type { KeyInfo } from '@/utils/vault/key-types';
import { t } from '@/utils/words';
import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { choiceWords } from './choice-words';
import { HeirsForm } from './heirs-form';
import { KeepSheets } from './keep-sheets';
import type { NewSheets } from './new-sheets';

type Step = 'closed' | 'form' | 'sheets' | 'kept';

/** Sheets for people who open the archives together: makes them, prints them, keeps them, in the place of others. */
export function HeirsCard({ current, vaultId }: { current: KeyInfo | null; vaultId: string }): JSX.Element {
  const step = useSignal<Step>('closed');
  const sheets = useSignal<NewSheets | null>(null);
  const action = useAction();
  const button = useRef<HTMLButtonElement>(null);
  const wasOpen = useRef(false);
  const now = step.value;
  useEffect(() => {
    if (now === 'closed' && wasOpen.current) button.current?.focus();
    wasOpen.current = now !== 'closed';
  }, [now]);
  const close = (last: Step): void => {
    sheets.value = null;
    step.value = last;
  };
  const open = (): void =>
    action.run(async () => {
      unwrap(await ask('mayChangeKeys'));
      step.value = 'form';
    });
  const keep = async (set: string): Promise<void> => {
    unwrap(await ask('keepHeirs', { set }));
    await loadKeys();
    close('kept');
  };
  return (
    <section id="heirs-card" class="card stack">
      <h2>{t('heirsHeading')}</h2>
      <p>{t('heirsMeans')}</p>
      {now === 'closed' && current?.heirs && <p>{choiceWords(current.heirs)}</p>}
      {now === 'closed' && (
        <>
          <KeyFailure failure={action.failure} onProved={open} />
          <div class="buttons">
            <button
              id="make-heirs"
              ref={button}
              class="plain-button"
              type="button"
              disabled={action.busy}
              onClick={open}
            >
              {t(current ? 'heirsReplace' : 'heirsMake')}
            </button>
          </div>
        </>
      )}
      {now === 'form' && (
        <HeirsForm
          replaces={current !== null}
          onMade={(made) => {
            sheets.value = made;
            step.value = 'sheets';
          }}
          onCancel={() => close('closed')}
        />
      )}
      {now === 'sheets' && sheets.value && (
        <KeepSheets
          sheets={sheets.value}
          vaultId={vaultId}
          replaces={current !== null}
          onKeep={keep}
          onCancel={() => close('closed')}
        />
      )}
      {now === 'kept' && (
        <>
          <div id="heirs-kept">
            <StepHeading text={t('heirsKept')} />
          </div>
          <p class="soft">{t('heirsKeptNext')}</p>
          <div class="buttons">
            <button class="plain-button" type="button" onClick={() => close('closed')}>
              {t('heirsDone')}
            </button>
          </div>
        </>
      )}
    </section>
  );
}
