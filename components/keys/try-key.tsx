import { useAction } from '@/components/action';
import { FailureNotice } from '@/components/failure-notice';
import { bytes } from '@/components/figures';
import { SoftLine } from '@/components/soft-line';
import type { KeyInfo, KeyTried } from '@/utils/vault/key-types';
import { t } from '@/utils/words';
import { useSignal } from '@preact/signals';
import type { ComponentChildren, JSX } from 'preact';
import { loadKeys } from './key-list';
import { keyTitle } from './key-words';
import { isOneOf, tryPasskey } from './proof';
import { TryDialog } from './try-dialog';

interface Props {
  readonly info: KeyInfo;
  /** What else can be done with the key, beside the button. */
  readonly children: ComponentChildren;
}

/** Proves a key without changing anything: a touch of the passkey, or what has to be typed in a dialog. */
export function TryKey({ info, children }: Props): JSX.Element {
  const action = useAction();
  const asking = useSignal(false);
  const tried = useSignal<KeyTried | null>(null);
  const done = async (result: KeyTried): Promise<void> => {
    await loadKeys();
    tried.value = result;
  };
  const start = (): void => {
    tried.value = null;
    if (info.kind === 'passkey') action.run(async (signal) => await done(await tryPasskey(signal, isOneOf([info]))));
    else asking.value = true;
  };
  return (
    <>
      <div class="buttons">
        <button class="quiet try-key" type="button" disabled={action.busy} onClick={start}>
          {t('keyTry')}
          <span class="visually-hidden"> {keyTitle(info)}</span>
        </button>
        {children}
      </div>
      {action.busy && <SoftLine text={t('waitingForPasskey')} />}
      {tried.value && <SoftLine text={outcome(tried.value)} />}
      <FailureNotice failure={action.failure} />
      {asking.value && info.kind !== 'passkey' && (
        <TryDialog kind={info.kind} onTried={done} onClose={() => (asking.value = false)} />
      )}
    </>
  );
}

function outcome({ sampleBytes, renewed }: KeyTried): string {
  const works = sampleBytes === null ? t('keyWorksAlone') : t('keyWorks', bytes(sampleBytes));
  return renewed ? `${works} ${t('keyRenewed')}` : works;
}
