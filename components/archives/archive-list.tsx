import { hrefOf } from '@/components/address';
import { Facts } from '@/components/facts';
import { bytes, moment } from '@/components/figures';
import { Name } from '@/components/name';
import { segmenter } from '@/utils/intl';
import type { Archive } from '@/utils/vault/types';
import { count, locale, t } from '@/utils/words';
import type { JSX } from 'preact';
import { useEffect, useMemo, useRef } from 'preact/hooks';
import { ExportsInList } from './exports-in-list';
import { inFolder, missingWords } from './missing-words';
import { useRowsShown } from './rows-shown';

/** The archive that was opened from the list: whoever comes back is where they were. */
let opened: string | null = null;

/** Every archive, in one line or two. */
export function ArchiveList({ archives }: { archives: readonly Archive[] }): JSX.Element {
  const rows = useRowsShown(archives.length);
  const list = useRef<HTMLUListElement>(null);
  useEffect(() => {
    if (opened === null) return;
    const link = list.current?.querySelector<HTMLElement>(`a[href="${hrefOf('archives', opened)}"]`);
    opened = null;
    link?.focus();
    link?.scrollIntoView({ block: 'center' });
  }, []);
  return (
    <ul ref={list} id="archive-list" class="card archive-list">
      {archives.slice(0, rows.value).map((archive) => (
        <ArchiveRow key={archive.id} archive={archive} />
      ))}
    </ul>
  );
}

function ArchiveRow({ archive }: { archive: Archive }): JSX.Element {
  const isInFolder = inFolder();
  // Most of a list stays as it is when some of it comes or changes.
  return useMemo(
    () => (
      <li class="archive">
        <span class="who" aria-hidden="true">
          {initial(archive.title)}
        </span>
        <div class="archive-text">
          <h2>
            <a href={hrefOf('archives', archive.id)} onClick={() => (opened = archive.id)}>
              <Name text={archive.title} />
            </a>
          </h2>
          <ExportsInList archive={archive} />
          <Facts
            items={[
              moment(archive.createdAt),
              count('files', archive.files),
              bytes(archive.bytes),
              archive.isLate ? t('lateArchive') : null,
              missingWords(archive, isInFolder),
              archive.problemCount > 0 ? count('notSaved', archive.problemCount) : null,
            ]}
          />
        </div>
      </li>
    ),
    [archive, isInFolder],
  );
}

function initial(title: string): string {
  const [first] = segmenter(locale()).segment(title.trim());
  return first?.segment.toLocaleUpperCase(locale()) ?? '';
}
