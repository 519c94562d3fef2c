import type { Moment } from '../model';

/**
 * Milliseconds from `b` to `a`; negative when `a` is earlier. Where only one of them is known as a moment, what the two
 * clocks showed is compared: the clock of an export that does not tell its zone was most likely the same.
 */
export function difference(a: Pick<Moment, 'ms' | 'zone'>, b: Pick<Moment, 'ms' | 'zone'>): number {
  if ((a.zone === null) === (b.zone === null)) return a.ms - b.ms;
  return shown(a) - shown(b);
}

function shown({ ms, zone }: Pick<Moment, 'ms' | 'zone'>): number {
  return ms + (zone ?? 0) * 60_000;
}
