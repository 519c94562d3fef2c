import { useAction } from '@/components/action';
import { FailureNotice } from '@/components/failure-notice';
import { Heading } from '@/components/heading';
import { unwrap } from '@/utils/errors';
import { ask } from '@/utils/messages/client';
import { t } from '@/utils/words';
import type { JSX } from 'preact';
import { CONSENT_VERSION } from './consent';

/** What is read, kept and sent, and the user's word on it. */
export function ConsentStep(): JSX.Element {
  const action = useAction();
  const agree = (): void => action.run(async () => unwrap(await ask('agree', { version: CONSENT_VERSION })));
  return (
    <>
      <Heading text={t('consentHeading')} />
      <p>{t('consentIntro')}</p>
      <dl class="card consent">
        <dt>{t('consentReadTerm')}</dt>
        <dd>{t('consentRead')}</dd>
        <dt>{t('consentKeptTerm')}</dt>
        <dd>{t('consentKept')}</dd>
        <dt>{t('consentSentTerm')}</dt>
        <dd>{t('consentSent')}</dd>
        <dt>{t('consentOthersTerm')}</dt>
        <dd>{t('consentOthers')}</dd>
      </dl>
      <FailureNotice failure={action.failure} />
      <div class="buttons">
        <button id="agree" type="button" disabled={action.busy} onClick={agree}>
          {t('agree')}
        </button>
      </div>
    </>
  );
}
