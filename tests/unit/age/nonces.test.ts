import { hkdfSync } from 'node:crypto';
import { encryptFile } from '@/utils/age/file';
import { CHUNK_SIZE } from '@/utils/age/stream';
import { type Bytes, randomBytes } from '@/utils/bytes';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import { bareRecipient } from '../lib/bare-headers';

// No two chunks may ever be sealed with the same key and nonce: whoever saw both would know how they differ, and could make others.
// All that utils/age asks of WebCrypto is watched. Its answers are Node's own derivation of keys, which does not leave the thread,
// and zeros for what is sealed: so that 100,000 files take seconds. That nothing goes another way is seen by the count.

/** The file keys of the headers to come: the same for all, or random where that is null. */
const headers = vi.hoisted(() => ({ fileKey: null as Uint8Array<ArrayBuffer> | null }));

vi.mock(import('@/utils/age/header'), async (original) => ({
  ...(await original()),
  makeHeader: async () => ({ bytes: new Uint8Array(80), fileKey: headers.fileKey ?? randomBytes(16) }),
}));

/** Key (32 bytes) and nonce (12) of each chunk that was sealed, one character for each byte. */
const sealed = new Set<string>();
/** Calls, by the name of the cipher and the length of the nonce in bytes. */
const calls = new Map<string, number>();

const text = (bytes: Uint8Array) => Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('latin1');

vi.stubGlobal('crypto', {
  getRandomValues: crypto.getRandomValues.bind(crypto),
  subtle: {
    importKey: async (_format: string, key: Bytes) => key.slice(),
    deriveBits: async ({ hash, salt, info }: { hash: string; salt: Bytes; info: Bytes }, key: Bytes, bits: number) =>
      hkdfSync(hash, key, salt, info, bits / 8),
    async encrypt({ name, iv }: { name: string; iv: Bytes }, key: Bytes, data: Bytes) {
      const kind = `${name} ${iv.length}`;
      calls.set(kind, (calls.get(kind) ?? 0) + 1);
      sealed.add(text(key) + text(iv));
      return new ArrayBuffer(data.length + 16);
    },
  },
});

/** Encrypts files of these sizes, 100 at a time. @returns how many chunks they have. */
async function encryptAll(sizes: readonly number[]): Promise<number> {
  for (let at = 0; at < sizes.length; at += 100)
    await Promise.all(sizes.slice(at, at + 100).map((size) => encryptFile(new Uint8Array(size), bareRecipient)));
  return sizes.reduce((sum, size) => sum + Math.max(1, Math.ceil(size / CHUNK_SIZE)), 0);
}

describe('no key and nonce are used for two chunks', () => {
  beforeEach(() => {
    sealed.clear();
    calls.clear();
    headers.fileKey = null;
  });

  // Seconds, but for a machine that has much else to do.
  test('of 100,000 small files and a few large ones', { timeout: 300_000 }, async () => {
    const small = Array.from({ length: 100_000 }, (_, at) => at % 200);
    const large = [CHUNK_SIZE, CHUNK_SIZE + 1, 2 * CHUNK_SIZE, 300 * CHUNK_SIZE + 5, 600 * CHUNK_SIZE];
    const chunks = await encryptAll([...small, ...large]);
    expect(chunks).toBe(100_000 + 1 + 2 + 2 + 301 + 600);
    expect([...calls]).toEqual([['ChaCha20-Poly1305 12', chunks]]);
    expect(sealed.size).toBe(chunks);
  });

  test('of files with one file key, as a slot that is written anew has it', async () => {
    headers.fileKey = new Uint8Array(16);
    const chunks = await encryptAll(Array.from({ length: 2000 }, (_, at) => (at % 100 === 0 ? 3 * CHUNK_SIZE : 50)));
    expect([...calls]).toEqual([['ChaCha20-Poly1305 12', chunks]]);
    expect(sealed.size).toBe(chunks);
  });

  test('of one file: its nonces count, and the last one says that it is', async () => {
    await encryptAll([300 * CHUNK_SIZE]);
    const nonces = [...sealed].map((pair) => Buffer.from(pair.slice(32), 'latin1').toString('hex')).toSorted();
    expect(nonces).toEqual(
      Array.from({ length: 300 }, (_, at) => `${at.toString(16).padStart(22, '0')}${at === 299 ? '01' : '00'}`),
    );
    expect(new Set([...sealed].map((pair) => pair.slice(0, 32))).size).toBe(1);
  });
});

test('the real headers hold a file key of their own each', async () => {
  vi.unstubAllGlobals();
  const { makeHeader } = await vi.importActual<typeof import('@/utils/age/header')>('@/utils/age/header');
  const keys = await Promise.all(Array.from({ length: 500 }, async () => (await makeHeader(bareRecipient)).fileKey));
  expect(keys.every(({ length }) => length === 16)).toBe(true);
  expect(new Set(keys.map(text)).size).toBe(500);
});
