import { createHash } from 'node:crypto';
import { decryptFile, openFile } from '@/utils/age/file';
import { inMemory } from '@/utils/age/random-access';
import { OTHER_KEY } from '@/utils/age/header';
import { cipherFor } from '@/utils/age/platform-cipher';
import { CHUNK_SIZE } from '@/utils/age/stream';
import type { Bytes } from '@/utils/bytes';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import { CIPHERS } from '../lib/ciphers';
import { chunkAt, decryptSlowly } from '../lib/slow-payload';
import { type CctvVector, cctvVectors, payloadOf } from './cctv';

vi.mock(import('@/utils/age/platform-cipher'), async (original) => ({
  ...(await original()),
  cipherFor: vi.fn<typeof cipherFor>(),
}));

const vectors = cctvVectors();
const armored = vectors.filter(({ isArmored }) => isArmored);
const expecting = (wanted: string) => vectors.filter((vector) => !vector.isArmored && vector.expect === wanted);
const sound = expecting('success');
const inPayload = expecting('payload failure');
const unmatched = expecting('no match');
const inHeader = [...expecting('header failure'), ...expecting('HMAC failure')];

/**
 * Chunks that we give out of a payload that fails, where that is fewer than age does. We know a payload's length beforehand: only
 * the chunk that ends it is opened as the last, and as nothing else; and where no payload can be of a length, no chunk is opened.
 */
const FEWER = new Map([
  // Of no possible length.
  ['stream_last_chunk_empty', 0],
  ['stream_short_second_chunk', 0],
  ['stream_trailing_garbage_short', 0],
  // What ends it is not the last chunk, which age sees one chunk later.
  ['stream_no_final_full', 0],
  ['stream_no_final_two_chunks_full', 1],
  // The last chunk does not end it, which age sees when it looks for more.
  ['stream_trailing_garbage_long', 0],
  ['stream_two_final_chunks', 0],
  ['stream_two_final_chunks_full', 0],
  ['stream_two_final_chunks_second', 1],
]);

const readSlowly = (vector: CctvVector) => decryptSlowly(vector.fileKey, payloadOf(vector));
const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');

/** Reads a file in order, in steps of these sizes again and again, up to the first that fails. */
async function frontToBack({ file, keys }: CctvVector, steps: readonly number[]): Promise<Bytes[]> {
  const parts: Bytes[] = [];
  try {
    const opened = await openFile(inMemory(file), keys);
    for (let at = 0, step = 0; at < opened.size; step++) {
      const end = Math.min(at + (steps[step % steps.length] ?? 1), opened.size);
      parts.push(await opened.read(at, end));
      at = end;
    }
  } catch (thrown) {
    expect(thrown).toMatchObject({ code: 'DAMAGED' });
  }
  return parts;
}

const EVEN = [CHUNK_SIZE];
const UNEVEN = [1, CHUNK_SIZE - 1, 2 * CHUNK_SIZE + 1, 777_777, 0, 12, CHUNK_SIZE + 1];

test('every vector is tested below', () => {
  expect([sound, inPayload, unmatched, inHeader, armored].map(({ length }) => length)).toEqual([19, 18, 12, 61, 33]);
  expect(vectors).toHaveLength(19 + 18 + 12 + 61 + 33);
});

describe('the slow twin gives out what age does, and stops where age does', () => {
  test.each([...sound, ...inPayload])('$name', (vector) => {
    const { released, failure } = readSlowly(vector);
    expect(sha256(released)).toBe(vector.payload);
    expect(failure === null).toBe(vector.expect === 'success');
  });
});

describe.each(CIPHERS)('with the cipher of %s', (_, cipher) => {
  beforeEach(() => void vi.mocked(cipherFor).mockReset().mockImplementation(cipher));

  describe('what age opens is opened', () => {
    test.each(sound)('$name', async (vector) => {
      const { file, keys, payload } = vector;
      expect(sha256(await decryptFile(inMemory(file), keys))).toBe(payload);
      for (const steps of [EVEN, UNEVEN]) expect(sha256(Buffer.concat(await frontToBack(vector, steps)))).toBe(payload);
      expect(cipherFor).toHaveBeenCalledTimes(3);
    });

    test.each(sound)('$name, across every boundary of its chunks', async (vector) => {
      const { released } = readSlowly(vector);
      const opened = await openFile(inMemory(vector.file), vector.keys);
      expect(opened.size).toBe(released.length);
      for (let boundary = 0; boundary < opened.size + CHUNK_SIZE; boundary += CHUNK_SIZE) {
        const [start, end] = [Math.max(0, boundary - 1), Math.min(boundary + 1, opened.size)];
        if (start > end) continue;
        const read = await opened.read(start, end);
        expect(released.subarray(start, end).equals(read), `${start} to ${end}`).toBe(true);
      }
    });
  });

  describe('of a payload that fails, no more is given out than by age', () => {
    test.each(inPayload)('$name', async (vector) => {
      const { file, keys, name } = vector;
      await expect(decryptFile(inMemory(file), keys)).rejects.toMatchObject({ code: 'DAMAGED' });
      const { released } = readSlowly(vector);
      const given = released.subarray(0, (FEWER.get(name) ?? Infinity) * CHUNK_SIZE);
      for (const steps of [EVEN, [CHUNK_SIZE / 2, CHUNK_SIZE / 4, CHUNK_SIZE / 4]])
        expect(given.equals(Buffer.concat(await frontToBack(vector, steps)))).toBe(true);
      expect(FEWER.has(name)).toBe(given.length < released.length);
    });

    test.each(inPayload)('$name, from the middle of a chunk', async (vector) => {
      const opened = await openFile(inMemory(vector.file), vector.keys).catch(() => null);
      for (let chunk = 0; chunk * CHUNK_SIZE < (opened?.size ?? 0); chunk++) {
        const start = chunk * CHUNK_SIZE + 1;
        const read = await opened?.read(start, start + 1).catch(() => null);
        const authentic = chunkAt(vector.fileKey, payloadOf(vector), chunk)?.subarray(1, 2);
        expect([authentic && Buffer.from(authentic), null]).toContainEqual(read && Buffer.from(read));
      }
    });
  });

  test.each(unmatched)('$name is for another key', async ({ file, keys }) => {
    const reason = { code: 'DAMAGED', detail: { reason: OTHER_KEY } };
    await expect(decryptFile(inMemory(file), keys)).rejects.toMatchObject(reason);
  });

  test.each(inHeader)('$name is damaged ($expect)', async ({ file, keys }) => {
    const thrown: unknown = await decryptFile(inMemory(file), keys).catch((caught) => caught);
    expect(thrown).toMatchObject({ code: 'DAMAGED' });
    expect(thrown).not.toHaveProperty('detail.reason');
    expect(cipherFor).not.toHaveBeenCalled();
  });

  test.each(armored)('$name is refused: the vault has no armor, and we read none', async ({ file, keys }) => {
    await expect(openFile(inMemory(file), keys)).rejects.toMatchObject({ code: 'DAMAGED' });
    expect(cipherFor).not.toHaveBeenCalled();
  });
});
