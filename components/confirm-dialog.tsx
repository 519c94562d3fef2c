import { useAction } from '@/components/action';
import { FailureNotice } from '@/components/failure-notice';
import { Modal, closeModal } from '@/components/modal';
import type { Failure } from '@/utils/errors';
import { t } from '@/utils/words';
import type { ComponentChildren, JSX } from 'preact';

interface Props {
  readonly id: string;
  readonly heading: string;
  readonly confirm: string;
  /** It takes something away. */
  readonly isDanger?: boolean;
  /** What happens after the yes; the dialog closes when it is done. */
  work(signal: AbortSignal): Promise<void>;
  onClose(): void;
  /** How a failure is shown; `again` does the work once more. */
  showFailure?(failure: Failure | null, again: () => void): JSX.Element;
  readonly children: ComponentChildren;
}

/** Says what something means, and does it after a yes. */
export function ConfirmDialog({
  id,
  heading,
  confirm,
  isDanger,
  work,
  onClose,
  showFailure,
  children,
}: Props): JSX.Element {
  const action = useAction();
  const submit = (): void =>
    action.run(async (signal) => {
      await work(signal);
      onClose();
    });
  const { failure } = action;
  return (
    <Modal id={id} heading={heading} onSubmit={submit} onClose={onClose}>
      {children}
      {showFailure ? showFailure(failure, submit) : <FailureNotice failure={failure} />}
      <div class="buttons">
        <button
          class={isDanger ? 'confirm danger' : 'confirm'}
          type="submit"
          disabled={action.busy || failure?.code === 'PROOF_TOO_OLD'}
        >
          {confirm}
        </button>
        <button class="quiet" type="button" onClick={closeModal}>
          {t('cancel')}
        </button>
      </div>
    </Modal>
  );
}
