import { hkdfSync } from 'node:crypto';
import { bech32, bech32m } from '@scure/base';
import { identityToRecipient } from 'age-encryption';
import * as fc from 'fast-check';
import { combine } from 'shamir-secret-sharing';
import { describe, expect, it } from 'vitest';
import type { Bytes } from '@/utils/bytes';
import { toFailure } from '@/utils/errors';
import { decodeShare, encodeShare } from '@/utils/heirs/share';
import { readSheets } from '@/utils/heirs/read-sheets';
import { combineShares, heirsIdentity, newHeirsSecret, shareSet, splitSecret } from '@/utils/heirs/split';
import { invert, multiply, slowCombine } from './slow-combine';

const secrets = fc.uint8Array({ minLength: 16, maxLength: 16 }).map((bytes) => new Uint8Array(bytes));
/** A secret, K of N, and a random order of the sheets. */
const sets = fc
  .tuple(
    secrets,
    fc.integer({ min: 2, max: 15 }),
    fc.nat(),
    fc.infiniteStream(fc.double({ min: 0, max: 1, noNaN: true })),
  )
  .map(([secret, count, k, order]) => ({ secret, count, threshold: 2 + (k % (count - 1)), order }));

const failureOf = async (texts: readonly string[]) =>
  await combineShares(texts).then(
    () => null,
    (thrown: unknown) => toFailure(thrown),
  );

function shuffled<T>(items: readonly T[], order: Iterator<number>): T[] {
  return items
    .map((item) => ({ item, key: order.next().value as number }))
    .toSorted((a, b) => a.key - b.key)
    .map(({ item }) => item);
}

describe('a split secret', () => {
  it('comes back from any K of N, and from more', async () => {
    await fc.assert(
      fc.asyncProperty(sets, fc.nat(), async ({ secret, count, threshold, order }, more) => {
        const { set, shares } = await splitSecret(secret, threshold, count);
        expect(shares).toHaveLength(count);
        const given = shuffled(shares, order).slice(0, threshold + (more % (count - threshold + 1)));
        expect(await combineShares(given)).toEqual(secret);
        expect(shareSet(given)).toBe(set);
      }),
    );
  });

  it('is never given by K - 1, which are refused by number', async () => {
    await fc.assert(
      fc.asyncProperty(sets, async ({ secret, count, threshold, order }) => {
        const { shares } = await splitSecret(secret, threshold, count);
        const few = shuffled(shares, order).slice(0, threshold - 1);
        expect(await failureOf(few)).toEqual({
          code: 'SHARES_MISSING',
          detail: { have: threshold - 1, need: threshold },
        });
      }),
    );
  });

  it('is as likely any other secret to those who hold K - 1: each value of the missing point gives another', async () => {
    const secret = newHeirsSecret();
    const { shares } = await splitSecret(secret, 3, 4);
    const [first, second, third] = shares.map((text) => decodeShare(text).data) as [Bytes, Bytes, Bytes];
    const seen = new Set<number>();
    for (let y = 0; y < 256; y++) {
      const guess = new Uint8Array(third);
      guess[0] = y;
      seen.add((await combine([first, second, guess]))[0] ?? -1);
    }
    expect(seen.size).toBe(256);
  });

  it('is combined as the definition says', async () => {
    await fc.assert(
      fc.asyncProperty(sets, async ({ secret, count, threshold, order }) => {
        const { shares } = await splitSecret(secret, threshold, count);
        const points = shuffled(shares, order)
          .slice(0, threshold)
          .map((text) => decodeShare(text).data);
        expect(slowCombine(points)).toEqual(secret);
        // Also where the points are not of a split: whatever they are, both find the same polynomial.
        const odd = points.map((point) => new Uint8Array(point).fill(0xa5, 3, 9));
        expect(slowCombine(odd)).toEqual(await combine(odd));
      }),
      { numRuns: 30 },
    );
  });

  it('has shares that differ each time, and a set of its own', async () => {
    const secret = new Uint8Array(16);
    const [one, two] = [await splitSecret(secret, 2, 3), await splitSecret(secret, 2, 3)];
    expect(one.set).not.toBe(two.set);
    const points = [...one.shares, ...two.shares].map((text) => decodeShare(text).data.join());
    expect(new Set(points).size).toBe(6);
  });
});

