import { useAction } from '@/components/action';
import { unwrap } from '@/utils/errors';
import { ask } from '@/utils/messages/client';
import { signalRenamed } from '@/utils/passkey';
import type { KeyInfo } from '@/utils/vault/key-types';
import { t } from '@/utils/words';
import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { KeyFailure } from './key-failure';
import { loadKeys } from './key-list';
import { MAX_KEY_NAME } from './key-words';
import { passkeyNames } from './passkey-names';

/** A key's name as a field, in its place: Enter keeps it, Escape leaves it as it was. */
export function RenameKey({ info, onDone }: { info: KeyInfo; onDone: () => void }): JSX.Element {
  const action = useAction();
  const name = useSignal(info.name);
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => field.current?.select(), []);
  const save = (): void =>
    action.run(async () => {
      const wanted = name.value.trim();
      if (wanted !== info.name) await renameKey(info, wanted);
      onDone();
    });
  const submit = (event: SubmitEvent): void => {
    event.preventDefault();
    save();
  };
  const leave = (event: KeyboardEvent): void => {
    if (event.key === 'Escape') onDone();
  };
  return (
    <form class="stack rename" onSubmit={submit}>
      <p class="row">
        <input
          ref={field}
          type="text"
          dir="auto"
          autocomplete="off"
          maxLength={MAX_KEY_NAME}
          aria-label={t('keyNameLabel')}
          value={name.value}
          onInput={(event) => (name.value = event.currentTarget.value)}
          onKeyDown={leave}
        />
        <span class="buttons">
          <button class="plain-button" type="submit" disabled={action.busy}>
            {t('keyRenameSave')}
          </button>
          <button class="quiet" type="button" onClick={onDone}>
            {t('cancel')}
          </button>
        </span>
      </p>
      <KeyFailure failure={action.failure} onProved={save} />
    </form>
  );
}

async function renameKey({ id, passkey }: KeyInfo, name: string): Promise<void> {
  unwrap(await ask('renameKey', { id, name }));
  // Not waited for: a password manager that stands in may never answer.
  if (passkey) {
    const { userName, displayName } = passkeyNames(name);
    void signalRenamed(passkey.userId, userName, displayName);
  }
  await loadKeys();
}
