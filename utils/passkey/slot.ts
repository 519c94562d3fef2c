import type { Bytes } from '@/utils/bytes';
import { PasskeepError } from '@/utils/errors';
import { base64nopad } from '@scure/base';
import { Stanza } from 'age-encryption';
import { FIDO2PRF_LABEL, NONCE_BYTES } from './prf';
import type { WrapKey } from './types';
import { wrapCipher } from './wrap-key';

const FILE_KEY_BYTES = 16;
/** A file key and its tag. */
const BODY_BYTES = 32;
// A wrap key seals one file key and nothing else, so this nonce never repeats under it.
const ZERO_NONCE = new Uint8Array(12);

/**
 * age's `fido2prf` stanza for one passkey: the nonce of its PRF inputs, and the file key under its wrap key
 * (ChaCha20-Poly1305 with a nonce of zeros).
 *
 * Source: the fido2prf recipient of the age-encryption package (webauthn.ts); docs/format.md.
 *
 * @param fileKey - 16 bytes.
 * @param nonce - 16 bytes, those that the wrap key was derived with.
 * @throws RangeError for other lengths.
 */
export async function wrapFileKey(fileKey: Bytes, nonce: Uint8Array, wrapKey: WrapKey): Promise<Stanza> {
  if (fileKey.length !== FILE_KEY_BYTES) throw new RangeError('file key length');
  if (nonce.length !== NONCE_BYTES) throw new RangeError('nonce length');
  const body = await wrapCipher(wrapKey).encrypt(ZERO_NONCE, fileKey);
  return new Stanza([FIDO2PRF_LABEL, base64nopad.encode(nonce)], body);
}

/**
 * The file key, 16 bytes, or null when the stanza is not a passkey's.
 *
 * @throws PasskeepError PASSKEY_WRONG_ANSWER when the key does not open it, DAMAGED when it is malformed.
 */
export async function unwrapFileKey(stanza: Stanza, wrapKey: WrapKey): Promise<Bytes | null> {
  if (stanzaNonce(stanza) === null) return null;
  try {
    return await wrapCipher(wrapKey).decrypt(ZERO_NONCE, new Uint8Array(stanza.body));
  } catch (cause) {
    throw new PasskeepError('PASSKEY_WRONG_ANSWER', { cause });
  }
}

/**
 * The 16 bytes that this stanza's PRF inputs are made with, or null when it is not a passkey's.
 *
 * @throws PasskeepError DAMAGED when it is malformed.
 */
export function stanzaNonce(stanza: Stanza): Bytes | null {
  if (stanza.args[0] !== FIDO2PRF_LABEL) return null;
  if (stanza.args.length !== 2 || stanza.body.length !== BODY_BYTES) throw new PasskeepError('DAMAGED');
  const nonce = decodeNonce(stanza.args[1] ?? '');
  if (nonce.length !== NONCE_BYTES) throw new PasskeepError('DAMAGED');
  return nonce;
}

function decodeNonce(text: string): Bytes {
  try {
    return new Uint8Array(base64nopad.decode(text));
  } catch (cause) {
    throw new PasskeepError('DAMAGED', { cause });
  }
}
