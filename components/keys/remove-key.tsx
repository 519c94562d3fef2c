import { Modal, closeModal } from '@/components/modal';
import { Name } from '@/components/name';
import { unwrap } from '@/utils/errors';
import { ask } from '@/utils/messages/client';
import { signalForgotten } from '@/utils/passkey';
import type { KeyInfo } from '@/utils/vault/key-types';
import { isolate, t } from '@/utils/words';
import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import { ChangeDialog } from './change-dialog';
import { goToRotation } from './go-to-rotation';
import { keyTitle } from './key-words';

/** Removes a key after saying what that means, or says why it has to stay. */
export function RemoveKey({ info }: { info: KeyInfo }): JSX.Element {
  const asking = useSignal(false);
  const close = (): void => void (asking.value = false);
  const title = keyTitle(info);
  return (
    <>
      <button class="quiet bad remove-key" type="button" onClick={() => (asking.value = true)}>
        {t('keyRemove')}
        <span class="visually-hidden"> {title}</span>
      </button>
      {asking.value &&
        (info.isRemovable ? (
          <RemoveDialog info={info} onClose={close} />
        ) : (
          <NeededDialog info={info} onClose={close} />
        ))}
    </>
  );
}

interface Props {
  readonly info: KeyInfo;
  onClose(): void;
}

function RemoveDialog({ info, onClose }: Props): JSX.Element {
  return (
    <ChangeDialog
      id="remove-key-dialog"
      heading={t('keyRemoveHeading', isolate(keyTitle(info)))}
      confirm={t('keyRemoveConfirm')}
      work={async () => await removeKey(info)}
      onClose={onClose}
    >
      <p>{t('keyRemoveMeans')}</p>
      {info.passkey && <p>{t('keyRemovePasskey')}</p>}
      <p>{t('keyRemoveCopies')}</p>
      <div class="buttons">
        <button
          class="quiet to-rotation"
          type="button"
          onClick={(event) => {
            closeModal(event);
            goToRotation();
          }}
        >
          {t('keyRemoveLost')}
        </button>
      </div>
    </ChangeDialog>
  );
}

function NeededDialog({ info, onClose }: Props): JSX.Element {
  return (
    <Modal id="needed-key-dialog" heading={t('keyLastWhat')} onSubmit={onClose} onClose={onClose}>
      <p>
        <Name text={keyTitle(info)} />
      </p>
      <p>{t('keyLastNext')}</p>
      <div class="buttons">
        <button type="submit">{t('keyUnderstood')}</button>
      </div>
    </Modal>
  );
}

async function removeKey({ id, passkey }: KeyInfo): Promise<void> {
  unwrap(await ask('removeKey', { id }));
  // Not waited for: a password manager that stands in may never answer.
  if (passkey) void signalForgotten(passkey.credentialId);
}
