import { type Bytes, randomBytes } from '@/utils/bytes';
import {
  type AuthenticatorTransport,
  type PublicKeyCredentialDescriptorJSON,
  base64URLStringToBuffer,
  bufferToBase64URLString,
} from '@simplewebauthn/browser';
import { MAX_CREDENTIAL_ID_BYTES, MAX_LISTED_PASSKEYS } from './limits';
import { NONCE_BYTES } from './prf';
import type { PasskeyHint } from './types';

/** Base64url without padding, as WebAuthn's JSON has every byte string. */
export function toBase64Url(bytes: Bytes): string {
  return bufferToBase64URLString(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength));
}

/** The bytes that {@link toBase64Url} was given. */
export function fromBase64Url(text: string): Bytes {
  return new Uint8Array(base64URLStringToBuffer(text));
}

/** Random bytes for what must only not repeat or say who the user is: challenges (nobody checks them) and user IDs. */
export function randomId(): string {
  return toBase64Url(randomBytes(32));
}

/** Names a passkey to the browser. */
export function toDescriptor({ credentialId, transports }: PasskeyHint): PublicKeyCredentialDescriptorJSON {
  // The browser ignores transports that it does not know.
  return { type: 'public-key', id: toBase64Url(credentialId), transports: transports as AuthenticatorTransport[] };
}

/**
 * The passkeys of `hints` that this origin may ask for, each once (the first of its slots counts), and no more of them
 * than one ceremony takes. A hint out of bounds is left out: it comes from a vault that anyone may have written.
 */
export function askable(hints: readonly PasskeyHint[]): PasskeyHint[] {
  const byId = new Map<string, PasskeyHint>();
  for (const hint of hints) {
    const id = toBase64Url(hint.credentialId);
    if (hint.rpId === location.origin && isWithinLimits(hint) && !byId.has(id)) byId.set(id, hint);
  }
  return [...byId.values()].slice(0, MAX_LISTED_PASSKEYS);
}

function isWithinLimits({ credentialId, nonce }: PasskeyHint): boolean {
  return credentialId.length > 0 && credentialId.length <= MAX_CREDENTIAL_ID_BYTES && nonce.length === NONCE_BYTES;
}
