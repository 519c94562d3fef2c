import { type GoneSlot, type KeyRecord, mergeRecords, type RecordedKey } from '@/utils/vault/key-record';
import { isKeyRecord } from '@/utils/vault/key-record-check';
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';

const time = fc.nat(5);
const digest = fc.constantFrom('a', 'b', 'c', 'd');
/** A slot is of one key; the first two are of the same one. */
const keyOf = (letter: string) => String('aacd'['abcd'.indexOf(letter)]).repeat(16);
/** A slot is made once: what stands in it, and what it is of, goes with its digest. */
const slotOf = (letter: string) => ({
  slot: letter.repeat(32),
  digest: letter,
  slotAt: letter.charCodeAt(0) % 3,
  epoch: letter.charCodeAt(0) % 2,
  reach: `age1pq1${letter}`,
});
const key: fc.Arbitrary<RecordedKey> = fc
  .tuple(digest, fc.constantFrom('', 'Laptop', 'Phone'), time, time, fc.option(time), fc.option(time))
  .map(([letter, name, namedAt, madeAt, usedAt, provedAt]) => ({
    id: keyOf(letter),
    kind: 'words' as const,
    name,
    namedAt,
    ...slotOf(letter),
    madeAt,
    usedAt,
    provedAt,
    passkey: null,
    heirs: null,
  }));
const gone: fc.Arbitrary<GoneSlot> = fc
  .tuple(digest, fc.constantFrom('', 'Laptop'), time, fc.constantFrom('removed' as const, 'renewed' as const))
  .map(([letter, name, at, why]) => ({ digest: letter, key: keyOf(letter), kind: 'words', name, at, why }));
const record: fc.Arbitrary<KeyRecord> = fc.record({
  rotatedAt: fc.option(time),
  epoch: fc.integer({ min: 1, max: 3 }),
  keys: fc.uniqueArray(key, { selector: (each) => each.id, maxLength: 3 }),
  gone: fc.uniqueArray(gone, { selector: (each) => each.digest, maxLength: 3 }),
  successors: fc.uniqueArray(fc.constantFrom('x', 'y'), { maxLength: 2 }),
});

describe('records of keys that were written at the same time', () => {
  test('say the same together in any order, taken together in any way, and any number of times', () => {
    fc.assert(
      fc.property(record, record, record, (a, b, c) => {
        const all = mergeRecords([a, b, c]);
        expect(mergeRecords([c, a, b])).toEqual(all);
        expect(mergeRecords([mergeRecords([a, b]), c])).toEqual(all);
        expect(mergeRecords([a, mergeRecords([b, c])])).toEqual(all);
        expect(mergeRecords([all, all, a])).toEqual(all);
      }),
      { numRuns: 2000 },
    );
  });

  test('never bring back a key that one of them removed', () => {
    fc.assert(
      fc.property(record, record, (a, b) => {
        const removed = new Set(
          mergeRecords([a, b]).gone.flatMap(({ key: of, why }) => (why === 'removed' ? [of] : [])),
        );
        for (const each of mergeRecords([a, b]).keys) expect(removed.has(each.id)).toBe(false);
        for (const { key: of, why } of a.gone)
          if (why === 'removed') expect(mergeRecords([a, b]).keys.some((each) => each.id === of)).toBe(false);
      }),
    );
  });

  test('keep the later name, and the later slot', () => {
    const old = { ...slotOf('a'), epoch: 1, slotAt: 1 };
    const base = { kind: 'words', madeAt: 1, usedAt: null, provedAt: null, passkey: null, heirs: null } as const;
    const one: RecordedKey = { id: '0'.repeat(16), name: 'Laptop', namedAt: 5, ...base, ...old };
    const two: RecordedKey = { ...one, name: '', namedAt: 1, ...slotOf('b'), epoch: 2, slotAt: 2, usedAt: 9 };
    const [merged] = mergeRecords([
      { rotatedAt: null, epoch: 1, keys: [one], gone: [], successors: [] },
      { rotatedAt: 7, epoch: 2, keys: [two], gone: [], successors: [] },
    ]).keys;
    expect(merged).toMatchObject({ name: 'Laptop', digest: 'b', usedAt: 9 });
  });
});

describe('a record that is read', () => {
  const sound = {
    rotatedAt: null,
    epoch: 1,
    keys: [
      {
        id: '0123456789abcdef',
        kind: 'words',
        name: '',
        namedAt: 0,
        slot: 'ab'.repeat(16),
        digest: 'x',
        slotAt: 1,
        epoch: 1,
        reach: null,
        madeAt: 1,
        usedAt: null,
        provedAt: 2,
        passkey: null,
        heirs: null,
      },
    ],
    gone: [{ digest: 'y', key: '0123456789abcdef', kind: 'words', name: '', at: 1, why: 'removed' }],
    successors: ['z'],
  };
  const withKey = (change: object) => ({ ...sound, keys: [{ ...sound.keys[0], ...change }] });
  const withGone = (change: object) => ({ ...sound, gone: [{ ...sound.gone[0], ...change }] });

  test('is taken when all of it is as it must be', () => {
    expect(isKeyRecord(sound)).toBe(true);
  });

  test.each([
    {},
    { ...sound, epoch: -1 },
    { ...sound, rotatedAt: 'x' },
    { ...sound, keys: [null] },
    { ...sound, gone: {} },
    { ...sound, successors: [1] },
    withKey({ id: '../0123456789abc' }),
    withKey({ kind: 'other' }),
    withKey({ slot: `${'ab'.repeat(15)}/x` }),
    withKey({ name: 1 }),
    withKey({ provedAt: -1 }),
    withKey({ epoch: 0.5 }),
    withKey({ reach: 1 }),
    withKey({ kind: 'passkey' }),
    withKey({ kind: 'passkey', passkey: { credentialId: 'AA', userId: '', aaguid: '', transports: [] } }),
    withKey({ passkey: {} }),
    withKey({ kind: 'heirs', heirs: { set: 'xx', threshold: 2, people: [] } }),
    withGone({ why: 'other' }),
    withGone({ key: 'x' }),
    withGone({ at: null }),
  ])('is refused otherwise (%#)', (value) => {
    expect(isKeyRecord(value)).toBe(false);
  });
});
