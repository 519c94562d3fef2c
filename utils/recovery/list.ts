import { validateMnemonic } from '@scure/bip39';
import { wordlist } from '@scure/bip39/wordlists/english.js';

/** How many recovery words there are, and groups of digits. */
export const PLACES = 12;

/** The list of BIP 39, in its order, which is the alphabet's. The first four letters tell any of its words. */
export const WORD_LIST: readonly string[] = wordlist;

const PLACE_IN_LIST: ReadonlyMap<string, number> = new Map(wordlist.map((word, index) => [word, index + 1]));

/** A word's number in the list, 1 to 2048; null when it is not in the list. */
export function numberOf(word: string): number | null {
  return PLACE_IN_LIST.get(word) ?? null;
}

/** Whether twelve words of the list, separated by single spaces, fit together: their checksum. Source: BIP 39. */
export function fitTogether(words: string): boolean {
  return validateMnemonic(words, wordlist);
}
