import { useAction } from '@/components/action';
import { FailureNotice } from '@/components/failure-notice';
import { nameJob } from '@/components/jobs/names';
import { Modal, closeModal } from '@/components/modal';
import { TypedWord, isTyped } from '@/components/typed-word';
import { whileOpen } from '@/components/unlock/ceremony';
import { unwrap } from '@/utils/errors';
import { ask } from '@/utils/messages/client';
import { shownName } from '@/utils/shown-name';
import type { Archive } from '@/utils/vault/types';
import { isolate, t } from '@/utils/words';
import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';

interface Props {
  readonly archive: Archive;
  onClose(): void;
  onDeleted(): void;
}

/** Deletes an archive after the user has typed the word that is shown. */
export function DeleteDialog({ archive, onClose, onDeleted }: Props): JSX.Element {
  const typed = useSignal('');
  const action = useAction();
  const word = t('deleteWord');
  const remove = (): void =>
    action.run(async (signal) => {
      const job = await whileOpen(async () => unwrap(await ask('startDelete', { archive: archive.id })), signal);
      nameJob(job, archive.title);
      onDeleted();
    });
  return (
    <Modal
      id="delete-dialog"
      heading={t('deleteHeading', isolate(shownName(archive.title)))}
      onSubmit={remove}
      onClose={onClose}
    >
      <p>{t('deleteIntro')}</p>
      <TypedWord id="delete-typed" word={word} typed={typed} />
      <FailureNotice failure={action.failure} />
      <div class="buttons">
        <button id="confirm-delete" class="danger" type="submit" disabled={action.busy || !isTyped(typed, word)}>
          {t('deleteConfirm')}
        </button>
        <button class="quiet" type="button" onClick={closeModal}>
          {t('keepArchive')}
        </button>
      </div>
    </Modal>
  );
}
