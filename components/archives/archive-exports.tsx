import { ExportList } from '@/components/exports/export-list';
import { FailureNotice } from '@/components/failure-notice';
import type { ExportSummary, ExportTotals } from '@/utils/messengers/summary/summary';
import type { Archive } from '@/utils/vault/types';
import { t } from '@/utils/words';
import type { JSX } from 'preact';
import { useContents } from './contents';

/** The exports in an archive that has some, chat by chat, and what was not understood of them. */
export function ArchiveExports({ archive }: { archive: Archive }): JSX.Element {
  const contents = useContents(archive.id);
  // The numbers are there at once, and hold the place of what is read: nothing below moves while somebody reaches for it.
  const exports = contents.exports.value.length > 0 ? contents.exports.value : archive.exports.map(unread);
  // Of more than a hundred exports the archive has the numbers together.
  const totals = archive.exports.length === exports.length ? { totals: archive.exports } : {};
  return (
    <section id="exports" class="stack" aria-label={t('exportsLabel')}>
      <FailureNotice failure={contents.failure.value}>
        <button type="button" onClick={() => void contents.read()}>
          {t('tryAgain')}
        </button>
      </FailureNotice>
      <div class="card">
        <ExportList exports={exports} {...totals} since="before" />
      </div>
    </section>
  );
}

/** An export of which only the numbers are known (yet). */
function unread({ messenger, variant, people, unparsed }: ExportTotals): ExportSummary {
  return { path: '', messenger, variant, chats: [], people, unparsed, unparsedFirst: [] };
}
