import { strengthSaid } from '@/components/keys/password-words';
import { typingSaid, wrongSaid, wrongsSaid } from '@/components/words/typing-said';
import { wordsToDigits } from '@/utils/recovery/digits';
import { strengthOf } from '@/utils/recovery/password-strength';
import { checkTyping } from '@/utils/recovery/typing';
import { describe, expect, it, test, vi } from 'vitest';

vi.mock('wxt/browser', async () => await import('./fake-browser'));

const WORDS = 'legal winner thank year wave sausage worth useful legal winner thank yellow';
const GROUPS = wordsToDigits(WORDS);

describe('what the field says', () => {
  it.each<[string, RegExp]>([
    ['', /^Type them, or paste/],
    ['lega', /^0 of 12 words$/],
    ['legal winner tha', /^2 of 12 words$/],
    [WORDS, /^All twelve words are there/],
    [WORDS.split(' ').toReversed().join(' '), /together they do not fit/],
    [`${WORDS} legal`, /more than twelve words/],
    [GROUPS.slice(0, 3).join(' '), /^3 of 12 groups$/],
    [GROUPS.join(' '), /^All twelve groups are there/],
    [`${GROUPS.join(' ')} 1`, /more than twelve groups/],
  ])('of "%s"', (typed, said) => {
    expect(typingSaid(checkTyping(typed, typed.length))).toMatch(said);
  });

  it('of two groups that have changed places without a check digit that shows it', () => {
    const swapped = checkTyping(`${WORDS.replace('winner', 'zoo')}`, null);
    expect(swapped.state).toBe('misfit');
    const groups = wordsToDigits(WORDS.replace('winner', 'zoo'));
    expect(typingSaid(checkTyping(groups.join(' '), null))).toMatch(/^Each group is right by itself/);
  });

  it('of wrong words and groups, with their numbers', () => {
    const words = checkTyping('legal hsopital xxxxxx', null);
    const [near, far] = words.wrong;
    if (!near || !far) throw new Error('two are wrong');
    expect(wrongSaid(words, near, ['hospital'])).toBe('Word 2, “\u2068hsopital\u2069”, is misspelt. Did you mean:');
    expect(wrongSaid(words, far)).toBe('Word 3, “\u2068xxxxxx\u2069”, is not spelled like any recovery word.');
    const digits = checkTyping(`${GROUPS[0]} 99999`, null);
    expect(digits.wrong.map((part) => wrongSaid(digits, part))).toStrictEqual([
      'Group 2, “\u206899999\u2069”, has a wrong digit.',
    ]);
  });
});

test('a digit that is missing, or too many, is named once, not for every group behind it', () => {
  const missing = GROUPS.join('').replace(/^(.{12})./, '$1');
  expect(wrongsSaid(checkTyping(missing, null))).toStrictEqual([
    'From group 3 on, the digits do not fit. Is one missing there, or one too many?',
  ]);
  const twoWrong = [...GROUPS.slice(0, 10), '00000', '00000'].join(' ');
  expect(wrongsSaid(checkTyping(twoWrong, null))).toHaveLength(2);
});

test.each<[number, string]>([
  [60, 'Very weak: guessed within minutes'],
  [5 * 3600, 'Very weak: guessed in about 5 hours'],
  [36 * 3600, 'Weak: guessed in about 40 hours'],
  [25 * 86_400, 'Weak: guessed in about 30 days'],
  [200 * 86_400, 'Weak: guessed in about 7 months'],
  [3.2 * 365.25 * 86_400, 'Fair: guessed in about 3 years'],
  [870 * 365.25 * 86_400, 'Strong: guessed in about 900 years'],
  [1e15, 'Strong: not guessed in a thousand years'],
])('a password that holds %d seconds', (seconds, said) => {
  expect(strengthSaid(strengthOf(seconds * 290_000)).startsWith(said)).toBe(true);
});
