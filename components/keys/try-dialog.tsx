import { useAction } from '@/components/action';
import { FailureNotice } from '@/components/failure-notice';
import { Modal, closeModal } from '@/components/modal';
import { SoftLine } from '@/components/soft-line';
import type { KeyKind, KeyTried } from '@/utils/vault/key-types';
import { type Word, t } from '@/utils/words';
import type { JSX } from 'preact';
import { tryKey } from './proof';
import { TypedKeyField, useTypedKey } from './typed-key';

interface Props {
  readonly kind: Exclude<KeyKind, 'passkey'>;
  onTried(result: KeyTried): Promise<void>;
  onClose(): void;
}

const HEADINGS: Readonly<Record<Props['kind'], Word>> = {
  words: 'keyTryWords',
  password: 'keyTryPassword',
  heirs: 'keyTryHeirs',
};

/** Asks for a key that is typed, and tries it. */
export function TryDialog({ kind, onTried, onClose }: Props): JSX.Element {
  const typed = useTypedKey(kind);
  const action = useAction();
  const submit = (): void =>
    action.run(async () => {
      await onTried(await tryKey(typed.proof));
      onClose();
    });
  return (
    <Modal id="try-dialog" heading={t(HEADINGS[kind])} onSubmit={submit} onClose={onClose}>
      <p class="soft">{t('keyTryMeans')}</p>
      <TypedKeyField id="try-typed" typed={typed} />
      <FailureNotice failure={action.failure} />
      <div class="buttons">
        <button class="confirm" type="submit" disabled={action.busy || typed.isEmpty}>
          {t('keyTry')}
        </button>
        <button class="quiet" type="button" onClick={closeModal}>
          {t('cancel')}
        </button>
        {action.busy && <SoftLine text={t('keyTrying')} />}
      </div>
    </Modal>
  );
}
