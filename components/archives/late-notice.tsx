import type { Archive } from '@/utils/vault/types';
import { t } from '@/utils/words';
import type { JSX } from 'preact';

/** That an archive was made with the vault's old key after that had been changed. */
export function LateNotice({ archive }: { archive: Archive }): JSX.Element | null {
  if (!archive.isLate) return null;
  return (
    <section id="late" class="card warn notice">
      <h2>{t('lateArchiveHeading')}</h2>
      <p>{t('lateArchiveMeans')}</p>
    </section>
  );
}
