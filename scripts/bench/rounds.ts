import { median } from './rows.ts';

/** How often each is measured. */
export const ROUNDS = 5;

/**
 * Measures each of some things, in turn, and again, so that what the machine does meanwhile falls on all of them. @returns
 * the median of each
 */
export async function inRounds<K extends string>(
  measures: Readonly<Record<K, (round: number) => Promise<number>>>,
  unit: string,
  tell: (line: string) => void,
  signal: AbortSignal,
): Promise<Record<K, number>> {
  const names = Object.keys(measures) as K[];
  const all = new Map<K, number[]>(names.map((name) => [name, []]));
  for (let round = 1; round <= ROUNDS; round++)
    for (const name of names) {
      signal.throwIfAborted();
      const measured = await measures[name](round);
      all.get(name)?.push(measured);
      tell(`Round ${round} of ${ROUNDS}: ${name}: ${measured.toPrecision(3)} ${unit}`);
    }
  return Object.fromEntries(names.map((name) => [name, median(all.get(name) ?? [])])) as Record<K, number>;
}
