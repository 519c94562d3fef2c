import { equalBytes, randomBytes } from '@/utils/bytes';
import { PasskeepError } from '@/utils/errors';
import { type RegistrationResponseJSON, startRegistration } from '@simplewebauthn/browser';
import { type Assertion, assertPasskey } from './assert-passkey';
import { parseAuthenticatorData } from './authenticator-data';
import { CEREMONY_TIMEOUT, runCeremony } from './ceremony';
import { askable, fromBase64Url, randomId, toDescriptor } from './descriptor';
import { MAX_TRANSPORTS, isTransport } from './limits';
import { NONCE_BYTES, type PrfPair, deriveWrapKey, prfInputs } from './prf';
import { isPrfEnabled, takePrfResults, wipe } from './prf-result';
import { signalForgotten } from './signals';
import type { NewPasskey, PasskeyHint } from './types';

/** Where a passkey is to live: a hint that the browser follows where it can (WebAuthn Level 3, section 5.8.7). */
export type PasskeyPlace = 'client-device' | 'security-key' | 'hybrid';

/** What the new passkey is called, where it is to live, and what the vault has already. */
export interface NewPasskeyOptions {
  /** Shown by the system wherever it lists passkeys; `fitName` says how much of it may be kept. */
  readonly userName: string;
  readonly displayName: string;
  /** Passkeys of the vault; an authenticator that holds one of them refuses to make another. */
  readonly known?: readonly PasskeyHint[];
  /** The user's choice; the browser offers every place where it is not given. */
  readonly place?: PasskeyPlace;
}

const UNKNOWN_AAGUID = '00000000-0000-0000-0000-000000000000';

// Ed25519, ES256, RS256: whatever the authenticator has, since nobody checks its signatures.
const ALGORITHMS = [-8, -7, -257];

// The user ID of the last attempt, where that failed after its passkey was made. The next attempt takes it over, so that
// on the same authenticator the new passkey replaces the dead one (WebAuthn Level 3, section 6.3.2): Chromium 156 does
// not pass on what signalForgotten() says of an extension's passkeys.
let abandonedUserId: string | null = null;

/**
 * Makes a passkey, asks it at once, and derives the key of its slot from what it answers. Runs in a full tab; the user is
 * asked two times, or three where the authenticator evaluates its PRF only at an assertion, as most do: what it
 * answers must be seen twice before it may guard anything. A passkey that fails is given up: the browser is told
 * ({@link signalForgotten}), and the next attempt on the same authenticator replaces it.
 *
 * @throws PasskeepError CANCELLED, PASSKEY_CANCELLED, PASSKEY_TIMEOUT, PASSKEY_UNSUPPORTED, PASSKEY_NO_PRF,
 * PASSKEY_NO_PRF_RESULT, PASSKEY_UNSTABLE (two answers to one question), PASSKEY_NOT_VERIFIED, PASSKEY_FAILED (its detail
 * `reason` is `InvalidStateError` when the authenticator holds a known passkey).
 */
export async function createPasskey(options: NewPasskeyOptions, signal: AbortSignal): Promise<NewPasskey> {
  const nonce = randomBytes(NONCE_BYTES);
  const userId = abandonedUserId ?? randomId();
  const made = await register(options, userId, prfInputs(nonce), signal);
  const atCreation = takePrfResults(made.clientExtensionResults);
  const credentialId = fromBase64Url(made.rawId);
  try {
    const transports = (made.response.transports ?? []).filter(isTransport).slice(0, MAX_TRANSPORTS);
    const hint = { credentialId, transports, rpId: location.origin, nonce };
    const aaguid = readAaguid(made);
    if (!isPrfEnabled(made.clientExtensionResults)) throw new PasskeepError('PASSKEY_NO_PRF');
    const { data, wrapKey } = await prove(hint, atCreation, signal);
    abandonedUserId = null;
    return { ...hint, wrapKey, userId, aaguid, backupEligible: data.backupEligible, backedUp: data.backedUp };
  } catch (thrown) {
    abandonedUserId = userId;
    // Not waited for: a password manager that stands in here may never answer.
    void signalForgotten(credentialId);
    throw thrown;
  } finally {
    wipe(atCreation);
  }
}

function register(
  { userName, displayName, known = [], place }: NewPasskeyOptions,
  userId: string,
  inputs: PrfPair,
  signal: AbortSignal,
): Promise<RegistrationResponseJSON> {
  const optionsJSON = {
    rp: { name: 'Passkeep' },
    user: { id: userId, name: userName, displayName },
    challenge: randomId(),
    timeout: CEREMONY_TIMEOUT,
    pubKeyCredParams: ALGORITHMS.map((alg) => ({ type: 'public-key' as const, alg })),
    authenticatorSelection: {
      residentKey: 'required' as const,
      requireResidentKey: true,
      userVerification: 'required' as const,
    },
    attestation: 'none' as const,
    ...(place && { hints: [place] }),
    excludeCredentials: askable(known).map(toDescriptor),
    extensions: { prf: { eval: inputs } },
  };
  return runCeremony(() => startRegistration({ optionsJSON }), signal);
}

/** The AAGUID of a registration in which the user was verified. Providers without getAuthenticatorData() do not say. */
function readAaguid(made: RegistrationResponseJSON): string {
  if (made.response.authenticatorData === undefined) return UNKNOWN_AAGUID;
  const data = parseAuthenticatorData(fromBase64Url(made.response.authenticatorData));
  if (!data.userVerified) throw new PasskeepError('PASSKEY_NOT_VERIFIED');
  return data.aaguid ?? UNKNOWN_AAGUID;
}

/** Has the new passkey answer, once more where it did not at its creation, and compares. */
async function prove(hint: PasskeyHint, atCreation: PrfPair | null, signal: AbortSignal) {
  const { data, prf } = await assertPasskey([hint], signal);
  let again: Assertion | null = null;
  try {
    again = atCreation === null ? await assertPasskey([hint], signal) : null;
    const other = again?.prf ?? atCreation;
    if (other === null || !equalBytes(prf.first, other.first) || !equalBytes(prf.second, other.second))
      throw new PasskeepError('PASSKEY_UNSTABLE');
    return { data, wrapKey: await deriveWrapKey(prf.first, prf.second) };
  } finally {
    wipe(prf);
    wipe(again?.prf ?? null);
  }
}
