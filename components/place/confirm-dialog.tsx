import { useAction } from '@/components/action';
import { FailureNotice } from '@/components/failure-notice';
import { Modal, closeModal } from '@/components/modal';
import { t } from '@/utils/words';
import type { ComponentChildren, JSX } from 'preact';

interface Props {
  readonly id: string;
  readonly heading: string;
  readonly confirm: string;
  /** What happens after the yes; the dialog closes when it is done. */
  work(signal: AbortSignal): Promise<void>;
  onClose(): void;
  readonly children: ComponentChildren;
}

/** Says what something means, and does it after a yes. */
export function ConfirmDialog({ id, heading, confirm, work, onClose, children }: Props): JSX.Element {
  const action = useAction();
  const submit = (): void =>
    action.run(async (signal) => {
      await work(signal);
      onClose();
    });
  return (
    <Modal id={id} heading={heading} onSubmit={submit} onClose={onClose}>
      {children}
      <FailureNotice failure={action.failure} />
      <div class="buttons">
        <button class="confirm" type="submit" disabled={action.busy}>
          {confirm}
        </button>
        <button class="quiet" type="button" disabled={action.busy} onClick={closeModal}>
          {t('cancel')}
        </button>
      </div>
    </Modal>
  );
}
