import { useAction } from '@/components/action';
import { FailureNotice } from '@/components/failure-notice';
import { SoftLine } from '@/components/soft-line';
import type { KeyInfo } from '@/utils/vault/key-types';
import { t } from '@/utils/words';
import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { loadKeys } from './key-list';
import { isOneOf, tryKey, tryPasskey } from './proof';
import { TypedKeyField, firstTyped, useTypedKey } from './typed-key';

interface Props {
  readonly keys: readonly KeyInfo[];
  readonly readsOnly: boolean;
}

/**
 * A key that was renewed when the vault's key was changed is shown first; then the passkeys that were left behind can be
 * renewed, with one touch each. Both steps stay in one card, and what came of them.
 */
export function Renewal({ keys, readsOnly }: Props): JSX.Element | null {
  const step = useSignal<'none' | 'show' | 'touch' | 'done'>('none');
  useEffect(() => {
    if (readsOnly) step.value = 'show';
    // Also when a renewed key has been shown elsewhere.
    else if (step.peek() === 'show') step.value = 'touch';
  }, [readsOnly, step]);
  const left = keys.filter(({ kind, isOutdated }) => isOutdated && kind === 'passkey');
  if (step.value === 'done') return <SoftLine text={t('keyRenewed')} />;
  if (step.value === 'none' || (step.value === 'touch' && left.length === 0)) return null;
  return (
    <section class="card warn stack" id="reads-only">
      <h2>{t('keysReadsOnlyHeading')}</h2>
      {step.value === 'show' ? (
        <ShowRenewed keys={keys.filter(({ isOutdated, kind }) => !isOutdated && kind !== 'heirs')} />
      ) : (
        <Touch passkeys={left} onDone={() => (step.value = 'done')} />
      )}
    </section>
  );
}

function ShowRenewed({ keys }: { keys: readonly KeyInfo[] }): JSX.Element {
  const action = useAction();
  const kind = firstTyped(keys);
  const typed = useTypedKey(kind ?? 'words');
  const passkeys = keys.filter((key) => key.kind === 'passkey');
  const show = (): void =>
    action.run(async (signal) => {
      await (kind ? tryKey(typed.proof) : tryPasskey(signal, isOneOf(passkeys)));
    });
  return (
    <>
      <p>{t('keysReadsOnlyMeans')}</p>
      {kind ? <TypedKeyField id="renewal-typed" typed={typed} /> : <p>{t('keysReadsOnlyPasskey')}</p>}
      <FailureNotice failure={action.failure} />
      <div class="buttons">
        <button
          id="show-renewed"
          type="button"
          disabled={action.busy || (kind !== null && typed.isEmpty)}
          onClick={show}
        >
          {kind ? t('keysProveTyped') : t('keysProvePasskey')}
        </button>
        {action.busy && <SoftLine text={kind ? t('keyTrying') : t('waitingForPasskey')} />}
      </div>
    </>
  );
}

function Touch({ passkeys, onDone }: { passkeys: readonly KeyInfo[]; onDone: () => void }): JSX.Element {
  const action = useAction();
  const button = useRef<HTMLButtonElement>(null);
  useEffect(() => button.current?.focus(), []);
  const touch = (): void =>
    action.run(async (signal) => {
      await tryPasskey(signal, isOneOf(passkeys));
      onDone();
      await loadKeys();
    });
  return (
    <>
      <p>{t('keysReadsOnlyTouch')}</p>
      <FailureNotice failure={action.failure} />
      <div class="buttons">
        <button id="renew-passkey" ref={button} type="button" disabled={action.busy} onClick={touch}>
          {t('keysRenewPasskey')}
        </button>
        {action.busy && <SoftLine text={t('waitingForPasskey')} />}
      </div>
    </>
  );
}
