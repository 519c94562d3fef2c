import { deriveWrapKey } from '@/utils/passkey/prf';
import { stanzaNonce, unwrapFileKey, wrapFileKey } from '@/utils/passkey/slot';
import { base64nopad } from '@scure/base';
import { Stanza } from 'age-encryption';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';

const LABEL = 'age-encryption.org/fido2prf';
const bytes = (length: number) =>
  fc.uint8Array({ minLength: length, maxLength: length }).map((array) => new Uint8Array(array));
const newKey = () => deriveWrapKey(crypto.getRandomValues(new Uint8Array(32)), new Uint8Array(32));
const nonce = new Uint8Array(16).fill(9);
const fileKey = new Uint8Array(16).fill(5);

describe('a passkey slot', () => {
  it('gives back any file key', async () => {
    const key = await newKey();
    await fc.assert(
      fc.asyncProperty(bytes(16), bytes(16), async (someKey, someNonce) => {
        const stanza = await wrapFileKey(someKey, someNonce, key);
        expect(stanza.body).toHaveLength(32);
        expect(stanzaNonce(stanza)).toEqual(someNonce);
        expect(await unwrapFileKey(stanza, key)).toEqual(someKey);
      }),
      { numRuns: 50 },
    );
  });

  it('says so when another passkey answered', async () => {
    const stanza = await wrapFileKey(fileKey, nonce, await newKey());
    await expect(unwrapFileKey(stanza, await newKey())).rejects.toMatchObject({ code: 'PASSKEY_WRONG_ANSWER' });
    const asBytes = new Uint8Array(32);
    await expect(unwrapFileKey(stanza, asBytes)).rejects.toMatchObject({ code: 'PASSKEY_WRONG_ANSWER' });
  });

  it('does not open with any bit of its body changed', async () => {
    const key = await newKey();
    const { args, body } = await wrapFileKey(fileKey, nonce, key);
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 0, max: 255 }), async (bit) => {
        const changed = Uint8Array.from(body);
        changed[bit >> 3] = (changed[bit >> 3] ?? 0) ^ (1 << (bit & 7));
        await expect(unwrapFileKey(new Stanza(args, changed), key)).rejects.toMatchObject({
          code: 'PASSKEY_WRONG_ANSWER',
        });
      }),
    );
  });

  it('is not any other stanza', async () => {
    const key = await newKey();
    for (const args of [[], ['X25519', 'AAAA'], ['scrypt'], [`${LABEL}x`], [LABEL.toUpperCase()]]) {
      expect(await unwrapFileKey(new Stanza(args, new Uint8Array(32)), key)).toBeNull();
      expect(stanzaNonce(new Stanza(args, new Uint8Array(0)))).toBeNull();
    }
  });

  it.each([
    ['no nonce', [LABEL], 32],
    ['one argument too many', [LABEL, base64nopad.encode(nonce), 'x'], 32],
    ['a nonce of 15 bytes', [LABEL, base64nopad.encode(nonce.subarray(1))], 32],
    ['a nonce of 17 bytes', [LABEL, base64nopad.encode(new Uint8Array(17))], 32],
    ['a nonce that is not base64', [LABEL, '*'.repeat(22)], 32],
    ['a nonce with padding', [LABEL, `${base64nopad.encode(nonce)}==`], 32],
    ['a nonce whose last bits are not zero', [LABEL, 'AAAAAAAAAAAAAAAAAAAAAB'], 32],
    ['an empty body', [LABEL, base64nopad.encode(nonce)], 0],
    ['a short body', [LABEL, base64nopad.encode(nonce)], 31],
    ['a long body', [LABEL, base64nopad.encode(nonce)], 33],
  ])('is damaged with %s', async (_, args, length) => {
    const stanza = new Stanza(args, new Uint8Array(length));
    await expect(unwrapFileKey(stanza, await newKey())).rejects.toMatchObject({ code: 'DAMAGED' });
    expect(() => stanzaNonce(stanza)).toThrow('DAMAGED');
  });

  it('is not made of other lengths', async () => {
    const key = await newKey();
    await expect(wrapFileKey(new Uint8Array(32), nonce, key)).rejects.toThrow(RangeError);
    await expect(wrapFileKey(fileKey, new Uint8Array(12), key)).rejects.toThrow(RangeError);
  });
});
