import { decryptFile, encryptFile, openFile } from '@/utils/age/file';
import { inMemory } from '@/utils/age/random-access';
import { headerLength, makeHeader } from '@/utils/age/header';
import { cipherFor } from '@/utils/age/platform-cipher';
import { CHUNK_SIZE, payloadSize } from '@/utils/age/stream';
import { type Bytes, concat } from '@/utils/bytes';
import * as fc from 'fast-check';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import { bareFileKey, bareIdentity, bareRecipient } from '../lib/bare-headers';
import { flipped, noise } from '../lib/bytes';
import { CIPHERS } from '../lib/ciphers';
import { decryptSlowly, encryptSlowly, sealChunk, streamKey } from '../lib/slow-payload';

vi.mock(import('@/utils/age/platform-cipher'), async (original) => ({
  ...(await original()),
  cipherFor: vi.fn<typeof cipherFor>(),
}));

const SEALED = CHUNK_SIZE + 16;
const keys = [bareIdentity];
const { bytes: header, fileKey } = await makeHeader(bareRecipient);
const nonce = noise(16, 99);
const largest = noise(4 * CHUNK_SIZE);

/** Sizes of files of up to four chunks, at and around their boundaries more often than elsewhere. */
const size = fc.oneof(
  fc
    .tuple(fc.integer({ min: 0, max: 3 }), fc.integer({ min: -2, max: 2 }))
    .map(([chunks, more]) => Math.max(0, chunks * CHUNK_SIZE + more)),
  fc.integer({ min: 0, max: 4 * CHUNK_SIZE }),
);

const rarely = <T>(arbitrary: fc.Arbitrary<T>) =>
  fc.oneof({ weight: 2, arbitrary: fc.constant(null) }, { weight: 1, arbitrary });

/** What somebody who has no key makes of a payload: its chunks in any order and number, and cut, longer, or with a bit turned. */
const changed = fc
  .record({
    size,
    order: rarely(fc.array(fc.nat(3), { maxLength: 4 })),
    cut: rarely(fc.oneof(fc.nat(40), fc.nat(2 * SEALED), fc.constantFrom(SEALED, 2 * SEALED))),
    more: rarely(fc.constantFrom(1, 15, 16, 17, SEALED)),
    flip: rarely(fc.nat()),
  })
  .map(({ size: length, order, cut, more, flip }): Bytes => {
    const payload = new Uint8Array(encryptSlowly(fileKey, nonce, largest.subarray(0, length)));
    const body = payload.subarray(16);
    const chunk = (at: number) => body.subarray(at * SEALED, (at + 1) * SEALED);
    const parts = order ? order.map(chunk) : [body];
    const whole = concat([payload.subarray(0, 16), ...parts, new Uint8Array(more ?? 0)]);
    const kept = whole.slice(0, Math.max(0, whole.length - (cut ?? 0)));
    return flip !== null && kept.length > 0 ? flipped(kept, flip % kept.length) : kept;
  });

describe.each(CIPHERS)('a payload with the cipher of %s', (_, cipher) => {
  beforeEach(() => void vi.mocked(cipherFor).mockImplementation(cipher));

  test('is the slow twin’s, byte for byte, for any size', async () => {
    await fc.assert(
      fc.asyncProperty(size, async (length) => {
        const plaintext = largest.slice(0, length);
        const file = await encryptFile(plaintext, bareRecipient);
        const [head, payload] = [file.slice(0, headerLength(file)), file.slice(headerLength(file))];
        const slow = encryptSlowly(bareFileKey(head), payload.subarray(0, 16), plaintext);
        expect(slow.equals(payload)).toBe(true);
        const { released, failure } = decryptSlowly(bareFileKey(head), payload);
        expect([released.equals(plaintext), failure]).toEqual([true, null]);
      }),
      { numRuns: 40 },
    );
  });

  test('is read where the slow twin reads it to its end, and refused where that does not, whatever was done to it', async () => {
    const outcomes = { read: 0, refused: 0 };
    await fc.assert(
      fc.asyncProperty(changed, async (payload) => {
        const { released, failure } = decryptSlowly(fileKey, payload);
        const read = await decryptFile(inMemory(concat([header, payload])), keys).catch((thrown: unknown) => thrown);
        if (failure === null) expect(released.equals(read as Bytes)).toBe(true);
        else expect(read).toMatchObject({ code: 'DAMAGED' });
        outcomes[failure === null ? 'read' : 'refused']++;
      }),
      { numRuns: 150 },
    );
    expect(Math.min(outcomes.read, outcomes.refused)).toBeGreaterThan(15);
  });

  test('is counted on beyond 32 bits', async () => {
    // A file of 256 TiB: only what is read of it is there.
    const last = 2 ** 32 + 5;
    const total = last * CHUNK_SIZE + 7;
    const key = streamKey(fileKey, nonce);
    const head = concat([header, nonce]);
    const sealed = (at: number) =>
      new Uint8Array(
        sealChunk(key, BigInt(at), at === last, at === last ? noise(7) : new Uint8Array(CHUNK_SIZE).fill(at % 256)),
      );
    const file = {
      size: header.length + payloadSize(total),
      read: async (start: number, end: number) => {
        if (start < head.length) return head.slice(start, end);
        const [from, to] = [start - head.length, end - head.length];
        const count = Math.ceil((to - from) / SEALED);
        return concat(Array.from({ length: count }, (_chunk, at) => sealed(from / SEALED + at)));
      },
    };
    const opened = await openFile(file, keys);
    expect(opened.size).toBe(total);
    expect(await opened.read(0, 1)).toEqual(new Uint8Array([0]));
    const boundary = (2 ** 32 + 3) * CHUNK_SIZE;
    expect(await opened.read(boundary - 1, boundary + 1)).toEqual(new Uint8Array([2, 3]));
    expect(await opened.read(total - 7, total)).toEqual(noise(7));
  });
});
