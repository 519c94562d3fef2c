import { equalBytes } from '@/utils/bytes';
import { unwrap } from '@/utils/errors';
import { ask } from '@/utils/messages/client';
import { answerPasskey } from '@/utils/passkey';
import type { PasskeyHint } from '@/utils/passkey/types';
import type { KeyInfo, KeyProof, KeyTried } from '@/utils/vault/key-types';

/**
 * Asks for a passkey of the open vault, in one ceremony, and tries it.
 * @param wanted which of the vault's passkeys may answer; all of them where it is not given
 * @throws {PasskeepError} the codes of `answerPasskey` and of the message `tryKey`
 */
export async function tryPasskey(signal: AbortSignal, wanted?: (hint: PasskeyHint) => boolean): Promise<KeyTried> {
  const hints = unwrap(await ask('listPasskeys'));
  const answer = await answerPasskey(wanted ? hints.filter(wanted) : hints, signal);
  return await tryKey({ kind: 'passkey', answer });
}

/**
 * Tries a key of the open vault.
 * @throws {PasskeepError} the codes of the message `tryKey`
 */
export async function tryKey(proof: KeyProof): Promise<KeyTried> {
  return unwrap(await ask('tryKey', proof));
}

/** Whether a passkey is among these keys. */
export function isOneOf(keys: readonly Pick<KeyInfo, 'passkey'>[]): (hint: PasskeyHint) => boolean {
  return ({ credentialId }) => keys.some(({ passkey }) => passkey && equalBytes(passkey.credentialId, credentialId));
}
