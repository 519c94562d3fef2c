import { ExportList } from '@/components/exports/export-list';
import { FailureNotice } from '@/components/failure-notice';
import { t } from '@/utils/words';
import type { JSX } from 'preact';
import { useContents } from './contents';

/** The exports in an archive that has some, chat by chat, and what was not understood of them. */
export function ArchiveExports({ archive }: { archive: string }): JSX.Element {
  const contents = useContents(archive);
  return (
    <section id="exports" class="stack" aria-label={t('exportsLabel')}>
      <FailureNotice failure={contents.failure.value}>
        <button type="button" onClick={() => void contents.read()}>
          {t('tryAgain')}
        </button>
      </FailureNotice>
      {contents.exports.value.length > 0 && (
        <div class="card">
          <ExportList exports={contents.exports.value} since="before" />
        </div>
      )}
    </section>
  );
}
