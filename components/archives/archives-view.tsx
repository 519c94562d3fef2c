import { appState } from '@/components/app-state';
import { FailureNotice } from '@/components/failure-notice';
import { Heading } from '@/components/heading';
import { t } from '@/utils/words';
import type { JSX } from 'preact';
import { archives, archivesFailure, loadArchives } from './archive-data';
import { ArchiveList } from './archive-list';
import { ArchivePage } from './archive-page';
import { ArrivalNotice } from './arrival-notice';
import { LockedArchives } from './locked-archives';
import { LostNotice } from './lost-notice';
import { NoArchives } from './no-archives';

/** The archives: locked, none, all of them, or one. */
export function ArchivesView({ archive }: { archive: string | null }): JSX.Element {
  if (appState.value?.vault !== 'unlocked') return <LockedArchives />;
  const opened = archives.value?.find(({ id }) => id === archive);
  if (opened) return <ArchivePage key={opened.id} archive={opened} />;
  return (
    <>
      <Heading text={t('viewArchives')} />
      <FailureNotice failure={archivesFailure.value}>
        <button type="button" onClick={() => void loadArchives()}>
          {t('tryAgain')}
        </button>
      </FailureNotice>
      <LostNotice />
      <ArrivalNotice />
      {archives.value && (archives.value.length === 0 ? <NoArchives /> : <ArchiveList archives={archives.value} />)}
    </>
  );
}
