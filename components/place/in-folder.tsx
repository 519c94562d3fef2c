import { Facts } from '@/components/facts';
import { bytes } from '@/components/figures';
import type { AppState, FolderState } from '@/utils/messages/state';
import { count, t } from '@/utils/words';
import type { JSX } from 'preact';
import { ChooseFolder } from './choose-folder';
import { EveryPlaceCards } from './every-place-cards';
import { FolderNotice } from './folder-notice';
import { folderName } from './folder-name';
import { folderTrouble } from './folder-trouble';
import { KeepsCopy } from './keeps-copy';
import { LeaveCard } from './leave-card';
import { Standing } from './standing';

/** The vault in a folder: whether everything is there, and how to change that. */
export function InFolder({ state, folder }: { state: AppState; folder: FolderState }): JSX.Element {
  const trouble = folderTrouble(state);
  const pending = folder.pending.files > 0;
  return (
    <>
      <FolderNotice loud={false} />
      <section id="in-folder" class="card stack" data-access={folder.access}>
        <div>
          <h2>{t('placeFolder', folderName(folder.name))}</h2>
          <Facts items={[count('archives', state.archives), bytes(state.storedBytes)]} />
        </div>
        <Standing folder={folder} trouble={trouble} />
        <p>{t('folderMeans')}</p>
        <KeepsCopy folder={folder} />
        {/* Where another folder is what helps, the notice above has the button. */}
        {trouble?.kind !== 'choose' && (
          <div class="buttons">
            <ChooseFolder />
          </div>
        )}
      </section>
      <EveryPlaceCards state={state} />
      <LeaveCard />
      <section class={pending ? 'card warn stack' : 'card stack'}>
        <h2>{t('placeCareHeading')}</h2>
        <p>
          {t('folderCare')} {pending && t('folderCarePending')}
        </p>
      </section>
    </>
  );
}
