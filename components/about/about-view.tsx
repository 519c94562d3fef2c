import { Heading } from '@/components/heading';
import { t } from '@/utils/words';
import type { JSX } from 'preact';
import { browser } from 'wxt/browser';
import { PermissionsTable } from './permissions-table';

/** Version, permissions, format and licence. */
export function AboutView(): JSX.Element {
  return (
    <>
      <Heading text={t('viewAbout')} />
      <p>{t('aboutIntro')}</p>
      <p class="soft">{t('aboutVersion', browser.runtime.getManifest().version)}</p>
      <section class="card stack">
        <h2>{t('permissionsHeading')}</h2>
        <p>{t('permissionsIntro')}</p>
        <PermissionsTable />
      </section>
      <section class="card stack">
        <h2>{t('formatHeading')}</h2>
        <p>{t('formatMeans')}</p>
      </section>
      <section class="card stack">
        <h2>{t('licenceHeading')}</h2>
        <p>{t('licenceMeans')}</p>
      </section>
    </>
  );
}
