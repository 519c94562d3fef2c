import { useAction } from '@/components/action';
import { Modal, closeModal } from '@/components/modal';
import { t } from '@/utils/words';
import type { ComponentChildren, JSX } from 'preact';
import { KeyFailure } from './key-failure';
import { loadKeys } from './key-list';

interface Props {
  readonly id: string;
  readonly heading: string;
  readonly confirm: string;
  /** What changes the keys after the yes; the dialog closes when it is done. */
  work(signal: AbortSignal): Promise<void>;
  onClose(): void;
  readonly children: ComponentChildren;
}

/** Says what a change of the keys means, and makes it after a yes; asks for a key first where that is needed. */
export function ChangeDialog({ id, heading, confirm, work, onClose, children }: Props): JSX.Element {
  const action = useAction();
  const change = (): void =>
    action.run(async (signal) => {
      await work(signal);
      await loadKeys();
      onClose();
    });
  return (
    <Modal id={id} heading={heading} onSubmit={change} onClose={onClose}>
      {children}
      <KeyFailure failure={action.failure} onProved={change} />
      <div class="buttons">
        <button class="confirm danger" type="submit" disabled={action.busy || action.failure?.code === 'PROOF_TOO_OLD'}>
          {confirm}
        </button>
        <button class="quiet" type="button" onClick={closeModal}>
          {t('cancel')}
        </button>
      </div>
    </Modal>
  );
}
