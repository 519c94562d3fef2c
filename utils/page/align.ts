import { type FullRow, alike } from './held-row';

/**
 * Where the rows of a look stand among those that are held: for each its place there, or null for one that is new.
 * `apart`: the two have nothing in common. `unsure`: rows without ids repeat, and fit in more than one way.
 */
export type Alignment = readonly (number | null)[] | 'apart' | 'unsure';

/** Rows that are looked at where there are no ids. More are neither shown nor held back at once, but by a page that errs. */
const MOST_COMPARED = 600;

/** Fewer rows may be alike by chance: `ok` follows `ok`, and who wrote it, and when, stands above what is shown. */
const FEW_IN_COMMON = 3;
/** No two messages of such a length are the same by chance. UTF-16 units. */
const LONG_TEXT = 30;

/** Finds what two stretches of the same conversation, both oldest first, have in common. `guess`: never `unsure`. */
export function align(held: readonly FullRow[], fresh: readonly FullRow[], guess = false): Alignment {
  const anchors = anchorsOf(held, fresh);
  return anchors ? fillGaps(held, fresh, anchors) : slide(held, fresh, guess);
}

/** The longest run of common ids that is in order in both; null: they have none in common. */
function anchorsOf(held: readonly FullRow[], fresh: readonly FullRow[]): (number | null)[] | null {
  const places = new Map<string, number>();
  for (const [at, { id }] of held.entries()) if (id !== null) places.set(id, at);
  const common = fresh.flatMap(({ id }, at) => {
    const place = id === null ? undefined : places.get(id);
    return place === undefined ? [] : [{ at, place }];
  });
  if (common.length === 0) return null;
  // Longest increasing subsequence: `ends[n]` ends the one of n + 1 members whose end is least.
  const ends: number[] = [];
  const before: (number | null)[] = [];
  for (const [index, { place }] of common.entries()) {
    let low = 0;
    for (let high = ends.length; low < high;) {
      const middle = (low + high) >> 1;
      if ((common[ends[middle] as number] as { place: number }).place < place) low = middle + 1;
      else high = middle;
    }
    before.push(low === 0 ? null : (ends[low - 1] as number));
    ends[low] = index;
  }
  const result = fresh.map((): number | null => null);
  for (let index = ends.at(-1) ?? null; index !== null; index = before[index] ?? null) {
    const { at, place } = common[index] as { at: number; place: number };
    result[at] = place;
  }
  return result;
}

/** Rows without ids take their places beside those that have one. */
function fillGaps(held: readonly FullRow[], fresh: readonly FullRow[], anchors: (number | null)[]): Alignment {
  const fits = (at: number, place: number) => {
    const [one, other] = [fresh[at], held[place]];
    return one?.id === null && other?.id === null && alike(one, other);
  };
  const first = anchors.findIndex((place) => place !== null);
  for (let at = first - 1, place = (anchors[first] as number) - 1; at >= 0; at--) {
    let seek = place;
    while (seek >= 0 && !fits(at, seek)) seek--;
    if (seek < 0) continue;
    anchors[at] = seek;
    place = seek - 1;
  }
  for (let at = first; at < fresh.length;) {
    const start = anchors[at] as number;
    let next = at + 1;
    while (next < fresh.length && anchors[next] === null) next++;
    const stop = next < fresh.length ? (anchors[next] as number) : held.length;
    for (let gap = at + 1, place = start + 1; gap < next; gap++) {
      for (let seek = place; seek < stop; seek++) {
        if (!fits(gap, seek)) continue;
        anchors[gap] = seek;
        place = seek + 1;
        break;
      }
    }
    at = next;
  }
  return anchors;
}

/** Whether two rows that are alike are hardly so by chance: both tell the same time, or a long text. */
function tells(one: FullRow, other: FullRow | undefined): boolean {
  if (one.kind === 'unread' || other?.kind !== 'message') return false;
  const isTimed = [one, other].every(({ time }) => time !== null && time !== 'same');
  return isTimed || one.message.text.length >= LONG_TEXT;
}

/** Without ids: the shift in which all that lies over each other is alike. */
function slide(held: readonly FullRow[], fresh: readonly FullRow[], guess: boolean): Alignment {
  const top = held.slice(0, MOST_COMPARED);
  const found: { shift: number; common: number }[] = [];
  for (let shift = 1 - top.length; shift < fresh.length; shift++) {
    const from = Math.max(0, shift);
    const to = Math.min(fresh.length, shift + top.length);
    let common = 0;
    while (from + common < to && alike(fresh[from + common] as FullRow, top[from + common - shift] as FullRow))
      common++;
    const isTelling =
      common >= FEW_IN_COMMON || fresh.slice(from, to).some((row, at) => tells(row, top[from + at - shift]));
    if (common === to - from && isTelling) found.push({ shift, common });
  }
  if (found.length === 0) return 'apart';
  if (found.length > 1 && !guess) return 'unsure';
  const { shift } = found.reduce((best, one) => (one.common > best.common ? one : best));
  return fresh.map((_, at) => (at >= shift && at - shift < top.length ? at - shift : null));
}
