import { DEEPEST_VALUE, LONGEST_TEXT, MOST_VALUES } from './limits';

/**
 * Whether a value from a page can be gone through: not too deep (or within itself), no text too long, not too much of it.
 * Objects that are neither plain nor arrays are only counted.
 */
export function isBounded(value: unknown): boolean {
  let left = MOST_VALUES;
  const fits = (one: unknown, depth: number): boolean => {
    if (--left < 0 || depth > DEEPEST_VALUE) return false;
    if (typeof one === 'string') return one.length <= LONGEST_TEXT;
    if (typeof one !== 'object' || one === null) return true;
    // An array without items in it may be of any length.
    if (Array.isArray(one)) return one.length <= left && one.every((item) => fits(item, depth + 1));
    if (Object.getPrototypeOf(one) !== Object.prototype) return true;
    return Object.values(one).every((item) => fits(item, depth + 1));
  };
  return fits(value, 0);
}
