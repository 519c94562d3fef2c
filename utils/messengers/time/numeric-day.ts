import { midnightOf } from './years';

/**
 * The midnight (UTC) of a date of three numbers, in milliseconds; null for what is none, and where days and months cannot be
 * told apart.
 * @param dayFirst which of them comes first, as far as known
 */
export function numericDay(numbers: readonly string[], dayFirst: boolean | undefined): number | null {
  const [first, second, third] = numbers.map(Number);
  if (numbers.length !== 3 || first === undefined || second === undefined || third === undefined) return null;
  if ((numbers[0]?.length ?? 0) >= 3) return midnightOf(first, second, third, 0);
  const isDayFirst = first > 12 ? true : second > 12 || first === second ? false : dayFirst;
  if (isDayFirst === undefined) return null;
  return isDayFirst ? midnightOf(third, second, first, 0) : midnightOf(third, first, second, 0);
}
