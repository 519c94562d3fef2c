import { storePasskey } from '@/components/keys/store-passkey';
import { ask } from '@/utils/messages/client';
import { formatDay } from '@/utils/format';
import { locale, t } from '@/utils/words';

/**
 * Makes a passkey and a vault that it opens.
 * @throws {PasskeepError} the codes of `storePasskey` and of the message `createVault`
 */
export async function makeVault(signal: AbortSignal): Promise<void> {
  // The day, always as a date, tells this passkey from an earlier one in the list of whoever keeps it.
  const name = t('keyOfDay', formatDay(Date.now(), 0, locale()));
  await storePasskey({ name, known: [] }, async (passkey) => await ask('createVault', passkey), signal);
}
