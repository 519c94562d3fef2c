import type { AppState } from '@/utils/messages/state';
import { t } from '@/utils/words';
import type { JSX } from 'preact';
import { pageBelow, pageLate } from './page-below';
import { PageOffer } from './page-offer';

/** What there is to do with the page below the popup; nothing over Passkeep's own, or before there is a vault. */
export function PopupBelow({ state }: { state: AppState }): JSX.Element | null {
  const below = pageBelow.value;
  if (!below || below.kind === 'own') return null;
  return (
    <div class={pageLate.value ? 'popup-below late' : 'popup-below'}>
      {below.look && below.tab !== null ? (
        <PageOffer tab={below.tab} look={below.look} locked={state.vault === 'locked'} />
      ) : (
        <p id="page-barred" class="soft">
          {t('pageBarred')}
        </p>
      )}
    </div>
  );
}
