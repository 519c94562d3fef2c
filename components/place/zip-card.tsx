import { useAction } from '@/components/action';
import { download } from '@/components/download';
import { FailureNotice } from '@/components/failure-notice';
import { unwrap } from '@/utils/errors';
import { ask } from '@/utils/messages/client';
import { t } from '@/utils/words';
import type { JSX } from 'preact';
import { withFolder } from './with-folder';

/** Everything in one file, to keep wherever the user likes. */
export function ZipCard(): JSX.Element {
  const action = useAction();
  const save = (): void =>
    action.run(async (signal) => download(await withFolder(async () => unwrap(await ask('startExport')), signal)));
  return (
    <section class="card stack">
      <h2>{t('zipHeading')}</h2>
      <p>{t('zipMeans')}</p>
      <FailureNotice failure={action.failure} />
      <div class="buttons">
        <button id="download-all" class="plain-button" type="button" disabled={action.busy} onClick={save}>
          {t('downloadAll')}
        </button>
      </div>
    </section>
  );
}
