import { typeLine } from '@/utils/vault/framing';
import { decodeIndex, encodeIndex } from '@/utils/vault/index-file';
import { decodeRows, LARGEST_PACK, type PackRow, ROW_SIZE } from '@/utils/vault/pack';
import { base64urlnopad } from '@scure/base';
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { flipped, noise } from '../lib/bytes';
import { outcome } from '../lib/outcome';

const id = (seed: number) => base64urlnopad.encode(noise(32, seed + 1));
const damaged = expect.objectContaining({ code: 'DAMAGED' });

describe('an index', () => {
  const row = fc.record({
    id: fc.integer({ min: 0, max: 1e6 }).map(id),
    offset: fc.integer({ min: 0, max: 2 ** 23 }),
    storedLength: fc.integer({ min: 0, max: 2 ** 20 }),
    length: fc.integer({ min: 0, max: 2 ** 20 }),
    encoding: fc.constantFrom<PackRow['encoding']>('plain', 'deflate'),
  });
  const packs = fc.array(
    fc.record({
      id: fc.integer({ min: 1, max: 99 }).map((seed) => Buffer.from(noise(16, seed)).toString('hex')),
      rows: fc.array(row, { maxLength: 20 }),
    }),
    { maxLength: 8 },
  );

  test('comes back', () => {
    fc.assert(
      fc.property(packs, (all) => {
        expect(decodeIndex(encodeIndex(all))).toEqual(all);
      }),
    );
  });

  test('with any bit turned is another index or damaged, never anything else', () => {
    const whole = encodeIndex([
      { id: 'ab'.repeat(16), rows: [{ id: id(1), offset: 16, storedLength: 5, length: 5, encoding: 'plain' }] },
    ]);
    for (let at = 0; at < 120; at++)
      try {
        expect(decodeIndex(flipped(whole, at)).length).toBeLessThan(3);
      } catch (thrown) {
        expect((thrown as { code: string }).code).toMatch(/DAMAGED|TOO_NEW/);
      }
    for (let length = 0; length < 89; length++) expect(() => decodeIndex(whole.slice(0, length))).toThrow(damaged);
    const many = whole.slice();
    new DataView(many.buffer).setUint32(typeLine('index').length, 2 ** 32 - 1);
    expect(() => decodeIndex(many)).toThrow(damaged);
    expect(() => decodeRows(new Uint8Array(ROW_SIZE).fill(255), LARGEST_PACK)).toThrow(damaged);
  });

  test('of any bytes is another index, damaged, or of a later version, and nothing else', async () => {
    const some = fc.tuple(packs, fc.array(fc.tuple(fc.nat(), fc.nat(255)), { maxLength: 6 }), fc.nat(3));
    await fc.assert(
      fc.asyncProperty(some, async ([all, changes, cut]) => {
        const bytes = encodeIndex(all);
        // Where something is: an index is mostly zeros.
        const used = bytes.findLastIndex((byte) => byte !== 0) + 1;
        for (const [at, value] of changes) bytes[at % used] = value;
        const read = await outcome(() => decodeIndex(bytes.slice(0, bytes.length - cut * 700)));
        if (Array.isArray(read)) expect(decodeIndex(encodeIndex(read))).toEqual(read);
        else expect(read).toMatch(/^(DAMAGED|TOO_NEW)$/);
      }),
      { numRuns: 300 },
    );
  });
});
