import { type Bytes, concat, utf8 } from '@/utils/bytes';
import type { WrapKey } from './types';
import { importWrapKey } from './wrap-key';

/** Type of age's passkey stanza, and the label of its two derivations. */
export const FIDO2PRF_LABEL = 'age-encryption.org/fido2prf';

/** Bytes of the nonce that makes each slot's PRF inputs its own. */
export const NONCE_BYTES = 16;

/** Two inputs for, or two outputs of, the passkey's pseudo-random function. */
export interface PrfPair {
  readonly first: Bytes;
  readonly second: Bytes;
}

const label = utf8(FIDO2PRF_LABEL);

/**
 * The two PRF inputs of a slot: label ‖ 01 ‖ nonce and label ‖ 02 ‖ nonce. Two, so that one touch of the passkey, which
 * answers two inputs at most, cannot open two files.
 *
 * Source: the fido2prf recipient of the age-encryption package (webauthn.ts).
 *
 * @param nonce - 16 bytes, from the slot's stanza.
 * @throws RangeError for another length.
 */
export function prfInputs(nonce: Uint8Array): PrfPair {
  if (nonce.length !== NONCE_BYTES) throw new RangeError('nonce length');
  return { first: concat([label, Uint8Array.of(1), nonce]), second: concat([label, Uint8Array.of(2), nonce]) };
}

/**
 * The key that wraps a slot's file key: HKDF-Extract-SHA-256 (RFC 5869, 2.2) with the label as salt and first ‖ second
 * as input, which is HMAC-SHA-256 under the label.
 *
 * @param first - 32 bytes, the passkey's answer to the first input. Overwriting it is left to the caller.
 * @param second - 32 bytes, its answer to the second.
 */
export async function deriveWrapKey(first: Uint8Array, second: Uint8Array): Promise<WrapKey> {
  const outputs = concat([first, second]);
  try {
    const salt = await crypto.subtle.importKey('raw', label, { name: 'HMAC', hash: 'SHA-256' }, false, ['sign']);
    return await importWrapKey(new Uint8Array(await crypto.subtle.sign('HMAC', salt, outputs)));
  } finally {
    outputs.fill(0);
  }
}
