import { formatDay } from '@/utils/format';
import { unwrap } from '@/utils/errors';
import { ask } from '@/utils/messages/client';
import { createPasskey, signalForgotten } from '@/utils/passkey';
import { locale, t } from '@/utils/words';

/**
 * Makes a passkey and a vault that it opens. A passkey whose vault could not be made is forgotten again.
 * @throws {PasskeepError} the codes of `createPasskey` and of the message `createVault`
 */
export async function makeVault(signal: AbortSignal): Promise<void> {
  // The day tells this passkey from an earlier one in the system's list.
  const displayName = t('passkeyDisplayName', formatDay(Date.now(), 0, locale()));
  const passkey = await createPasskey({ userName: t('extName'), displayName }, signal);
  const made = await ask('createVault', passkey);
  if (!made.ok) await signalForgotten(passkey.credentialId);
  unwrap(made);
}
