import { PasskeepError } from '@/utils/errors';
import { generateMnemonic } from '@scure/bip39';
import { wordlist } from '@scure/bip39/wordlists/english.js';
import { checkTyping } from './typing';

/** Twelve new recovery words, separated by single spaces: 128 bits and a checksum. Source: BIP 39. */
export function newRecoveryWords(): string {
  return generateMnemonic(wordlist, 128);
}

/**
 * Recovery words, or their digits, as a person types or pastes them, in the form that opens the vault: words in lower case,
 * single spaces. `readTyped` says which forms are taken.
 * @throws PasskeepError WORDS_INVALID when they are not twelve words of the list with a matching checksum.
 */
export function normaliseWords(typed: string): string {
  const { words, right } = checkTyping(typed, null);
  if (words === null) throw new PasskeepError('WORDS_INVALID', { detail: { words: right } });
  return words;
}
