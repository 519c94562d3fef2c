import { formatDay } from '@/utils/format';
import { type Result, unwrap } from '@/utils/errors';
import { ask } from '@/utils/messages/client';
import { createPasskey, signalForgotten } from '@/utils/passkey';
import type { NewPasskey, PasskeyHint } from '@/utils/passkey/types';
import { locale, t } from '@/utils/words';

/**
 * Makes a passkey and has `store` keep it. One that could not be kept is forgotten again.
 * @param known passkeys of the vault, none of which is made a second time
 * @throws {PasskeepError} the codes of `createPasskey` and of `store`
 */
export async function storePasskey(
  known: readonly PasskeyHint[],
  store: (passkey: NewPasskey) => Promise<Result<void>>,
  signal: AbortSignal,
): Promise<void> {
  // The day tells this passkey from an earlier one in the system's list.
  const displayName = t('passkeyDisplayName', formatDay(Date.now(), 0, locale()));
  const passkey = await createPasskey({ userName: t('extName'), displayName, known }, signal);
  const stored = await store(passkey);
  if (!stored.ok) await signalForgotten(passkey.credentialId);
  unwrap(stored);
}

/**
 * Makes a passkey on this device and adds it to the open vault.
 * @throws {PasskeepError} the codes of {@link storePasskey} and of the message `addPasskey`
 */
export async function addPasskeyHere(signal: AbortSignal): Promise<void> {
  unwrap(await ask('mayAddPasskey'));
  const known = unwrap(await ask('listPasskeys'));
  await storePasskey(known, async (passkey) => await ask('addPasskey', passkey), signal);
}
