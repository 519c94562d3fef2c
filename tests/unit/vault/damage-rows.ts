import type { Damage } from '../lib/damages';
import type { DamageOutcome } from '../lib/damage-outcomes';

/**
 * What is expected of some damages; what is left out is as in {@link UNHARMED}. The first damage of a row is followed to
 * its end; of the others it is seen what they cost and what a check says.
 */
export type Row = readonly [damages: readonly Damage[], expected: Partial<DamageOutcome>];

/** What a vault does in which nothing is damaged. */
export const UNHARMED: DamageOutcome = {
  keys: {},
  archives: {},
  named: [],
  tooNew: 0,
  unseen: 0,
  next: 'whole',
  prune: 'frees',
  found: [],
  repaired: {},
  aside: [],
};

/** What leaves a file shorter than it can be. */
export const CUTS = [
  'emptied',
  'cut by a byte',
  'cut to its half',
  'cut in its header',
  'cut after its header',
  'cut after its nonce',
  'cut in a tag',
] as const;

/** What leaves a file of one payload chunk as long as it was; without what makes it look like another key's. */
export const BITS = [
  'a bit of its first line',
  "a bit of its header's MAC",
  'a bit of its nonce',
  'a bit of its first chunk',
  'a bit of its last tag',
  'a bit of its padding',
] as const;

export const [KIN, OTHER] = ['swapped with one of its kind', 'swapped with one of another kind'] as const;
export const [STRANGER, BESIDE] = ["another vault's in its place", "another vault's beside it"] as const;
export const LETTER = 'a letter of its stanza';
export const NEWER = 'of a newer version';
export const TWICE = 'there twice';
