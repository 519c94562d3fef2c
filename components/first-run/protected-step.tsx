import { go } from '@/components/address';
import { Heading } from '@/components/heading';
import { t } from '@/utils/words';
import type { JSX } from 'preact';

/** What has been reached, and the first thing to do with it. */
export function ProtectedStep({ onLeave }: { onLeave: () => void }): JSX.Element {
  const leave = (): void => {
    go('backup');
    onLeave();
  };
  return (
    <div class="stack" id="protected">
      <Heading text={t('protectedHeading')} />
      <p>{t('protectedIntro')}</p>
      <p>{t('protectedAdvice')}</p>
      <div class="buttons">
        <button id="first-backup" type="button" onClick={leave}>
          {t('firstBackup')}
        </button>
      </div>
    </div>
  );
}
