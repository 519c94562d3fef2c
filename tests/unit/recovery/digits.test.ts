import { dammDigit } from '@/utils/recovery/damm';
import { groupWord, wordsToDigits } from '@/utils/recovery/digits';
import { PLACES } from '@/utils/recovery/list';
import { checkTyping } from '@/utils/recovery/typing';
import { normaliseWords } from '@/utils/recovery/words';
import { entropyToMnemonic } from '@scure/bip39';
import { wordlist } from '@scure/bip39/wordlists/english.js';
import * as fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';

const DIGITS = [...'0123456789'];
/** Recovery words of any secret. */
const anyWords = fc.uint8Array({ minLength: 16, maxLength: 16 }).map((secret) => entropyToMnemonic(secret, wordlist));
const anyPlace = fc.integer({ min: 1, max: PLACES });
const wrongPlaces = (groups: readonly string[]) => checkTyping(groups.join(' '), null).wrong.map(({ place }) => place);

describe('the check digit', () => {
  it('is Damm’s: the example of his algorithm’s descriptions, and zero for a number that carries its own', () => {
    expect(dammDigit('572')).toBe('4');
    expect(dammDigit('5724')).toBe('0');
  });

  it('shows every single wrong digit and every swap of neighbours, since its table is totally anti-symmetric', () => {
    for (const a of DIGITS)
      for (const b of DIGITS) {
        if (a === b) continue;
        expect(dammDigit(a)).not.toBe(dammDigit(b));
        for (const c of DIGITS) {
          expect(dammDigit(c + a)).not.toBe(dammDigit(c + b));
          expect(dammDigit(c + a + b)).not.toBe(dammDigit(c + b + a));
        }
      }
  });
});

test('the digits are the words’ numbers in the list, each with its check digit', () => {
  const words = 'abandon abandon abandon abandon abandon abandon abandon abandon abandon abandon abandon about';
  expect(wordsToDigits(words).map((group) => group.slice(0, 4))).toStrictEqual([...Array(11).fill('0001'), '0004']);
  // By the table, by hand: 0 1 0 0 0 1 leads over 0, 3, 1, 7, 8, 9 to 4; 1 2 0 0 0 4 over 3, 5, 3, 1, 7 to 3.
  expect(wordsToDigits(words)[0]).toBe('00014');
  expect(wordsToDigits('zoo '.repeat(12).trim())[0]?.slice(0, 4)).toBe('2048');
});

test('the digits give the words back', () => {
  fc.assert(
    fc.property(anyWords, (words) => {
      const groups = wordsToDigits(words);
      expect(groups.join('')).toMatch(/^[0-9]{60}$/);
      expect(normaliseWords(groups.join(' '))).toBe(words);
      expect(normaliseWords(groups.join(''))).toBe(words);
    }),
  );
});

test('every single wrong digit is found, and its group named', () => {
  fc.assert(
    fc.property(anyWords, anyPlace, fc.nat(4), fc.constantFrom(...DIGITS), (words, place, at, digit) => {
      const groups = wordsToDigits(words);
      const right = groups[place - 1] ?? '';
      const typed = right.slice(0, at) + digit + right.slice(at + 1);
      groups[place - 1] = typed;
      expect(wrongPlaces(groups)).toStrictEqual(typed === right ? [] : [place]);
    }),
    { numRuns: 500 },
  );
});

test('every swap of neighbouring digits is found, and its group named', () => {
  fc.assert(
    fc.property(anyWords, fc.nat(58), (words, at) => {
      const right = wordsToDigits(words).join('');
      const typed = right.slice(0, at) + right[at + 1] + right[at] + right.slice(at + 2);
      const places = [Math.floor(at / 5) + 1, Math.floor((at + 1) / 5) + 1];
      expect(wrongPlaces([typed])).toStrictEqual(typed === right ? [] : [...new Set(places)]);
    }),
    { numRuns: 500 },
  );
});

test('every group in the place of another one is found, but for three pairs that the words’ checksum is left to', () => {
  // Twelve places and ten check digits: some places must share them.
  const alike = new Set(['2 10', '3 11', '4 12']);
  fc.assert(
    fc.property(anyWords, anyPlace, anyPlace, (words, a, b) => {
      const groups = wordsToDigits(words);
      const [first = '', second = ''] = [groups[a - 1], groups[b - 1]];
      groups[a - 1] = second;
      groups[b - 1] = first;
      const places = [a, b].toSorted((x, y) => x - y);
      const shown = first.slice(0, 4) !== second.slice(0, 4) && !alike.has(places.join(' ')) && a !== b;
      if (first.slice(0, 4) !== second.slice(0, 4)) expect(wrongPlaces(groups)).toStrictEqual(shown ? places : []);
    }),
    { numRuns: 500 },
  );
});

test('a group beyond the list, or that is none, stands for no word', () => {
  for (const number of ['0000', '2049', '9999'])
    expect(groupWord(1, number + dammDigit(`01${number}`)), number).toBeNull();
  for (const group of ['', '0001', '000140', 'abcde', '0001x']) expect(groupWord(1, group), group).toBeNull();
});
