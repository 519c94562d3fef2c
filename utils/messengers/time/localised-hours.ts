import { likelyLanguages, otherLanguages } from './localised-languages';
import { hoursIn, rowsOf } from './localised-rows';
import type { Token } from './localised-tokens';

/** The hours that a word for a part of the day allows, as bits, in whichever language knows it; 0: there is none. */
export function partOfDay(tokens: readonly Token[]): number {
  if (!tokens.some(({ kind }) => kind === 'word')) return 0;
  for (const languages of [likelyLanguages, otherLanguages])
    for (const vocabulary of languages(tokens)) {
      const hours = hoursIn(rowsOf(tokens, vocabulary), vocabulary);
      if (hours !== 0) return hours;
    }
  return 0;
}

/**
 * The hour of the day: of the one or two with the same place on a dial, the one in the part of the day that is named. null:
 * no clock shows it.
 * @param hours as bits; 0: no part of the day is named
 */
export function hourOf(shown: number, hours: number): number | null {
  if (shown > 24) return null;
  if (hours === 0 || shown > 12) return shown % 24;
  const morning = shown % 12;
  if ((hours >> morning) & 1) return morning;
  // Neither of the two in that part: then the half of the day that it lies in.
  return hours >> 12 > 0 ? morning + 12 : morning;
}
