import { combineShares, heirsIdentity } from '@/utils/heirs/split';
import { dammDigit } from '@/utils/recovery/damm';
import { wordsToDigits } from '@/utils/recovery/digits';
import { normaliseWords } from '@/utils/recovery/words';
import { vaultId } from '@/utils/vault/keys';
import { wordlist } from '@scure/bip39/wordlists/english.js';
import { beforeAll, describe, expect, test } from 'vitest';
import { type PaperSteps, stepsWithPaper } from './load-vectors';
import { vaultIdOf } from './reader-keys';
import * as second from './reader-paper';

// What stands on paper: the single steps, by the engine and by the second reader.

let paper: PaperSteps;
let identity: string;
beforeAll(async () => {
  const vectors = await stepsWithPaper();
  paper = vectors.paper;
  identity = vectors.keys.identity;
});

test('check digits', () => {
  expect(paper.damm.length).toBeGreaterThan(4);
  // Known from outside of this project: Damm's own example.
  expect(paper.damm).toContainEqual(['572', '4']);
  expect(paper.damm.map(([digits]) => [digits, dammDigit(digits)])).toEqual(paper.damm);
  expect(paper.damm.map(([digits]) => [digits, second.damm(digits)])).toEqual(paper.damm);
});

test('words as digits', () => {
  expect(paper.digits.length).toBeGreaterThan(2);
  for (const { words, digits } of paper.digits) {
    expect(wordsToDigits(words).join(' ')).toBe(digits);
    expect(normaliseWords(digits)).toBe(words);
    expect(
      second
        .wordNumbers(digits)
        .map((number) => wordlist[number - 1])
        .join(' '),
    ).toBe(words);
    expect(() => second.wordNumbers(digits.replace(/^./, '7'))).toThrow('group 1');
  }
});

test('the examples in the document', () => {
  expect(wordsToDigits('zoo zoo')).toEqual(['20489', '20480']);
  expect(second.wordNumbers('20489 20480')).toEqual([2048, 2048]);
  const alike = ['10', '11', '12'].map((place) => second.damm(place));
  expect(alike).toEqual(['02', '03', '04'].map((place) => second.damm(place)));
});

describe('heirs’ sheets', () => {
  /** Some of the sheets, as many as are needed: the first ones, and the last ones in the other order. */
  const enough = ({ shares, threshold }: PaperSteps['heirs']['sets'][number]) => [
    shares.slice(0, threshold),
    shares.toReversed().slice(0, threshold),
  ];

  test('the engine’s', async () => {
    for (const some of paper.heirs.sets.flatMap(enough)) {
      const secret = await combineShares(some);
      expect(Buffer.from(secret).toString('hex')).toBe(paper.heirs.secret);
      expect(await heirsIdentity(secret)).toBe(paper.heirs.identity);
    }
  });

  test('the second reader’s', () => {
    expect(paper.heirs.sets.length).toBeGreaterThan(3);
    for (const [at, set] of paper.heirs.sets.entries()) {
      for (const some of enough(set)) {
        const shares = some.map(second.readShare);
        const secret = second.combine(shares);
        expect(Buffer.from(secret).toString('hex')).toBe(paper.heirs.secret);
        expect(second.heirsIdentityOf(secret)).toBe(paper.heirs.identity);
        expect(new Set(shares.map((share) => share.set))).toEqual(new Set([set.set]));
        expect(() => second.combine(shares.slice(1))).toThrow('not enough');
        const other = paper.heirs.sets[(at + 1) % paper.heirs.sets.length]?.shares.map(second.readShare) ?? [];
        expect(() => second.combine([...shares.slice(1), ...other])).toThrow('of one set');
      }
      const [text = ''] = set.shares;
      expect(second.readShare(text.toLowerCase().replaceAll(' ', '-')).number).toBe(1);
      expect(() => second.readShare(text.replace(/.$/, (last) => (last === 'Q' ? 'P' : 'Q')))).toThrow('no Bech32');
    }
  });

  test('have the form that the document gives', () => {
    for (const { shares } of paper.heirs.sets)
      for (const text of shares) {
        expect(text).toMatch(/^PASSKEEP1( [0-9AC-HJ-NP-Z]{4}){11} [0-9AC-HJ-NP-Z]{2}$/);
      }
  });
});

test('the vault id', async () => {
  expect(await vaultId(identity)).toBe(paper.vaultId);
  expect(vaultIdOf(identity)).toBe(paper.vaultId);
});
