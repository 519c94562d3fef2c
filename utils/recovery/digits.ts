import { dammDigit } from './damm';
import { numberOf, WORD_LIST } from './list';

/** Digits in a group: four for the word, one to check. */
export const GROUP_LENGTH = 5;

/**
 * The digits form of recovery words: twelve groups of five digits. Four are the word's number in the list, 0001 to 2048; the
 * last is Damm's check digit over the group's own number (two digits, from 01) and these four, so that a mistyped group is
 * found and named, and one in another's place as a rule.
 * @param words of the list, separated by single spaces
 */
export function wordsToDigits(words: string): string[] {
  return words.split(' ').map((word, index) => {
    const number = digits(numberOf(word) ?? 0, GROUP_LENGTH - 1);
    return number + checkDigit(index + 1, number);
  });
}

/** The word that a group of the digits form stands for; null when it is mistyped. @param place of the group, from 1 */
export function groupWord(place: number, group: string): string | null {
  const number = group.slice(0, -1);
  if (!/^[0-9]{5}$/.test(group) || checkDigit(place, number) !== group.at(-1)) return null;
  return WORD_LIST[Number(number) - 1] ?? null;
}

function checkDigit(place: number, number: string): string {
  return dammDigit(digits(place, 2) + number);
}

const digits = (n: number, length: number) => String(n).padStart(length, '0');
