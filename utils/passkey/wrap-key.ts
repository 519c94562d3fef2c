import { type Cipher, importPlatformKey, platformCipher, portableCipher } from '@/utils/age/platform-cipher';
import type { Bytes } from '@/utils/bytes';
import type { WrapKey } from './types';

/**
 * A {@link WrapKey} of 32 bytes: a CryptoKey that cannot be read back where the platform has ChaCha20-Poly1305 (`bytes`
 * is then overwritten), else `bytes` itself.
 */
export async function importWrapKey(bytes: Bytes): Promise<WrapKey> {
  const key = await importPlatformKey(bytes);
  if (key === null) return bytes;
  bytes.fill(0);
  return key;
}

/** ChaCha20-Poly1305 under a wrap key of either kind. */
export function wrapCipher(wrapKey: WrapKey): Cipher {
  return wrapKey instanceof Uint8Array ? portableCipher(wrapKey) : platformCipher(wrapKey);
}
