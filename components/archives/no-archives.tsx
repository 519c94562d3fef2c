import { hrefOf } from '@/components/address';
import { t } from '@/utils/words';
import type { JSX } from 'preact';

/** The list before the first backup. */
export function NoArchives(): JSX.Element {
  return (
    <section id="no-archives" class="card stack">
      <h2>{t('noArchivesHeading')}</h2>
      <p>{t('noArchivesIntro')}</p>
      <div class="buttons">
        <a class="button" href={hrefOf('backup')}>
          {t('viewBackup')}
        </a>
      </div>
    </section>
  );
}
