import { useAction } from '@/components/action';
import { FailureNotice } from '@/components/failure-notice';
import { Facts } from '@/components/facts';
import { bytes, moment } from '@/components/figures';
import { unwrap } from '@/utils/errors';
import { ask } from '@/utils/messages/client';
import type { AppState, FolderState } from '@/utils/messages/state';
import { count, t } from '@/utils/words';
import type { JSX } from 'preact';
import { ChooseFolder } from './choose-folder';
import { CopyChoice } from './copy-choice';
import { folderName } from './folder-name';
import { folderTrouble } from './folder-trouble';
import { LeaveCard } from './leave-card';
import { pendingWords } from './pending-words';
import { withFolder } from './with-folder';
import { ZipCard } from './zip-card';

/** The vault in a folder: whether everything is there, and how to change that. */
export function InFolder({ state, folder }: { state: AppState; folder: FolderState }): JSX.Element {
  const action = useAction();
  const setKeepsCopy = (keepsCopy: boolean): void =>
    action.run(
      async (signal) => void (await withFolder(async () => unwrap(await ask('setKeepsCopy', { keepsCopy })), signal)),
    );
  return (
    <>
      <section id="in-folder" class="card stack" data-access={folder.access}>
        <div>
          <h2>{t('placeFolder', folderName(folder.name))}</h2>
          <Facts items={[count('archives', state.archives), bytes(state.storedBytes)]} />
        </div>
        <Standing folder={folder} />
        <p>{t('folderMeans')}</p>
        <CopyChoice id="keeps-copy" keepsCopy={folder.keepsCopy} disabled={action.busy} onChange={setKeepsCopy} />
        <FailureNotice failure={action.failure} />
        {/* Where another folder is what helps, the notice above has the button. */}
        {folderTrouble(state)?.kind !== 'choose' && (
          <div class="buttons">
            <ChooseFolder />
          </div>
        )}
      </section>
      <ZipCard />
      <LeaveCard />
      <section class="card warn stack">
        <h2>{t('placeCareHeading')}</h2>
        <p>{t('folderCare')}</p>
      </section>
    </>
  );
}

/** Whether everything is in the folder, as far as Passkeep has seen. */
function Standing({ folder }: { folder: FolderState }): JSX.Element {
  const pending = pendingWords(folder);
  const whole = pending === null && folder.access === 'ready' && folder.failure === null;
  return (
    <div id="folder-standing" data-whole={whole}>
      <p class="state">
        <span class={whole ? 'dot' : 'dot warn'} />
        {whole ? t('allInFolder') : (pending ?? t('folderNotSeen'))}
      </p>
      {folder.syncedAt !== null && <p class="soft">{t('lastAllInFolder', moment(folder.syncedAt))}</p>}
    </div>
  );
}
