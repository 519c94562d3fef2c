import type { Bytes } from '@/utils/bytes';
import { PasskeepError } from '@/utils/errors';
import { startAuthentication } from '@simplewebauthn/browser';
import { type AuthenticatorData, parseAuthenticatorData } from './authenticator-data';
import { CEREMONY_TIMEOUT, runCeremony } from './ceremony';
import { fromBase64Url, randomId, toBase64Url, toDescriptor } from './descriptor';
import { type PrfPair, prfInputs } from './prf';
import { takePrfResults, wipe } from './prf-result';
import type { PasskeyHint } from './types';

/** What one passkey answered. */
export interface Assertion {
  readonly credentialId: Bytes;
  readonly data: AuthenticatorData;
  /** The caller wipes it. */
  readonly prf: PrfPair;
}

/**
 * One ceremony: one of the passkeys verifies the user and evaluates its PRF for its own slot's inputs.
 *
 * @param hints - at least one, no two of one passkey.
 * @throws PasskeepError as {@link runCeremony}; PASSKEY_NOT_VERIFIED; PASSKEY_UNKNOWN when another passkey answered;
 * PASSKEY_NO_PRF_RESULT when it gave no two usable outputs.
 */
export async function assertPasskey(hints: readonly PasskeyHint[], signal: AbortSignal): Promise<Assertion> {
  const inputs = hints.map(({ credentialId, nonce }) => [toBase64Url(credentialId), prfInputs(nonce)] as const);
  const optionsJSON = {
    challenge: randomId(),
    timeout: CEREMONY_TIMEOUT,
    userVerification: 'required' as const,
    allowCredentials: hints.map(toDescriptor),
    extensions: { prf: { evalByCredential: Object.fromEntries(inputs) } },
  };
  const answer = await runCeremony(() => startAuthentication({ optionsJSON }), signal);
  const prf = takePrfResults(answer.clientExtensionResults);
  try {
    const data = parseAuthenticatorData(fromBase64Url(answer.response.authenticatorData));
    if (!data.userVerified) throw new PasskeepError('PASSKEY_NOT_VERIFIED');
    if (!inputs.some(([id]) => id === answer.rawId)) throw new PasskeepError('PASSKEY_UNKNOWN');
    if (prf === null) throw new PasskeepError('PASSKEY_NO_PRF_RESULT');
    return { credentialId: fromBase64Url(answer.rawId), data, prf };
  } catch (thrown) {
    wipe(prf);
    throw thrown;
  }
}
