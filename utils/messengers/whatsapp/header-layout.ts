import { isMonth } from './platform-words';
import { eraOf } from '../time/years';

/** Which number of a header is what, by their places from 0. */
export interface Layout {
  readonly hour: number;
  readonly minute: number;
  /** null: the export shows none. */
  readonly second: number | null;
  /** The numbers of the date: three, or fewer where the month is a word. */
  readonly date: readonly number[];
  /** The gap that has the month's name; null: the month is a number. */
  readonly month: number | null;
  /** Which number is the year; null: none is, or all three have two digits. */
  readonly year: number | null;
  /** The gap with the word for an era; null: there is none. */
  readonly era: number | null;
  /** The gaps beside the time that have words. */
  readonly besideTime: readonly number[];
}

/** What can stand between hours and minutes: `:`, `.`, ` h `, `時`. */
const IN_TIME = /^ ?(?:[:.]|w) ?$/;
/** What cannot stand between the numbers of a date, and what must between it and the time. */
const NOT_IN_DATE = /:/;
const BESIDE_DATE = /[ ,w()-]/;

/** The most likely meaning of a header's numbers; null where they can be no date with a time. */
export function layoutOf(
  values: readonly number[],
  widths: readonly number[],
  gaps: readonly string[],
  words: readonly string[],
): Layout | null {
  const count = values.length;
  for (const dates of [3, 2, 1]) {
    const times = count - dates;
    if (times !== 2 && times !== 3) continue;
    for (const isDateFirst of [true, false]) {
      const [dateAt, timeAt] = isDateFirst ? [0, dates] : [times, 0];
      if (!BESIDE_DATE.test(gaps[isDateFirst ? timeAt : dateAt] ?? '')) continue;
      if (!isTime(timeAt, times, values, widths, gaps)) continue;
      const date = dateOf(dateAt, dates, values, widths, gaps, words);
      if (!date) continue;
      const besideTime = [timeAt, timeAt + times].filter((gap) => gaps[gap]?.includes('w') && gap !== date.month);
      return { ...date, hour: timeAt, minute: timeAt + 1, second: times === 3 ? timeAt + 2 : null, besideTime };
    }
  }
  return null;
}

function isTime(
  at: number,
  count: number,
  values: readonly number[],
  widths: readonly number[],
  gaps: readonly string[],
): boolean {
  const most = [24, 59, 60];
  for (let place = 0; place < count; place++) {
    const [value = 99, width = 9, gap = ''] = [values[at + place], widths[at + place], gaps[at + place]];
    if (value > (most[place] as number) || width > 2 || (place > 0 && !IN_TIME.test(gap))) return false;
  }
  return true;
}

type DatePart = Pick<Layout, 'date' | 'month' | 'year' | 'era'>;

function dateOf(
  at: number,
  count: number,
  values: readonly number[],
  widths: readonly number[],
  gaps: readonly string[],
  words: readonly string[],
): DatePart | null {
  const date = Array.from({ length: count }, (_, place) => at + place);
  const wide = date.filter((place) => (widths[place] ?? 0) > 2);
  if (wide.length > 1) return null;
  const inside = gaps.slice(at + 1, at + count);
  if (inside.some((gap) => gap === '' || NOT_IN_DATE.test(gap))) return null;
  const month = count === 3 ? null : named(at, count, words);
  if (count < 3 && month === null) return null;
  const isEra = (gap: number): boolean => gap >= at && gap <= at + count && eraOf(words[gap] ?? '') !== 0;
  const era = wide.length > 0 ? -1 : gaps.findIndex((_, gap) => isEra(gap));
  const ofEra = era < 0 ? undefined : Math.min(era, at + count - 1);
  const year = wide[0] ?? ofEra ?? (count === 2 ? at + 1 : null);
  if (count === 3 && (year === at + 1 || (wide.length === 0 && !isAlike(inside)))) return null;
  const isYear = (place: number): boolean => (year === null ? place !== at + 1 : place === year);
  if (date.some((place) => !isYear(place) && ((values[place] ?? 0) > 31 || values[place] === 0))) return null;
  return { date, month, year, era: era < 0 ? null : era };
}

/** The gap with the name of the month: rather between the numbers of the date than beside them. */
function named(at: number, count: number, words: readonly string[]): number | null {
  const inside = Array.from({ length: count - 1 }, (_, place) => at + 1 + place);
  return [...inside, at, at + count].find((gap) => words[gap] && isMonth(words[gap])) ?? null;
}

/** The same between both pairs of numbers; or words: 2022年3月18日, `R4` for a year. */
function isAlike([first = '', second = '']: readonly string[]): boolean {
  return (
    first === second ||
    (first.includes('w') && second.includes('w')) ||
    first.replace('w', '') === second.replace('w', '')
  );
}
