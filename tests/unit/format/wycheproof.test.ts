import type { Bytes } from '@/utils/bytes';
import { chacha20poly1305 } from '@noble/ciphers/chacha.js';
import { describe, expect, test } from 'vitest';
import { CIPHERS } from '../lib/ciphers';
import { type WycheproofTest, wycheproofTests } from './wycheproof';

// The engine's ciphers know no associated data: what has some goes through what they are made of.

interface Sealer {
  encrypt(data: Bytes): Promise<Bytes>;
  decrypt(data: Bytes): Promise<Bytes>;
}

const bytes = (hex: string): Bytes => new Uint8Array(Buffer.from(hex, 'hex'));

const PRIMITIVES: Record<string, (key: Bytes, iv: Bytes, additionalData: Bytes) => Promise<Sealer>> = {
  async WebCrypto(key, iv, additionalData) {
    const name = 'ChaCha20-Poly1305';
    const imported = await crypto.subtle.importKey('raw-secret' as 'raw', key, name, false, ['encrypt', 'decrypt']);
    const parameters = { name, iv, additionalData, tagLength: 128 };
    return {
      encrypt: async (data) => new Uint8Array(await crypto.subtle.encrypt(parameters, imported, data)),
      decrypt: async (data) => new Uint8Array(await crypto.subtle.decrypt(parameters, imported, data)),
    };
  },
  async noble(key, iv, additionalData) {
    return {
      encrypt: async (data) => chacha20poly1305(key, iv, additionalData).encrypt(data) as Bytes,
      decrypt: async (data) => chacha20poly1305(key, iv, additionalData).decrypt(data) as Bytes,
    };
  },
};

const all = await wycheproofTests();
const ofSize = all.filter(({ iv }) => iv.length === 24);
const otherSizes = all.filter(({ iv }) => iv.length !== 24);
const valid = ofSize.filter(({ result }) => result === 'valid');
const invalid = ofSize.filter(({ result }) => result === 'invalid');

/** `work` on each test; the ids of those that it found wrong. */
async function wrong(
  tests: readonly WycheproofTest[],
  isRight: (test: WycheproofTest) => Promise<boolean>,
): Promise<number[]> {
  const found = await Promise.all(tests.map(async (each) => ((await isRight(each)) ? [] : [each.tcId])));
  return found.flat();
}

const rejects = async (promise: Promise<unknown>) =>
  await promise.then(
    () => false,
    () => true,
  );

async function isSound({ encrypt, decrypt }: Sealer, { msg, ct, tag }: WycheproofTest): Promise<boolean> {
  const [sealed, opened] = [await encrypt(bytes(msg)), await decrypt(bytes(ct + tag))];
  return Buffer.from(sealed).toString('hex') === ct + tag && Buffer.from(opened).toString('hex') === msg;
}

test('every test is one of those below', () => {
  expect([valid, invalid, otherSizes].map(({ length }) => length)).toEqual([233, 60, 7]);
  expect(valid.filter(({ aad }) => aad === '')).toHaveLength(38);
  expect(all.map(({ tcId }) => tcId)).toEqual(Array.from({ length: 300 }, (_, at) => at + 1));
});

describe.each(CIPHERS)('the cipher of %s', (name, cipherFor) => {
  const ours = async ({ key, iv }: WycheproofTest): Promise<Sealer> => {
    const cipher = await cipherFor(bytes(key));
    return {
      encrypt: (data) => cipher.encrypt(bytes(iv), data),
      decrypt: (data) => cipher.decrypt(bytes(iv), data),
    };
  };
  const primitive = async ({ key, iv, aad }: WycheproofTest) =>
    await PRIMITIVES[name]?.(bytes(key), bytes(iv), bytes(aad));

  test('gives and takes what is valid without associated data', async () => {
    const plain = valid.filter(({ aad }) => aad === '');
    expect(await wrong(plain, async (each) => await isSound(await ours(each), each))).toEqual([]);
  });

  test('takes nothing that has associated data: it knows none', async () => {
    const more = valid.filter(({ aad }) => aad !== '');
    const isRefused = async (each: WycheproofTest) =>
      await rejects((await ours(each)).decrypt(bytes(each.ct + each.tag)));
    expect(await wrong(more, isRefused)).toEqual([]);
  });

  test('is made of one that gives and takes what is valid, with associated data', async () => {
    expect(await wrong(valid, async (each) => await isSound((await primitive(each)) as Sealer, each))).toEqual([]);
  });

  test('takes nothing that is not valid, nor does what it is made of', async () => {
    const isRefused = async (each: WycheproofTest) => {
      const sealed = bytes(each.ct + each.tag);
      const opened = [(await ours(each)).decrypt(sealed), ((await primitive(each)) as Sealer).decrypt(sealed)];
      return (await Promise.all(opened.map(rejects))).every(Boolean);
    };
    expect(await wrong(invalid, isRefused)).toEqual([]);
  });

  test('takes and gives nothing with a nonce of another length', async () => {
    const isRefused = async (each: WycheproofTest) => {
      const { encrypt, decrypt } = await ours(each);
      return (await rejects(encrypt(bytes(each.msg)))) && (await rejects(decrypt(bytes(each.ct + each.tag))));
    };
    expect(await wrong(otherSizes, isRefused)).toEqual([]);
  });
});
