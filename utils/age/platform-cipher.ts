import type { Bytes } from '@/utils/bytes';
import { chacha20poly1305 } from '@noble/ciphers/chacha.js';

/** ChaCha20-Poly1305 under one key; the nonce is 12 bytes, the tag is the last 16 of the ciphertext. */
export interface Cipher {
  encrypt(nonce: Bytes, plaintext: Bytes): Promise<Bytes>;
  /** @throws when the tag does not match. */
  decrypt(nonce: Bytes, ciphertext: Bytes): Promise<Bytes>;
}

/** Name and parameters as https://wicg.github.io/webcrypto-modern-algos/ has them, which TypeScript's DOM library lacks. */
const NAME = 'ChaCha20-Poly1305';
const IMPORT_FORMAT = 'raw-secret' as 'raw';
const parameters = (iv: Bytes) => ({ name: NAME, iv, tagLength: 128 });

/**
 * A key for ChaCha20-Poly1305 that cannot be read back, or null where the platform has not got the cipher
 * (Chromium has it; it works outside the calling thread, several chunks at a time).
 */
export async function importPlatformKey(key: Bytes): Promise<CryptoKey | null> {
  try {
    return await crypto.subtle.importKey(IMPORT_FORMAT, key, NAME, false, ['encrypt', 'decrypt']);
  } catch {
    return null;
  }
}

/** The cipher of a platform key. */
export function platformCipher(key: CryptoKey): Cipher {
  return {
    encrypt: async (nonce, plaintext) => new Uint8Array(await crypto.subtle.encrypt(parameters(nonce), key, plaintext)),
    decrypt: async (nonce, ciphertext) =>
      new Uint8Array(await crypto.subtle.decrypt(parameters(nonce), key, ciphertext)),
  };
}

/** The same cipher in plain JavaScript: the slow twin, and the only one where the platform has none. */
export function portableCipher(key: Bytes): Cipher {
  return {
    encrypt: async (nonce, plaintext) => chacha20poly1305(key, nonce).encrypt(plaintext) as Bytes,
    decrypt: async (nonce, ciphertext) => chacha20poly1305(key, nonce).decrypt(ciphertext) as Bytes,
  };
}

/** The fastest cipher that the platform offers for a 32-byte key. */
export async function cipherFor(key: Bytes): Promise<Cipher> {
  const platformKey = await importPlatformKey(key);
  return platformKey ? platformCipher(platformKey) : portableCipher(key);
}
