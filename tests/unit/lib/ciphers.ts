import { type cipherFor, importPlatformKey, platformCipher, portableCipher } from '@/utils/age/platform-cipher';

/** The two ciphers, to be put in the place of the one that the engine would take. */
export const CIPHERS: readonly (readonly [name: string, cipherFor: typeof cipherFor])[] = [
  ['WebCrypto', async (key) => platformCipher((await importPlatformKey(key)) as CryptoKey)],
  ['noble', async (key) => portableCipher(key)],
];
