import { useAction } from '@/components/action';
import { SoftLine } from '@/components/soft-line';
import { StepHeading } from '@/components/words/step-heading';
import { unwrap } from '@/utils/errors';
import { ask } from '@/utils/messages/client';
import { answerPasskey } from '@/utils/passkey';
import type { PasskeyAnswer } from '@/utils/passkey/types';
import type { KeyInfo, KeyProof } from '@/utils/vault/key-types';
import { t } from '@/utils/words';
import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import { KeyFailure } from './key-failure';
import { loadKeys } from './key-list';
import { type TypedKey, TypedKeyField, useTypedKey } from './typed-key';

interface Props {
  readonly keys: readonly KeyInfo[];
  onDone(): void;
  onCancel(): void;
}

/** The last step: at least two keys that are independent of each other are shown, and the vault's key is changed. */
export function RotateProve({ keys, onDone, onCancel }: Props): JSX.Element {
  const passkey = useSignal<PasskeyAnswer | null>(null);
  const words = useTypedKey('words');
  const heirs = useTypedKey('heirs');
  const touching = useAction();
  const changing = useAction();
  const kinds = new Set(keys.map(({ kind }) => kind));
  // The sheets are with other people: they are asked for where there is no other second key.
  const withSheets = useSignal(!(kinds.has('passkey') && kinds.has('words')));
  const proofs: KeyProof[] = [
    ...(passkey.value ? [{ kind: 'passkey', answer: passkey.value } as const] : []),
    ...given(words),
    ...given(heirs),
  ];
  const touch = (): void =>
    touching.run(async (signal) => {
      passkey.value = await answerPasskey(unwrap(await ask('listPasskeys')), signal);
    });
  const change = (): void =>
    changing.run(async () => {
      unwrap(await ask('rotate', { proofs }));
      await loadKeys();
      onDone();
    });
  return (
    <form
      class="stack"
      onSubmit={(event) => {
        event.preventDefault();
        change();
      }}
    >
      <StepHeading text={t('rotateProveHeading')} />
      <p>{t('rotateProveMeans')}</p>
      {kinds.has('passkey') && (
        <>
          <div class="buttons">
            <button
              id="rotate-passkey"
              class="plain-button"
              type="button"
              disabled={touching.busy || changing.busy || passkey.value !== null}
              onClick={touch}
            >
              {t('rotateShowPasskey')}
            </button>
            {touching.busy && <SoftLine text={t('waitingForPasskey')} />}
            {passkey.value && <SoftLine text={t('rotatePasskeyShown')} />}
          </div>
          <KeyFailure failure={touching.failure} onProved={touch} />
        </>
      )}
      {kinds.has('words') && <TypedKeyField id="rotate-words" typed={words} />}
      {kinds.has('heirs') &&
        (withSheets.value ? (
          <TypedKeyField id="rotate-shares" typed={heirs} />
        ) : (
          <div class="buttons">
            <button id="rotate-with-sheets" class="quiet" type="button" onClick={() => (withSheets.value = true)}>
              {t('rotateWithSheets')}
            </button>
          </div>
        ))}
      <KeyFailure failure={changing.failure} onProved={change} />
      <div class="buttons">
        <button id="rotate" type="submit" disabled={changing.busy || proofs.length < 2}>
          {t('rotateChange')}
        </button>
        <button class="quiet" type="button" disabled={changing.busy} onClick={onCancel}>
          {t('cancel')}
        </button>
        {changing.busy && <SoftLine text={t('rotateChanging')} />}
      </div>
    </form>
  );
}

function given(typed: TypedKey): KeyProof[] {
  return typed.isEmpty ? [] : [typed.proof];
}
