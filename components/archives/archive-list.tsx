import { hrefOf } from '@/components/address';
import { Facts } from '@/components/facts';
import { bytes, moment } from '@/components/figures';
import { Name } from '@/components/name';
import type { Archive } from '@/utils/vault/types';
import { count, locale, t } from '@/utils/words';
import type { JSX } from 'preact';
import { ExportsInList } from './exports-in-list';
import { missingWords } from './missing-words';

/** Every archive, in one line or two. */
export function ArchiveList({ archives }: { archives: readonly Archive[] }): JSX.Element {
  return (
    <ul id="archive-list" class="card archive-list">
      {archives.map((archive) => (
        <li key={archive.id} class="archive">
          <span class="who" aria-hidden="true">
            {initial(archive.title)}
          </span>
          <div class="archive-text">
            <h2>
              <a href={hrefOf('archives', archive.id)}>
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
                missingWords(archive),
                archive.problemCount > 0 ? count('notSaved', archive.problemCount) : null,
              ]}
            />
          </div>
        </li>
      ))}
    </ul>
  );
}

function initial(title: string): string {
  const [first] = new Intl.Segmenter(locale()).segment(title.trim());
  return first?.segment.toLocaleUpperCase(locale()) ?? '';
}
