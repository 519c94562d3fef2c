import { appState } from '@/components/app-state';
import { Facts } from '@/components/facts';
import { bytes, moment } from '@/components/figures';
import { Heading } from '@/components/heading';
import { Unlock } from '@/components/unlock/unlock';
import { count, t } from '@/utils/words';
import type { JSX } from 'preact';

/** What may be said of the archives without a key: how many, how large, since when. */
export function LockedArchives(): JSX.Element {
  const { archives = 0, storedBytes = 0, lastBackupAt = null, passkeyHere = true } = appState.value ?? {};
  return (
    <>
      <Heading text={t('viewArchives')} />
      <section class="card stack">
        <div>
          <h2>{t('lockedHeading')}</h2>
          <Facts
            items={[
              count('archives', archives),
              archives > 0 ? bytes(storedBytes) : null,
              lastBackupAt === null ? null : t('lastBackup', moment(lastBackupAt)),
            ]}
          />
        </div>
        <p>{t(passkeyHere ? 'lockedIntro' : 'openIntro')}</p>
        <Unlock />
      </section>
    </>
  );
}
