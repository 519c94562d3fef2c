import { PasskeepError } from '@/utils/errors';
import { generateMnemonic, validateMnemonic } from '@scure/bip39';
import { wordlist } from '@scure/bip39/wordlists/english.js';

/** Twelve new recovery words, separated by single spaces: 128 bits and a checksum. Source: BIP 39. */
export function newRecoveryWords(): string {
  return generateMnemonic(wordlist, 128);
}

/**
 * Recovery words as a person types or pastes them, in the form that opens the vault: lower case, single spaces, and
 * without the numbers and commas that a written list may have.
 * @throws PasskeepError WORDS_INVALID when they are not twelve words of the list with a matching checksum.
 */
export function normaliseWords(typed: string): string {
  const words =
    typed
      .normalize('NFKD')
      .toLowerCase()
      .match(/[a-z]+/g) ?? [];
  const text = words.join(' ');
  if (words.length !== 12 || !validateMnemonic(text, wordlist))
    throw new PasskeepError('WORDS_INVALID', { detail: { words: words.length } });
  return text;
}
