import { PasskeepError } from '@/utils/errors';
import { START, compact, decodeShare } from './share';

/** The characters of Bech32, small. Source: BIP 173. */
const CHARACTERS = 'qpzry9x8gf2tvdw0s3jn54khce6mua7l';
/** The characters of a share's whole text. */
const LENGTH = 55;

/**
 * What is wrong with a text that is not a share: it does not begin as one; it is not complete, and right so far; or it is
 * mistyped, in the group that is told, from 1 after the prefix, where it is only one character that is wrong.
 */
export type Mistyped =
  | { readonly is: 'unlike' }
  | { readonly is: 'unfinished' }
  | { readonly is: 'mistyped'; readonly group: number | null };

/** What is wrong with a text that `decodeShare` refuses. */
export function findMistyped(text: string): Mistyped {
  const typed = compact(text);
  if (!START.startsWith(typed.slice(0, START.length))) return { is: 'unlike' };
  const strange = [...typed].findIndex((char, at) => at >= START.length && !CHARACTERS.includes(char));
  if (strange >= 0) return { is: 'mistyped', group: groupOf(strange) };
  if (typed.length < LENGTH) return { is: 'unfinished' };
  return { is: 'mistyped', group: typed.length === LENGTH ? groupOf(onlyWrongPlace(typed)) : null };
}

/**
 * The only place where another character makes a share of the text; -1 where there is none. The checksum tells it from all
 * other places. What the character should be is on the paper: BIP 173 advises against putting it right unasked.
 */
function onlyWrongPlace(typed: string): number {
  for (let at = START.length; at < typed.length; at++)
    for (const char of CHARACTERS) if (isShare(typed.slice(0, at) + char + typed.slice(at + 1))) return at;
  return -1;
}

function isShare(text: string): boolean {
  try {
    decodeShare(text);
    return true;
  } catch (thrown) {
    return thrown instanceof PasskeepError && thrown.code === 'TOO_NEW';
  }
}

/** The group of four that a place is in, from 1. */
function groupOf(place: number): number | null {
  return place < START.length ? null : Math.floor((place - START.length) / 4) + 1;
}
