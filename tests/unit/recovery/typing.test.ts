import { PasskeepError } from '@/utils/errors';
import { wordsToDigits } from '@/utils/recovery/digits';
import { WORD_LIST } from '@/utils/recovery/list';
import { nearestWords } from '@/utils/recovery/nearest';
import { readTyped } from '@/utils/recovery/reading';
import { checkTyping, onlyCompletion } from '@/utils/recovery/typing';
import { newRecoveryWords, normaliseWords } from '@/utils/recovery/words';
import * as fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';

const WORDS = 'legal winner thank year wave sausage worth useful legal winner thank yellow';
const LIST = WORDS.split(' ');
const GROUPS = wordsToDigits(WORDS);
const fullWidth = (text: string) =>
  text.replaceAll(/[!-~]/g, (sign) => String.fromCodePoint((sign.codePointAt(0) ?? 0) + 0xfee0));
const texts = (typed: string) => readTyped(typed).parts.map(({ text }) => text);

describe('words are read', () => {
  it.each<[string, string]>([
    ['as they are', WORDS],
    ['in capitals, on lines, with blanks around', `\n ${LIST.join(' \r\n\t').toUpperCase()} \n`],
    ['with commas', LIST.join(', ')],
    ['with the numbers of a list', LIST.map((word, index) => `${index + 1}. ${word}`).join('\n')],
    ['with numbers that touch them', LIST.map((word, index) => `${index + 1}${word}`).join(' ')],
    ['with numbers in brackets and behind', LIST.map((word, index) => `${word} (${index + 1})`).join('; ')],
    ['with only some numbers', LIST.map((word, index) => (index % 3 ? word : `${index + 1}) ${word}`)).join(' ')],
    ['in full width', fullWidth(LIST.map((word, index) => `${index + 1}．${word}`).join('　'))],
    ['with invisible signs in them', LIST.map((word) => `${word.slice(0, 2)}\u00ad${word.slice(2)}\u200e`).join(' ')],
    ['with an accent slipped in', WORDS.replace('legal', 'légal')],
    ['as a sentence ends', `${WORDS}.`],
  ])('%s', (_, typed) => {
    expect(normaliseWords(typed)).toBe(WORDS);
  });
});

describe('digits are read', () => {
  it.each<[string, string]>([
    ['in groups', GROUPS.join(' ')],
    ['without any blank', GROUPS.join('')],
    ['with other spacing', GROUPS.join('').replaceAll(/(.{4})/g, '$1-')],
    ['one by one', [...GROUPS.join('')].join(' ')],
    ['in pairs', GROUPS.join('').replaceAll(/(..)/g, '$1 ')],
    ['in threes, across lines', GROUPS.join('').replaceAll(/(...)/g, '$1\n')],
    ['with the numbers of a list', GROUPS.map((group, index) => `${index + 1}. ${group}`).join('\n')],
    ['with numbers before groups and nothing else', GROUPS.map((group, index) => `${index + 1} ${group}`).join('\n')],
    [
      'with numbers of two digits',
      GROUPS.map((group, index) => `${String(index + 1).padStart(2, '0')}: ${group}`).join(),
    ],
    ['with labels', `Digits: ${GROUPS.join(' ')}`],
    ['in full width', fullWidth(GROUPS.map((group, index) => `${index + 1}) ${group}`).join(' '))],
    ['in Arabic', GROUPS.join(' ').replaceAll(/[0-9]/g, (digit) => String.fromCodePoint(0x660 + Number(digit)))],
    ['in Devanagari', GROUPS.join(' ').replaceAll(/[0-9]/g, (digit) => String.fromCodePoint(0x966 + Number(digit)))],
  ])('%s', (_, typed) => {
    expect(normaliseWords(typed)).toBe(WORDS);
  });

  it('of every script, zero to nine', () => {
    const wrong: string[] = [];
    for (let code = 0; code <= 0x10ffff; code += 1) {
      const sign = String.fromCodePoint(code);
      if (!/\p{Nd}/u.test(sign) || /\p{Nd}/u.test(String.fromCodePoint(code - 1))) continue;
      const run = Array.from({ length: 10 }, (_, n) => String.fromCodePoint(code + n)).join('');
      if (texts(run).join('') !== '0123456789') wrong.push(code.toString(16));
    }
    expect(wrong).toStrictEqual([]);
  });
});

