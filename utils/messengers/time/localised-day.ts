import { dayOf } from './calendar';
import { hoursIn, rowsOf } from './localised-rows';
import type { Token } from './localised-tokens';
import type { Meaning, Vocabulary } from './localised-vocabulary';

/** Nobody wrote in a messenger before or after: years of another calendar are told by it. Milliseconds. */
const EARLIEST = Date.UTC(1900);
const LATEST = Date.UTC(2200);

/** What a date says beside its clock of digits. */
export interface Day {
  /** Its midnight, read as UTC, in milliseconds. */
  readonly ms: number;
  /** 0 where it says UTC; null where it says nothing. */
  readonly zone: number | null;
  /** The hours that its part of the day allows, as bits; 0 where it names none. */
  readonly hours: number;
  /** Hour, minute and second where they are written with words between. */
  readonly clock: { readonly hour: number; readonly minute: number | null; readonly second: number | null } | null;
}

/** What one language makes of a date. */
export interface Reading {
  readonly day: Day;
  /** Words that it does not know. */
  readonly unknown: number;
  /** The date falls on the weekday that is written, or none is written. */
  readonly isSound: boolean;
}

/**
 * Reads a date without its clock in one language; null where it makes none of it.
 * @param hasClock the clock was written in digits and has been taken out
 */
export function readDay(tokens: readonly Token[], vocabulary: Vocabulary, hasClock: boolean): Reading | null {
  const numbers = tokens.filter(({ kind }) => kind === 'number');
  const rows = rowsOf(tokens, vocabulary);
  const meanings = rows.flatMap(({ meaning }) => meaning ?? []);
  const hours = hoursIn(rows, vocabulary);
  const zone = meanings.some(({ isUtc }) => isUtc) ? 0 : null;
  const unknown = rows.filter(({ meaning }) => !meaning).length;
  let best: Reading | null = null;
  for (const { month, weekdays, isWhole } of monthsIn(meanings))
    for (const order of ordersFor(vocabulary, numbers.length, month !== null, hasClock, weekdays !== 0)) {
      const parts = new Map(numbers.map(({ text }, at) => [order[at], Number(text)]));
      const ms = midnight(vocabulary.calendar, parts, month);
      if (ms === null) continue;
      const isSound = isWhole && (weekdays === 0 || ((weekdays >> new Date(ms).getUTCDay()) & 1) === 1);
      const reading = { day: { ms, zone, hours, clock: clockOf(parts) }, unknown, isSound };
      if (isSound) return reading;
      if (month !== null || vocabulary.orders.has(order)) best ??= reading;
    }
  return best;
}

/** The month that a date names, if any, and the weekdays that fit it; not whole: it names another month as well. */
interface MonthRead {
  readonly month: number | null;
  readonly weekdays: number;
  readonly isWhole: boolean;
}

/** Every month that a word can stand for; null: it is a number. */
function* monthsIn(meanings: readonly Meaning[]): Generator<MonthRead> {
  for (const one of meanings)
    for (let month = 1; one.months >> (month - 1) > 0; month++)
      if ((one.months >> (month - 1)) & 1) yield { month, ...besides(meanings.filter((other) => other !== one)) };
  // Parts of the day and zones are alike in many languages: they say nothing of the order of numbers.
  const all = besides(meanings);
  if (all.isWhole && meanings.some(({ hours, isUtc }) => hours === 0 && !isUtc)) yield { month: null, ...all };
}

function besides(meanings: readonly Meaning[]): { weekdays: number; isWhole: boolean } {
  return {
    weekdays: meanings.reduce((all, one) => all | one.weekdays, 0),
    isWhole: !meanings.some(({ months, weekdays }) => months !== 0 && weekdays === 0),
  };
}

/** What the numbers can mean; where a weekday will tell which is right, any order. */
function* ordersFor(
  { orders }: Vocabulary,
  length: number,
  isNamed: boolean,
  hasClock: boolean,
  hasWeekday: boolean,
): Generator<string> {
  for (const order of orders)
    if (order.length === length && order.includes('m') !== isNamed && order.includes('h') !== hasClock) yield order;
  if (isNamed && hasClock && length === 2) yield* ['dy', 'yd'];
  if (!isNamed && hasClock && length === 3 && hasWeekday) yield* ['mdy', 'dmy'];
}

function midnight(
  calendar: string,
  parts: ReadonlyMap<string | undefined, number>,
  named: number | null,
): number | null {
  const [year, month, day] = [parts.get('y'), named ?? parts.get('m'), parts.get('d')];
  if (year === undefined || month === undefined || day === undefined) return null;
  const isShort = year < 100 && calendar === 'gregory';
  const ms = dayOf(calendar, isShort ? year + 2000 : year, month, day);
  return ms !== null && ms > EARLIEST && ms < LATEST ? ms : null;
}

function clockOf(parts: ReadonlyMap<string | undefined, number>): Day['clock'] {
  const hour = parts.get('h');
  return hour === undefined ? null : { hour, minute: parts.get('n') ?? null, second: parts.get('s') ?? null };
}
