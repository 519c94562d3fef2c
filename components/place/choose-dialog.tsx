import { useAction } from '@/components/action';
import { appState } from '@/components/app-state';
import { FailureNotice } from '@/components/failure-notice';
import { askForFolder } from '@/components/let-in';
import { Modal, closeModal } from '@/components/modal';
import { Name } from '@/components/name';
import { SoftLine } from '@/components/soft-line';
import { TypedWord, isTyped } from '@/components/typed-word';
import { settle } from '@/utils/errors';
import type { FolderState } from '@/utils/messages/state';
import type { FolderLook } from '@/utils/sync/look';
import { type Word, t } from '@/utils/words';
import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import { carryOut } from './choose';
import { CopyChoice } from './copy-choice';
import { folderName } from './folder-name';
import { WayChoice } from './way-choice';
import { type Way, isOutOfReach, waysFor } from './ways';

/** What was found in the folder, and what that means for where the archives go. */
const INTROS: Readonly<Record<FolderLook['holds'], Word>> = {
  nothing: 'folderIsEmpty',
  files: 'folderHasFiles',
  same: 'folderIsSame',
  other: 'folderIsOther',
};

const CONFIRMS: Readonly<Record<Way, Word>> = {
  here: 'keepThere',
  beside: 'keepThere',
  open: 'openThose',
  giveUp: 'giveUpThose',
};

/** Says where exactly the archives will live, asks what has to be asked, and does it. */
export function ChooseDialog({ look, onClose }: { look: FolderLook; onClose: () => void }): JSX.Element {
  const { archives = 0, folder = null } = appState.value ?? {};
  const action = useAction();
  const ways = waysFor(look, archives);
  const way = useSignal<Way>(ways[0] ?? 'beside');
  const keepsCopy = useSignal(folder?.keepsCopy ?? true);
  const typed = useSignal('');
  const word = t('giveUpWord');
  // What only the folder of until now holds is taken along.
  const isKeptOut = useSignal(false);
  const withoutOld = folder !== null && (isOutOfReach(folder) || isKeptOut.value);
  const isOther = look.holds === 'other';
  const givesUp = way.value === 'giveUp';
  const place = way.value === 'beside' ? `${look.picked.name} / ${look.freeName}` : look.name;
  const confirm = (): void =>
    action.run(async (signal) => {
      if (folder?.access === 'ask' && !withoutOld && way.value !== 'open') {
        isKeptOut.value = !(await settle(askForFolder)).ok;
        if (isKeptOut.value) return;
      }
      await carryOut({ way: way.value, keepsCopy: keepsCopy.value, withoutOld }, look, signal);
      onClose();
    });
  return (
    <Modal
      id="choose-dialog"
      heading={t(isOther ? 'otherFolderHeading' : 'chooseFolderHeading', folderName(look.name))}
      onSubmit={confirm}
      onClose={onClose}
    >
      <p>{t(INTROS[look.holds])}</p>
      {isOther && <WayChoice ways={ways} way={way} archivesHere={archives} disabled={action.busy} />}
      {way.value !== 'open' && (
        <>
          <p id="place" class="place">
            <span class="soft">{t('placeWillBe')}</span>
            <strong>
              <Name text={place} />
            </strong>
          </p>
          <CopyChoice
            id="choose-copy"
            keepsCopy={keepsCopy.value}
            disabled={action.busy}
            onChange={(keeps) => (keepsCopy.value = keeps)}
          />
          <p class="soft">{t('browserAsksAgain')}</p>
        </>
      )}
      {withoutOld && way.value !== 'open' && (
        <p id="without-old" class="card warn">
          {t(withoutOldWord(look, folder), folderName(folder.name))}
        </p>
      )}
      {givesUp && <TypedWord id="give-up-typed" word={word} typed={typed} />}
      <FailureNotice failure={action.failure} />
      <div class="buttons">
        <button
          id="confirm-folder"
          class={givesUp ? 'danger' : ''}
          type="submit"
          disabled={action.busy || (givesUp && !isTyped(typed, word))}
        >
          {t(CONFIRMS[way.value])}
        </button>
        <button class="quiet" type="button" disabled={action.busy} onClick={closeModal}>
          {t('cancel')}
        </button>
        {action.busy && <SoftLine text={t('oneMoment')} />}
      </div>
    </Modal>
  );
}

/** What it means to go on without the folder of until now. */
function withoutOldWord({ holds }: FolderLook, { keepsCopy }: FolderState): Word {
  if (holds === 'same') return 'withoutOldSame';
  return keepsCopy ? 'withoutOldCopied' : 'withoutOld';
}
