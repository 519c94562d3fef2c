import { type Result, unwrap } from '@/utils/errors';
import { ask } from '@/utils/messages/client';
import { createPasskey, signalForgotten } from '@/utils/passkey';
import type { PasskeyPlace } from '@/utils/passkey/create-passkey';
import type { NewPasskey, PasskeyHint } from '@/utils/passkey/types';
import { passkeyNames } from './passkey-names';

/** What is asked for of a new passkey. */
export interface PasskeyWish {
  /** As it is called in the lists of whoever keeps it. */
  readonly name: string;
  readonly place?: PasskeyPlace;
  /** Passkeys of the vault, none of which is made a second time. */
  readonly known: readonly PasskeyHint[];
}

/**
 * Makes a passkey and has `store` keep it. One that could not be kept is forgotten again.
 * @throws {PasskeepError} the codes of `createPasskey` and of `store`
 */
export async function storePasskey(
  { name, ...wish }: PasskeyWish,
  store: (passkey: NewPasskey) => Promise<Result<void>>,
  signal: AbortSignal,
): Promise<void> {
  const passkey = await createPasskey({ ...passkeyNames(name), ...wish }, signal);
  const stored = await store(passkey);
  if (!stored.ok) await signalForgotten(passkey.credentialId);
  unwrap(stored);
}

/**
 * Makes a passkey and adds it to the open vault.
 * @throws {PasskeepError} the codes of {@link storePasskey} and of the messages `mayChangeKeys` and `addPasskey`
 */
export async function addPasskey(name: string, place: PasskeyPlace, signal: AbortSignal): Promise<void> {
  unwrap(await ask('mayChangeKeys'));
  const known = unwrap(await ask('listPasskeys'));
  await storePasskey({ name, place, known }, async (passkey) => await ask('addPasskey', { passkey, name }), signal);
}