test('what is neither is refused, and the refusal holds nothing of it', () => {
  const bad = ['', '   ', 'open sesame', '1234', LIST.slice(1).join(' '), `${WORDS} legal`, GROUPS.slice(1).join(' ')];
  for (const typed of [...bad, LIST.toReversed().join(' '), `${GROUPS.join('')}0`]) {
    const refused = (() => {
      try {
        return normaliseWords(typed);
      } catch (thrown) {
        return thrown;
      }
    })();
    expect(refused).toBeInstanceOf(PasskeepError);
    expect(refused).toMatchObject({ code: 'WORDS_INVALID', message: 'WORDS_INVALID' });
    expect(Object.values((refused as PasskeepError).detail ?? {}).map(Number)).not.toContain(Number.NaN);
  }
});

test('new words are words, and are other ones each time', () => {
  const made = Array.from({ length: 20 }, newRecoveryWords);
  expect(new Set(made).size).toBe(20);
  for (const words of made) expect(normaliseWords(words)).toBe(words);
});

describe('while words are typed', () => {
  it('tells how many are right, and what the one at the caret may become', () => {
    const typed = 'legal winner tha';
    const { form, right, wrong, current, state } = checkTyping(typed, typed.length);
    expect({ form, right, wrong, state }).toStrictEqual({ form: 'words', right: 2, wrong: [], state: 'unfinished' });
    expect(current).toStrictEqual({ place: 3, text: 'tha', start: 13, end: 16, completions: ['thank', 'that'] });
  });

  it('offers no more completions than help', () => {
    expect(checkTyping('s', 1).current).toMatchObject({ completions: [] });
    expect(checkTyping('s', 1).wrong).toStrictEqual([]);
  });

  it('offers exactly one from the fourth letter on, for every word', () => {
    for (const word of WORD_LIST.filter(({ length }) => length > 4)) {
      const begun = word.slice(0, 4);
      const { current, wrong } = checkTyping(begun, 4);
      expect(wrong).toStrictEqual([]);
      expect(current?.completions, begun).toStrictEqual([word]);
    }
  });

  it('offers longer words where one is a word already, and nothing where none is longer', () => {
    expect(checkTyping('act', 3)).toMatchObject({
      right: 1,
      current: { completions: ['action', 'actor', 'actress', 'actual'] },
    });
    expect(checkTyping('legal', 5)).toMatchObject({ right: 1, current: null });
  });

  it('knows the one word that is meant, and never takes a word for the beginning of another', () => {
    const only = (typed: string) => onlyCompletion(checkTyping(typed, typed.length));
    expect(only('legal winn')).toBe('winner');
    expect(only('legal wi')).toBeNull();
    // "age" is a word, and so is "agent".
    expect(checkTyping('age', 3).current?.completions).toStrictEqual(['agent']);
    expect(only('age')).toBeNull();
    expect(only('')).toBeNull();
  });

  it('calls a word wrong once no word begins so, wherever it stands', () => {
    expect(checkTyping('legal hsot', 10).wrong).toMatchObject([{ place: 2, text: 'hsot', start: 6, end: 10 }]);
    expect(checkTyping('legal hosp winner', 17).wrong).toMatchObject([{ place: 2, text: 'hosp' }]);
    expect(checkTyping('legal hosp winner', 10).wrong).toStrictEqual([]);
    expect(checkTyping('legal hosp', null).wrong).toMatchObject([{ place: 2, text: 'hosp' }]);
  });

  it('marks a wrong word without the number before it', () => {
    expect(checkTyping('1.legal 2hsopital', null).wrong).toMatchObject([
      { place: 2, text: 'hsopital', start: 9, end: 17 },
    ]);
    expect(checkTyping('h0st', null).wrong).toMatchObject([{ text: 'h0st' }]);
  });

  it('tells twelve that fit from twelve that do not, and from more', () => {
    expect(checkTyping(WORDS, WORDS.length)).toMatchObject({ state: 'whole', words: WORDS, right: 12 });
    expect(checkTyping(LIST.toReversed().join(' '), null)).toMatchObject({ state: 'misfit', words: null, right: 12 });
    expect(checkTyping(`${WORDS} legal`, null)).toMatchObject({ state: 'surplus', words: null });
    expect(checkTyping('', 0)).toMatchObject({ state: 'unfinished', right: 0, wrong: [], current: null });
  });

  it('says the same of the words however they are spaced', () => {
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom(' ', '\n', ', ', '\t', ' - ', '  '), { minLength: 11, maxLength: 11 }),
        (gaps) => {
          const typed = LIST.map((word, index) => word + (gaps[index] ?? '')).join('');
          expect(checkTyping(typed, null).words).toBe(WORDS);
        },
      ),
    );
  });

  it('takes any text without failing, and places what it finds within it', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 60 }), (typed) => {
        for (const { start, end, text } of readTyped(typed).parts) {
          expect(text).not.toBe('');
          expect([start >= 0, end > start, end <= typed.length]).toStrictEqual([true, true, true]);
        }
        expect(checkTyping(typed, typed.length).words).toBeNull();
      }),
    );
  });
});

