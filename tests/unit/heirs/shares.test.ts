import { bech32m } from '@scure/base';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { PasskeepError } from '@/utils/errors';
import { type Share, decodeShare, encodeShare, sheetsIn } from '@/utils/heirs/share';

const SHARE: Share = {
  set: '3f2a91bc',
  threshold: 2,
  number: 2,
  count: 5,
  data: Uint8Array.from({ length: 17 }, (_, at) => at * 13 + 1),
};
const TEXT = encodeShare(SHARE);

const shares: fc.Arbitrary<Share> = fc
  .record({
    set: fc.stringMatching(/^[0-9a-f]{8}$/),
    count: fc.integer({ min: 2, max: 15 }),
    ys: fc.uint8Array({ minLength: 16, maxLength: 16 }),
    x: fc.integer({ min: 1, max: 255 }),
    rest: fc.tuple(fc.nat(), fc.nat()),
  })
  .map(({ set, count, ys, x, rest: [a, b] }) => ({
    set,
    count,
    threshold: 2 + (a % (count - 1)),
    number: 1 + (b % count),
    data: Uint8Array.of(...ys, x),
  }));

const codeOf = (text: string): string => {
  try {
    decodeShare(text);
    return 'read';
  } catch (thrown) {
    return thrown instanceof PasskeepError ? thrown.code : String(thrown);
  }
};

/** A text with these bytes and a right checksum. */
const textOf = (bytes: readonly number[], prefix = 'passkeep') =>
  bech32m.encodeFromBytes(prefix, Uint8Array.from(bytes));
const bytesOf = ({ set, threshold, number, count, data }: Share, version = 1) => [
  version,
  ...Buffer.from(set, 'hex'),
  threshold,
  number,
  count,
  ...data,
];

