import { FailureNotice } from '@/components/failure-notice';
import { Heading } from '@/components/heading';
import { ReadsOnlyNotice } from '@/components/keys/reads-only-notice';
import { t } from '@/utils/words';
import type { JSX } from 'preact';
import { draft } from './draft';
import { DraftCard } from './draft-card';
import { dragging } from './drop-anywhere';
import { FileButton } from './file-button';

/** Where files are dropped or picked, and the backup is started. */
export function BackupView(): JSX.Element {
  const { files, problemCount, collecting, failure } = draft.value;
  const begun = files > 0 || problemCount > 0 || collecting;
  return (
    <>
      <Heading text={t('viewBackup')} />
      <ReadsOnlyNotice />
      <p>{t('backupIntro')}</p>
      <section id="drop" class={dragging.value ? 'drop over' : 'drop'} aria-label={t('dropLabel')}>
        <p>{t(begun ? 'dropMore' : 'dropHere')}</p>
        <div class="buttons">
          <FileButton id="pick-files" text={t('pickFiles')} folder={false} />
          <FileButton id="pick-folder" text={t('pickFolder')} folder={true} />
        </div>
      </section>
      <FailureNotice failure={failure} />
      {begun && <DraftCard />}
    </>
  );
}
