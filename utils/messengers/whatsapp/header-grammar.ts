import { DMY, MDY, type Order, YMD } from '../time/date-order';
import { type HeaderShape, type ScannedHeader, scanHeader } from './header-shape';
import { hoursAmong, type Meaning, monthsAmong } from './platform-words';

/** How the header lines of one export are written, as far as its first lines tell. */
export interface HeaderGrammar {
  readonly shape: HeaderShape;
  /** The orders that the dates can be in, the likeliest first. */
  readonly orders: readonly Order[];
  /** The first of the orders is the one, unless dates speak against it. */
  readonly isSure: boolean;
  /** The gap with the words for the halves or parts of the day, and what they mean; null: clocks of 24 hours. */
  readonly period: { readonly gap: number; readonly hours: Meaning } | null;
  /** What the names of months mean. */
  readonly months: Meaning;
  /** How many of the lines have the shape. */
  readonly lines: number;
}

/** Lines that are looked at. */
const MOST_LINES = 400;
/** Different words in one place that are looked at. */
const MOST_WORDS = 32;

interface Tally {
  readonly first: ScannedHeader;
  lines: number;
  isUnpadded: boolean;
  least: number;
  most: number;
  /** By gap. */
  readonly words: readonly Set<string>[];
}

/**
 * The shape that most of the first lines have: dates that are quoted in messages have another one, or are fewer. null: no
 * line could be a header.
 */
export function findGrammar(lines: readonly string[]): HeaderGrammar | null {
  const tallies = new Map<string, Tally>();
  for (const line of lines.slice(0, MOST_LINES)) {
    const scanned = scanHeader(line);
    if (scanned) count(tallies, scanned);
  }
  let best: Tally | undefined;
  for (const tally of tallies.values()) if (!best || tally.lines > best.lines) best = tally;
  if (!best) return null;
  const { shape } = best.first;
  return {
    shape,
    ...ordersOf(shape, best.isUnpadded),
    period: periodOf(best),
    months: monthsOf(best),
    lines: best.lines,
  };
}

function count(tallies: Map<string, Tally>, scanned: ScannedHeader): void {
  const { key, layout } = scanned.shape;
  const hour = scanned.values[layout.hour] ?? 0;
  let tally = tallies.get(key);
  if (!tally) {
    const words = scanned.words.map(() => new Set<string>());
    tally = { first: scanned, lines: 0, isUnpadded: false, least: hour, most: hour, words };
    tallies.set(key, tally);
  }
  tally.lines++;
  tally.isUnpadded ||= scanned.isUnpadded;
  tally.least = Math.min(tally.least, hour);
  tally.most = Math.max(tally.most, hour);
  scanned.words.forEach((word, gap) => {
    const words = tally.words[gap];
    if (word !== '' && words && words.size < MOST_WORDS) words.add(word);
  });
}

/** A word that is always the same beside hours of 24 is no part of the day: `klo`, `ч.` */
function periodOf({ first, words, least, most }: Tally): HeaderGrammar['period'] {
  for (const gap of first.shape.layout.besideTime.toReversed()) {
    const found = [...(words[gap] ?? [])];
    if (found.length < 2 && (least === 0 || most > 12)) continue;
    const hours = hoursAmong(found);
    if (found.some((word) => hours(word) !== 0)) return { gap, hours };
  }
  return null;
}

function monthsOf({ first, words }: Tally): Meaning {
  const { month } = first.shape.layout;
  return month === null ? () => 0 : monthsAmong([...(words[month] ?? [])]);
}

/**
 * Which orders a date can be in. Of the platform's languages (CLDR 48) all that put the month first write slashes; those that
 * do so without zeros and with two digits for the year are English as in the United States. `22. 3. 18.` is Korean or Hungarian.
 */
function ordersOf({ gaps, layout }: HeaderShape, isUnpadded: boolean): Pick<HeaderGrammar, 'orders' | 'isSure'> {
  const { date, year, month } = layout;
  const [first = 0] = date;
  if (month !== null) return { orders: [DMY], isSure: true };
  if (year === first) return { orders: [YMD], isSure: true };
  const isSlashed = gaps[first + 1]?.includes('/') ?? false;
  if (year !== null) {
    const isAmerican = isSlashed && isUnpadded && layout.era !== null;
    return { orders: isAmerican ? [MDY, DMY] : [DMY, MDY], isSure: !isSlashed };
  }
  if (isSlashed) return { orders: isUnpadded ? [MDY, DMY, YMD] : [DMY, MDY, YMD], isSure: false };
  const isDotted = gaps[first + 3]?.startsWith('.') ?? false;
  return { orders: isDotted ? [YMD, DMY, MDY] : [DMY, MDY, YMD], isSure: true };
}