describe('the text of a share', () => {
  it('is capitals in groups of four after the prefix', () => {
    expect(TEXT).toMatch(/^PASSKEEP1( [02-9AC-HJ-NP-Z]{4}){11} [02-9AC-HJ-NP-Z]{2}$/);
    expect(TEXT.replaceAll(' ', '').toLowerCase()).toBe(textOf(bytesOf(SHARE)));
  });

  it('gives the share back, as Bech32m by its definition reads it', () => {
    fc.assert(
      fc.property(shares, (share) => {
        const text = encodeShare(share);
        expect(decodeShare(text)).toEqual(share);
        expect([...bech32m.decodeToBytes(text.replaceAll(' ', '')).bytes]).toEqual(bytesOf(share));
      }),
    );
  });

  it.each([
    ['small letters', TEXT.toLowerCase()],
    ['no spaces, as from the QR code', TEXT.replaceAll(' ', '')],
    ['hyphens of every kind', TEXT.replaceAll(' ', '\u2013').replace('\u2013', '\u00ad-\u2011')],
    ['line breaks, tabs, ends', `\r\n ${TEXT.replaceAll(' ', '\r\n')}\t\n`],
    ['spaces that do not break or have no width', TEXT.replaceAll(' ', '\u00a0\u200b\u202f')],
    ['groups of five', TEXT.replaceAll(' ', '').replaceAll(/.{5}/g, '$& ')],
    ['full-width characters', TEXT.replaceAll(/\S/g, (c) => String.fromCharCode(c.charCodeAt(0) + 0xfee0))],
    ['mixed case', TEXT.replaceAll(/[A-M]/g, (c) => c.toLowerCase())],
  ])('is read with %s', (_, typed) => expect(decodeShare(typed)).toEqual(SHARE));

  it('is refused with any one character mistyped, left out, doubled or changed with its neighbour', () => {
    const plain = TEXT.replaceAll(' ', '');
    const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789';
    let tried = 0;
    const refuse = (text: string) => {
      if (text === plain) return;
      tried++;
      expect(codeOf(text), text).toBe('SHARE_INVALID');
    };
    for (let at = 0; at < plain.length; at++) {
      const [before, char, after] = [plain.slice(0, at), plain.charAt(at), plain.slice(at + 1)];
      for (const other of alphabet) refuse(before + other + after);
      refuse(before + after);
      refuse(before + char + char + after);
      refuse(before + after.slice(0, 1) + char + after.slice(1));
    }
    expect(tried).toBeGreaterThan(plain.length * 36);
  });

  it('is refused with up to four characters mistyped', () => {
    const plain = TEXT.replaceAll(' ', '');
    const place = fc.integer({ min: 9, max: plain.length - 1 });
    const wrong = fc.tuple(place, fc.constantFrom(...'qpzry9x8gf2tvdw0s3jn54khce6mua7l'.toUpperCase()));
    fc.assert(
      fc.property(fc.uniqueArray(wrong, { minLength: 1, maxLength: 4, selector: ([at]) => at }), (changes) => {
        const typed = [...plain];
        for (const [at, char] of changes) typed[at] = char;
        fc.pre(typed.join('') !== plain);
        expect(codeOf(typed.join(''))).toBe('SHARE_INVALID');
      }),
      { numRuns: 2000 },
    );
  });

  it.each<[string, string]>([
    ['nothing', ''],
    ['only the prefix', 'PASSKEEP1'],
    ['cut off', TEXT.slice(0, -5)],
    ['words', 'this is not a sheet'],
    ['very long', 'PASSKEEP1' + 'Q'.repeat(100_000)],
    ['an age key', 'AGE-SECRET-KEY-PQ-1QQQQ'],
    ['another prefix', textOf(bytesOf(SHARE), 'passkee')],
    ['version 0', textOf(bytesOf(SHARE, 0))],
    ['a share that asks for one sheet only', textOf(bytesOf({ ...SHARE, threshold: 1 }))],
    ['a share that asks for none', textOf(bytesOf({ ...SHARE, threshold: 0 }))],
    ['a share that asks for more than there are', textOf(bytesOf({ ...SHARE, threshold: 6 }))],
    ['number 0', textOf(bytesOf({ ...SHARE, number: 0 }))],
    ['a number above the count', textOf(bytesOf({ ...SHARE, number: 6 }))],
    ['more than 15 sheets', textOf(bytesOf({ ...SHARE, count: 16 }))],
    ['no sheets', textOf(bytesOf({ ...SHARE, count: 0 }))],
    ['x = 0, where the secret is', textOf(bytesOf({ ...SHARE, data: Uint8Array.of(...SHARE.data.slice(0, 16), 0) }))],
    ['one byte too few', textOf(bytesOf({ ...SHARE, data: SHARE.data.slice(1) }))],
    ['one byte too many', textOf([...bytesOf(SHARE), 1])],
    ['no bytes', textOf([])],
  ])('is refused: %s', (_, typed) => expect(codeOf(typed)).toBe('SHARE_INVALID'));

  it('of another version, whatever is in it, is from a newer Passkeep', () => {
    expect(codeOf(textOf(bytesOf(SHARE, 2)))).toBe('TOO_NEW');
    expect(codeOf(textOf([255]))).toBe('TOO_NEW');
  });

  it('is not in the error, whole or in part', () => {
    try {
      decodeShare(TEXT.replace(/.$/, 'B'));
      expect.unreachable();
    } catch (thrown) {
      const { message, cause } = thrown as Error;
      expect(message).toBe('SHARE_INVALID');
      expect(cause).toBeUndefined();
    }
  });
});

describe('what is pasted', () => {
  const other = encodeShare({ ...SHARE, number: 3 });

  it('falls into sheets, as they show them, whatever stands before the first', () => {
    const pasted = `Dear Anna, here they are:\n${TEXT}\n\n${other.toLowerCase()}\n`;
    expect(sheetsIn(pasted)).toEqual([TEXT, other]);
  });

  it('has no sheet where nothing begins as one', () => {
    expect(sheetsIn('something else')).toEqual([]);
    expect(sheetsIn(' \n')).toEqual([]);
  });
});