type Texts = [string, string, string, string, string];

describe('sheets that do not go together', () => {
  const make = async () => (await splitSecret(newHeirsSecret(), 3, 5)).shares as Texts;

  it('are told by place: mistyped or cut off', async () => {
    const [one, two, three] = await make();
    const wrong = two.replace(/.$/, (c) => (c === 'Q' ? 'P' : 'Q'));
    expect(await failureOf([one, '', wrong, three])).toEqual({ code: 'SHARE_INVALID', detail: { sheet: 3 } });
    expect(await failureOf([one, two.slice(0, -5)])).toEqual({ code: 'SHARE_INVALID', detail: { sheet: 2 } });
  });

  it('are told by place: of another set, which is the one that fewer sheets are of', async () => {
    const [, two, three] = await make();
    const [other] = await make();
    expect(await failureOf([other, two, three])).toEqual({ code: 'SHARES_OTHER_SET', detail: { sheet: 1 } });
    expect(await failureOf([other, two])).toEqual({ code: 'SHARES_OTHER_SET', detail: { sheet: 2 } });
  });

  it('are told by place: another count or threshold is another set', async () => {
    const [one, two, three] = await make();
    const share = decodeShare(three);
    const others = [
      { ...share, count: 6 },
      { ...share, threshold: 2 },
    ];
    for (const other of others)
      expect(await failureOf([one, two, encodeShare(other)])).toEqual({
        code: 'SHARES_OTHER_SET',
        detail: { sheet: 3 },
      });
  });

  it('are told by place: given already, also when only one of number and point is the same', async () => {
    const [one, two, , four] = await make();
    const sameNumber = encodeShare({ ...decodeShare(two), number: 1 });
    const samePoint = encodeShare({ ...decodeShare(one), number: 2 });
    for (const again of [one.toLowerCase(), sameNumber, samePoint])
      expect(await failureOf([one, four, again])).toEqual({ code: 'SHARE_TWICE', detail: { sheet: 3 } });
  });

  it('are told by place: from a newer Passkeep', async () => {
    const [one] = await make();
    const newer = bech32m.encodeFromBytes('passkeep', Uint8Array.of(2));
    expect(await failureOf([one, newer])).toEqual({ code: 'TOO_NEW', detail: { sheet: 2 } });
  });

  it('are missing when there are none', async () => {
    expect(await failureOf([])).toEqual({ code: 'SHARES_MISSING', detail: { have: 0, need: 2 } });
    expect(await failureOf(['', ' \n'])).toEqual({ code: 'SHARES_MISSING', detail: { have: 0, need: 2 } });
    expect(() => shareSet([])).toThrow('SHARES_MISSING');
  });

  it('are read one by one for the page', async () => {
    const [, , , , five] = await make();
    const share = decodeShare(five);
    const [again, nonsense] = [{ fault: 'SHARE_TWICE' }, { fault: 'SHARE_INVALID' }];
    expect(readSheets([five, '', 'nonsense', five])).toEqual([{ share }, null, nonsense, again]);
  });
});

describe('the slow twin', () => {
  it('computes in the field that it says', () => {
    // FIPS 197, 4.2: {57} x {83} = {c1}, {57} x {13} = {fe}.
    expect(multiply(0x57, 0x83)).toBe(0xc1);
    expect(multiply(0x57, 0x13)).toBe(0xfe);
    for (let a = 1; a < 256; a++) expect(multiply(a, invert(a))).toBe(1);
  });
});

describe('the heirs’ identity', () => {
  it('is HKDF of the secret, as an age hybrid identity that age takes', async () => {
    const secret = Uint8Array.from({ length: 16 }, (_, at) => at);
    const identity = await heirsIdentity(secret);
    const { prefix, bytes } = bech32.decodeToBytes(identity);
    expect(prefix).toBe('age-secret-key-pq-');
    expect(Buffer.from(bytes)).toEqual(Buffer.from(hkdfSync('sha256', secret, '', 'passkeep 2026-11-22 heirs', 32)));
    expect(identity).toMatch(/^AGE-SECRET-KEY-PQ-1[0-9A-Z]{58}$/);
    expect(await identityToRecipient(identity)).toMatch(/^age1pq1/);
  });
});
