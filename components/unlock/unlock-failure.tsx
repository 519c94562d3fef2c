import { appState } from '@/components/app-state';
import { FailureNotice } from '@/components/failure-notice';
import { LookAgain } from '@/components/look-again';
import type { ErrorCode, Failure } from '@/utils/errors';
import { t } from '@/utils/words';
import type { JSX } from 'preact';

/** What is said of a vault whose files of keys have not come, or not whole. */
const KEYLESS: ReadonlySet<ErrorCode> = new Set(['VAULT_UNREADABLE', 'VAULT_MISSING', 'DAMAGED', 'STORAGE_MISSING']);
/** What is said of a key whose own file has not come. */
const NOT_KNOWN: ReadonlySet<ErrorCode> = new Set(['WORDS_WRONG', 'PASSKEY_UNKNOWN', 'PASSWORD_WRONG', 'SHARES_WRONG']);

/** Why the vault did not open. In a folder that is still being synced, a key may only not have come yet. */
export function UnlockFailure({ failure }: { failure: Failure | null }): JSX.Element | null {
  if (!failure || !appState.value?.folder) return <FailureNotice failure={failure} />;
  if (KEYLESS.has(failure.code))
    return (
      <section class="card warn notice" role="alert" data-code={failure.code}>
        <h2>{t('keysNotHereWhat')}</h2>
        <p>{t('vaultUnreadableData')}</p>
        <p>{t('keysNotHereNext')}</p>
        <LookAgain />
      </section>
    );
  return (
    <>
      <FailureNotice failure={failure} />
      {NOT_KNOWN.has(failure.code) && (
        <>
          <p class="soft">{t('keyMayComeYet')}</p>
          <LookAgain />
        </>
      )}
    </>
  );
}
