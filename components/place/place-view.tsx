import { appState } from '@/components/app-state';
import { Facts } from '@/components/facts';
import { bytes } from '@/components/figures';
import { Heading } from '@/components/heading';
import { count, t } from '@/utils/words';
import type { JSX } from 'preact';

/** Where the archives are, and how much room they take. */
export function PlaceView(): JSX.Element {
  const { archives = 0, storedBytes = 0 } = appState.value ?? {};
  return (
    <>
      <Heading text={t('viewPlace')} />
      <section class="card stack">
        <div>
          <h2>{t('placeBrowser')}</h2>
          <Facts items={[count('archives', archives), bytes(storedBytes)]} />
        </div>
        <p>{t('placeMeans')}</p>
      </section>
      <section class="card warn stack">
        <h2>{t('placeCareHeading')}</h2>
        <p>{t('placeCare')}</p>
      </section>
    </>
  );
}
