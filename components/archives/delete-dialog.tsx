import { useAction } from '@/components/action';
import { FailureNotice } from '@/components/failure-notice';
import { nameJob } from '@/components/jobs/names';
import { whileOpen } from '@/components/unlock/ceremony';
import { unwrap } from '@/utils/errors';
import { ask } from '@/utils/messages/client';
import { shownName } from '@/utils/shown-name';
import type { Archive } from '@/utils/vault/types';
import { isolate, t } from '@/utils/words';
import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import { useEffect, useRef } from 'preact/hooks';

interface Props {
  readonly archive: Archive;
  onClose(): void;
  onDeleted(): void;
}

/** Deletes an archive after the user has typed the word that is shown. */
export function DeleteDialog({ archive, onClose, onDeleted }: Props): JSX.Element {
  const dialog = useRef<HTMLDialogElement>(null);
  const typed = useSignal('');
  const action = useAction();
  const word = t('deleteWord');
  useEffect(() => dialog.current?.showModal(), []);
  const remove = (event: SubmitEvent): void => {
    event.preventDefault();
    action.run(async (signal) => {
      const job = await whileOpen(async () => unwrap(await ask('startDelete', { archive: archive.id })), signal);
      nameJob(job, archive.title);
      onDeleted();
    });
  };
  return (
    <dialog ref={dialog} id="delete-dialog" aria-labelledby="delete-heading" onClose={onClose}>
      <form class="stack" onSubmit={remove}>
        <h2 id="delete-heading">{t('deleteHeading', isolate(shownName(archive.title)))}</h2>
        <p>{t('deleteIntro')}</p>
        <p class="field">
          <label for="delete-typed">{t('deleteType', word)}</label>
          <input
            id="delete-typed"
            type="text"
            autocomplete="off"
            autocapitalize="none"
            spellcheck={false}
            data-word={word}
            value={typed.value}
            onInput={(event) => (typed.value = event.currentTarget.value)}
          />
        </p>
        <FailureNotice failure={action.failure} />
        <div class="buttons">
          <button
            id="confirm-delete"
            class="danger"
            type="submit"
            disabled={action.busy || typed.value.trim().toLowerCase() !== word.toLowerCase()}
          >
            {t('deleteConfirm')}
          </button>
          <button class="quiet" type="button" onClick={() => dialog.current?.close()}>
            {t('keepArchive')}
          </button>
        </div>
      </form>
    </dialog>
  );
}
