import { createHash, createHmac } from 'node:crypto';

/**
 * The `prf` extension of WebAuthn over CTAP2's hmac-secret: HMAC-SHA-256 under the credential's secret, of
 * SHA-256("WebAuthn PRF" ‖ 00 ‖ input). WebAuthn Level 3, section 10.1.4; its test vectors anchor this.
 *
 * @param credRandom - 32 bytes, the credential's `authenticator_cred_random`.
 */
export function evaluatePrf(credRandom: Uint8Array, input: Uint8Array): Uint8Array {
  const salt = createHash('sha256').update('WebAuthn PRF\0').update(input).digest();
  return new Uint8Array(createHmac('sha256', credRandom).update(salt).digest());
}
