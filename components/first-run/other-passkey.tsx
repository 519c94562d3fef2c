import { FAILURE_WORDS } from '@/components/failure-words';
import { Heading } from '@/components/heading';
import { WorkingPasskeys } from '@/components/keys/working-passkeys';
import type { Failure } from '@/utils/errors';
import { t } from '@/utils/words';
import type { JSX } from 'preact';

/** Why the passkey cannot be used, and which ones can. */
export function OtherPasskey({ failure, onTryAgain }: { failure: Failure; onTryAgain: () => void }): JSX.Element {
  const words = FAILURE_WORDS[failure.code];
  return (
    <div class="stack" id="other-passkey" data-code={failure.code}>
      <Heading text={t(words.what)} />
      <p>{t('otherPasskeyWhy')}</p>
      <p>{t('otherPasskeyData')}</p>
      <section class="card stack">
        <h2>{t('otherPasskeyWorks')}</h2>
        <WorkingPasskeys />
      </section>
      <p>{t(words.next)}</p>
      <div class="buttons">
        <button id="create-passkey" type="button" onClick={onTryAgain}>
          {t('tryAgain')}
        </button>
      </div>
    </div>
  );
}
