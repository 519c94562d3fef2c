import { type Action, useAction } from '@/components/action';
import { needsOtherPasskey } from '@/components/failure-words';
import { SoftLine } from '@/components/soft-line';
import type { PasskeyPlace } from '@/utils/passkey/create-passkey';
import { type Word, t } from '@/utils/words';
import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import { KeyFailure } from './key-failure';
import { loadKeys, useKeyList } from './key-list';
import { MAX_KEY_NAME } from './key-words';
import { proposeName } from './propose-name';
import { addPasskey } from './store-passkey';
import { WorkingPasskeys } from './working-passkeys';

const PLACES: readonly (readonly [PasskeyPlace, Word])[] = [
  ['client-device', 'keyPlaceDevice'],
  ['security-key', 'keyPlaceSecurityKey'],
  ['hybrid', 'keyPlacePhone'],
];

/** Makes a passkey for the open vault: where, under which name. */
export function AddPasskeyForm(): JSX.Element {
  const list = useKeyList();
  const action = useAction();
  const place = useSignal<PasskeyPlace>('client-device');
  const typed = useSignal<string | null>(null);
  const done = useSignal('');
  const proposed = proposeName(place.value, platform(), list?.keys.map(({ name }) => name) ?? []);
  const add = (): void =>
    action.run(async (signal) => {
      done.value = '';
      const name = typed.value?.trim() || proposed;
      await addPasskey(name, place.value, signal);
      await loadKeys();
      done.value = name;
      typed.value = null;
    });
  const submit = (event: SubmitEvent): void => {
    event.preventDefault();
    add();
  };
  return (
    <form class="stack" onSubmit={submit}>
      <fieldset class="ways">
        <legend>{t('keyPlaceLabel')}</legend>
        {PLACES.map(([value, word]) => (
          <label key={value} class="choice">
            <input
              type="radio"
              name="passkey-place"
              value={value}
              checked={place.value === value}
              onChange={() => (place.value = value)}
            />
            <span>{t(word)}</span>
          </label>
        ))}
      </fieldset>
      <p class="field">
        <label for="passkey-name">{t('keyNameLabel')}</label>
        <input
          id="passkey-name"
          type="text"
          dir="auto"
          autocomplete="off"
          maxLength={MAX_KEY_NAME}
          value={typed.value ?? proposed}
          onInput={(event) => (typed.value = event.currentTarget.value)}
        />
      </p>
      <p class="soft">{t('passkeyWhatHappens')}</p>
      <Refusal action={action} onProved={add} />
      <div class="buttons">
        <button id="add-passkey" type="submit" disabled={action.busy}>
          {t('createPasskey')}
        </button>
        {action.busy && <SoftLine text={t('waitingForPasskey')} />}
        {done.value !== '' && <SoftLine text={t('keyAdded', done.value)} />}
      </div>
    </form>
  );
}

function Refusal({ action, onProved }: { action: Action; onProved: () => void }): JSX.Element | null {
  const { failure } = action;
  if (!failure) return null;
  // The authenticator holds one of the vault's passkeys: it was made there, or has been synced to it.
  if (failure.detail?.['reason'] === 'InvalidStateError') return <SoftLine text={t('passkeyKnownHere')} />;
  return (
    <>
      <KeyFailure failure={failure} onProved={onProved} />
      {needsOtherPasskey(failure.code) && (
        <details>
          <summary>{t('otherPasskeyWorks')}</summary>
          <p class="soft">{t('otherPasskeyWhy')}</p>
          <WorkingPasskeys />
        </details>
      )}
    </>
  );
}

function platform(): string {
  return (navigator as { userAgentData?: { readonly platform: string } }).userAgentData?.platform ?? '';
}
