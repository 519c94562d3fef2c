import type { Part } from '@/utils/recovery/reading';
import { type TypingCheck, shiftedFrom } from '@/utils/recovery/typing';
import { isolate, t } from '@/utils/words';

/** How far the words, or digits, have come, in one sentence. */
export function typingSaid({ form, state, right, wrong, current }: TypingCheck): string {
  const digits = form === 'digits';
  if (state === 'whole') return t(digits ? 'wordsDigitsWhole' : 'wordsWhole');
  if (state === 'misfit') return t(digits ? 'wordsDigitsMisfit' : 'wordsMisfit');
  if (state === 'surplus') return t(digits ? 'wordsDigitsSurplus' : 'wordsSurplus');
  if (right + wrong.length === 0 && !current) return t('wordsHint');
  return t(digits ? 'wordsDigitsSoFar' : 'wordsSoFar', String(right));
}

/** What is wrong with a word or a group. @param nearest words that may be meant, which are shown after it */
export function wrongSaid({ form }: TypingCheck, { place, text }: Part, nearest: readonly string[] = []): string {
  if (form === 'digits') return t('wordsDigitsWrong', String(place), isolate(text));
  return t(nearest.length > 0 ? 'wordsWrongNear' : 'wordsWrong', String(place), isolate(text));
}

/** All that is wrong, a sentence each. */
export function wrongsSaid(check: TypingCheck): string[] {
  const shifted = shiftedFrom(check);
  if (shifted !== null) return [t('wordsDigitsShifted', String(shifted))];
  return check.wrong.map((part) => wrongSaid(check, part));
}