describe('while digits are typed', () => {
  it('counts groups, and waits for the last one', () => {
    const typed = `${GROUPS[0]} ${GROUPS[1]} 04`;
    expect(checkTyping(typed, typed.length)).toMatchObject({
      form: 'digits',
      right: 2,
      wrong: [],
      state: 'unfinished',
    });
    expect(checkTyping(typed, null).wrong).toMatchObject([{ place: 3, text: '04' }]);
    expect(checkTyping('1.', 2).wrong).toStrictEqual([]);
  });

  it('names a mistyped group at once, with its place in the text', () => {
    const mistyped = `${GROUPS[1]?.slice(0, 4)}${(Number(GROUPS[1]?.[4]) + 1) % 10}`;
    const typed = `1. ${GROUPS[0]} 2. ${mistyped} 3`;
    const { wrong } = checkTyping(typed, typed.length);
    expect(wrong).toMatchObject([{ place: 2, text: mistyped }]);
    expect(typed.slice(wrong[0]?.start, wrong[0]?.end)).toBe(mistyped);
  });

  it('takes a letter among them for a mistake in its group', () => {
    const typed = [...GROUPS.slice(0, 3), `O${GROUPS[3]?.slice(1)}`, ...GROUPS.slice(4)].join(' ');
    expect(checkTyping(typed, null).wrong).toMatchObject([{ place: 4 }]);
  });

  it('tells twelve groups that fit', () => {
    expect(checkTyping(GROUPS.join(' '), null)).toMatchObject({ state: 'whole', words: WORDS, form: 'digits' });
    expect(checkTyping(`${GROUPS.join(' ')} 1`, null)).toMatchObject({ state: 'surplus', words: null });
  });
});

describe('what a mistyped word may stand for', () => {
  it.each([
    ['hosptial', 'hospital'],
    ['abandn', 'abandon'],
    ['wiiner', 'winner'],
    ['yeloww', 'yellow'],
    ['accidental', 'accident'],
    ['usefull', 'useful'],
  ])('%s: first %s', (typed, word) => {
    expect(nearestWords(typed)[0]).toBe(word);
  });

  it('is nothing when nothing is near, and never more than three', () => {
    expect(nearestWords('qqqqqq')).toStrictEqual([]);
    expect(nearestWords('x'.repeat(100_000))).toStrictEqual([]);
    for (const typed of ['bat', 'care', 'se', 'a']) expect(nearestWords(typed).length).toBeLessThanOrEqual(3);
  });

  it('finds every word with two neighbours swapped', () => {
    for (const word of WORD_LIST.filter((_, index) => index % 40 === 0)) {
      const typed = word[1] === word[2] ? word : `${word[0]}${word[2]}${word[1]}${word.slice(3)}`;
      if (!WORD_LIST.includes(typed)) expect(nearestWords(typed), typed).toContain(word);
    }
  });
});
