import { storePasskey } from '@/components/keys/store-passkey';
import { ask } from '@/utils/messages/client';

/**
 * Makes a passkey and a vault that it opens.
 * @throws {PasskeepError} the codes of `storePasskey` and of the message `createVault`
 */
export async function makeVault(signal: AbortSignal): Promise<void> {
  await storePasskey([], async (passkey) => await ask('createVault', passkey), signal);
}
