import { go, hrefOf } from '@/components/address';
import { bytes, moment, number } from '@/components/figures';
import { Heading } from '@/components/heading';
import { Problems } from '@/components/problems';
import type { Archive } from '@/utils/vault/types';
import { count, t } from '@/utils/words';
import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import { ArchiveExports } from './archive-exports';
import { DeleteDialog } from './delete-dialog';
import { FileList } from './file-list';
import { LateNotice } from './late-notice';
import { MissingNotice } from './missing-notice';
import { RestoreBar } from './restore-bar';
import { useListing } from './listing';

/** One archive: what it is, what is in it, and what can be done with it. */
export function ArchivePage({ archive }: { archive: Archive }): JSX.Element {
  const listing = useListing(archive);
  const selected = useSignal<ReadonlySet<string>>(new Set());
  const deleting = useSignal(false);
  // Why the list of files cannot be read is said already.
  const noneHere = archive.missing !== null && archive.missing.files >= archive.files;
  const facts = [
    [t('factSaved'), moment(archive.createdAt)],
    [t('factFiles'), number(archive.files)],
    [t('factSize'), bytes(archive.bytes)],
    [t('factAdded'), bytes(Math.min(archive.addedBytes, archive.bytes))],
  ];
  return (
    <article id="archive" class="stack" data-archive={archive.id}>
      <a class="back" href={hrefOf('archives')}>
        {t('allArchives')}
      </a>
      <Heading text={archive.title} tab={t('archiveTab')} />
      <dl class="fact-row">
        {facts.map(([term, value]) => (
          <div key={term}>
            <dt>{term}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      {archive.exports.length > 0 && <ArchiveExports archive={archive} />}
      <Problems
        summary={count('notSaved', archive.problemCount)}
        problems={archive.problems}
        total={archive.problemCount}
      />
      <LateNotice archive={archive} />
      <MissingNotice archive={archive} />
      <RestoreBar archive={archive} files={listing.files.value} selected={selected.value} />
      {!(listing.failure.value && noneHere) && <FileList listing={listing} selected={selected} />}
      <div class="buttons">
        <button id="delete-archive" class="quiet bad" type="button" onClick={() => (deleting.value = true)}>
          {t('deleteArchive')}
        </button>
      </div>
      {deleting.value && (
        <DeleteDialog archive={archive} onClose={() => (deleting.value = false)} onDeleted={() => go('archives')} />
      )}
    </article>
  );
}
