import { portableCipher } from '@/utils/age/platform-cipher';
import { deriveWrapKey, prfInputs } from '@/utils/passkey/prf';
import { stanzaNonce, unwrapFileKey, wrapFileKey } from '@/utils/passkey/slot';
import * as fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import { evaluatePrf } from '../../e2e/lib/software-authenticator-prf';

const hex = (text: string) => new Uint8Array(Buffer.from(text, 'hex'));
const toHex = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex');
const counting = (from: number) => Uint8Array.from({ length: 16 }, (_, i) => from + i);

// W3C Web Authentication Level 3, test vectors of the PRF extension, "Web Authentication API" and "CTAP2 hmac-secret".
const CRED_RANDOM = hex('437e065e723a98b2f08f39d8baf7c53ecb3c363c5e5104bdaaf5d5ca2e028154');

// docs/format.md: the slot of that authenticator with nonce 00..0f and file key 20..2f.
const WRAP_KEY = hex('dbe72fbea5893b5e4f4215a5d878953156cf7fa262d29de0ddc18e002107a2e0');
const BODY = '0cefbcf8a3963033bb1937f6e53600df271886e2084ca5b90e67518311d6449e';

/** The platform without ChaCha20-Poly1305, as it is in Safari and in Firefox. */
async function withoutPlatformCipher<T>(work: () => Promise<T>): Promise<T> {
  const real = crypto.subtle.importKey.bind(crypto.subtle) as (...all: unknown[]) => Promise<CryptoKey>;
  const spy = vi.spyOn(crypto.subtle, 'importKey').mockImplementation((async (...all: unknown[]) => {
    if (all[2] === 'ChaCha20-Poly1305') throw new DOMException('', 'NotSupportedError');
    return await real(...all);
  }) as never);
  try {
    return await work();
  } finally {
    spy.mockRestore();
  }
}

describe('the PRF that tests evaluate', () => {
  it.each([
    ['02', '3c33e07d202c3b029cc21f1722767021bf27d595933b3d2b6a1b9d5dddc77fae'],
    ['03', 'a62a8773b19cda90d7ed4ef72a80a804320dbd3997e2f663805ad1fd3293d50b'],
  ])("gives W3C's output for the input that ends in %s", (end, output) => {
    const input = Buffer.concat([Buffer.from('WebAuthn PRF test vectors'), Buffer.from(end, 'hex')]);
    expect(toHex(evaluatePrf(CRED_RANDOM, input))).toBe(output);
  });
});

describe('the key of a slot', () => {
  const { first, second } = prfInputs(counting(0));
  const derive = () => deriveWrapKey(evaluatePrf(CRED_RANDOM, first), evaluatePrf(CRED_RANDOM, second));

  it('has the inputs label ‖ 01 ‖ nonce and label ‖ 02 ‖ nonce', () => {
    const label = Buffer.from('age-encryption.org/fido2prf').toString('hex');
    expect(toHex(first)).toBe(`${label}01000102030405060708090a0b0c0d0e0f`);
    expect(toHex(second)).toBe(`${label}02000102030405060708090a0b0c0d0e0f`);
    expect(() => prfInputs(new Uint8Array(15))).toThrow(RangeError);
  });

  it('is the known one, as bytes where the platform has no cipher for it', async () => {
    const key = await withoutPlatformCipher(derive);
    expect(key).toBeInstanceOf(Uint8Array);
    expect(key).toEqual(WRAP_KEY);
  });

  it('is the known one, as a key that nobody can read', async () => {
    const key = await derive();
    if (!(key instanceof CryptoKey)) throw new Error('not a CryptoKey');
    expect(key.extractable).toBe(false);
    expect(key.usages).toEqual(['encrypt', 'decrypt']);
    await expect(crypto.subtle.exportKey('raw-secret' as 'raw', key)).rejects.toMatchObject({
      name: 'InvalidAccessError',
    });
    const stanza = await wrapFileKey(counting(0x20), counting(0), key);
    expect(toHex(stanza.body)).toBe(BODY);
  });

  it('makes the known stanza in both forms, and each opens the other', async () => {
    const platform = await derive();
    const portable = await withoutPlatformCipher(derive);
    for (const [one, other] of [
      [platform, portable],
      [portable, platform],
    ] as const) {
      const stanza = await wrapFileKey(counting(0x20), counting(0), one);
      expect(stanza.args).toEqual(['age-encryption.org/fido2prf', 'AAECAwQFBgcICQoLDA0ODw']);
      expect(toHex(stanza.body)).toBe(BODY);
      expect(stanzaNonce(stanza)).toEqual(counting(0));
      expect(await unwrapFileKey(stanza, other)).toEqual(counting(0x20));
    }
  });

  it('is equal in both forms for any outputs', async () => {
    const output = fc.uint8Array({ minLength: 32, maxLength: 32 });
    await fc.assert(
      fc.asyncProperty(output, output, async (a, b) => {
        const platform = await deriveWrapKey(a, b);
        const portable = await withoutPlatformCipher(() => deriveWrapKey(a, b));
        expect(platform).toBeInstanceOf(CryptoKey);
        if (!(portable instanceof Uint8Array)) throw new Error('not bytes');
        const body = await portableCipher(portable).encrypt(new Uint8Array(12), counting(7));
        expect((await wrapFileKey(counting(7), counting(1), platform)).body).toEqual(body);
      }),
      { numRuns: 50 },
    );
  });
});
