import { Facts } from '@/components/facts';
import { bytes } from '@/components/figures';
import { canPickFolder } from '@/components/pick-folder';
import type { AppState } from '@/utils/messages/state';
import { count, t } from '@/utils/words';
import type { JSX } from 'preact';
import { ChooseFolder } from './choose-folder';
import { EveryPlaceCards } from './every-place-cards';

/** The vault in this browser alone: what that means, and how to have it outlive the browser. */
export function InBrowser({ state }: { state: AppState }): JSX.Element {
  return (
    <>
      <section id="in-browser" class="card stack">
        <div>
          <h2>{t('placeBrowser')}</h2>
          <Facts items={[count('archives', state.archives), bytes(state.storedBytes)]} />
        </div>
        <p>{t('placeMeans')}</p>
      </section>
      {canPickFolder() && (
        <section class="card stack">
          <h2>{t('folderHeading')}</h2>
          <p>{t('folderOffer')}</p>
          <div class="buttons">
            <ChooseFolder />
          </div>
        </section>
      )}
      <EveryPlaceCards state={state} />
      <section class="card warn stack">
        <h2>{t('placeCareHeading')}</h2>
        <p>{t('placeCare')}</p>
      </section>
    </>
  );
}
