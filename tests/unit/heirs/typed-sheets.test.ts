import { beforeAll, describe, expect, it } from 'vitest';
import { findMistyped } from '@/utils/heirs/mistyped';
import { decodeShare } from '@/utils/heirs/share';
import { newHeirsSecret, splitSecret } from '@/utils/heirs/split';
import { readTyped, withRoom, withTyped } from '@/utils/heirs/typed-sheets';

type Texts = [string, string, string, string];
let [one, two, three, four] = ['', '', '', ''];
beforeAll(async () => {
  [one, two, three, four] = (await splitSecret(newHeirsSecret(), 3, 4)).shares as Texts;
});

/** With the character at `place` of the text without spaces changed to another of Bech32's. */
function mistype(text: string, place: number): string {
  const plain = text.replaceAll(' ', '');
  return plain.slice(0, place) + (plain[place] === 'Q' ? 'P' : 'Q') + plain.slice(place + 1);
}

describe('what is wrong with a text', () => {
  it('is told by its group, wherever one character is wrong', () => {
    for (let place = 9; place < 55; place++)
      expect(findMistyped(mistype(one, place))).toEqual({ is: 'mistyped', group: Math.floor((place - 9) / 4) + 1 });
  });

  it('is told without a group where several are, or some are missing or too many', () => {
    const several = mistype(mistype(one, 20), 40);
    expect(findMistyped(several)).toEqual({ is: 'mistyped', group: null });
    expect(findMistyped(`${one}Q`)).toEqual({ is: 'mistyped', group: null });
  });

  it('is told at once where a character is in no sheet', () => {
    expect(findMistyped('PASSKEEP1 QPZO')).toEqual({ is: 'mistyped', group: 1 });
    expect(findMistyped('PASSKEEP1 QPZR Y9X8 1')).toEqual({ is: 'mistyped', group: 3 });
  });

  it('is nothing while it is typed, letter by letter', () => {
    for (let end = 1; end < one.length; end++) expect(findMistyped(one.slice(0, end))).toEqual({ is: 'unfinished' });
  });

  it('is its beginning where that is of something else', () => {
    for (const text of ['QPZR', 'PASKEEP1', 'abandon ability']) expect(findMistyped(text)).toEqual({ is: 'unlike' });
  });
});

describe('sheets while they are typed', () => {
  it('say how many are missing once one is there', () => {
    expect(readTyped(['']).missing).toBeNull();
    expect(readTyped([one])).toEqual({ sheets: [{ is: 'sheet', share: decodeShare(one) }], missing: 2 });
    expect(readTyped([one, '', two]).missing).toBe(1);
    expect(readTyped([one, one, 'x'])).toMatchObject({ sheets: [{}, { is: 'twice' }, { is: 'unlike' }], missing: 2 });
    expect(readTyped([one, two, three]).missing).toBe(0);
    expect(readTyped([one, two, three, four]).missing).toBe(0);
  });

  it('tell one of another set', async () => {
    const [other = ''] = (await splitSecret(newHeirsSecret(), 3, 4)).shares;
    expect(readTyped([one, other]).sheets[1]).toEqual({ is: 'other' });
  });

  it('get room for one more as long as some are missing', () => {
    expect(withRoom([])).toEqual(['']);
    expect(withRoom([''])).toEqual(['']);
    expect(withRoom([one])).toEqual([one, '']);
    expect(withRoom([one, 'x'])).toEqual([one, 'x', '']);
    expect(withRoom([one, two, three])).toEqual([one, two, three]);
  });

  it('fall into their places when several are pasted', () => {
    expect(withTyped([''], 0, `${one}\n${two}`)).toEqual([one, two]);
    expect(withTyped([one, '', three], 1, `${two}\n${four}`)).toEqual([one, two, three, four]);
    expect(withTyped([''], 0, `${one}\n${two.slice(0, 20)}`)).toEqual([`${one}\n${two.slice(0, 20)}`]);
    expect(withTyped([one, ''], 1, 'passk')).toEqual([one, 'passk']);
  });
});
