import { columns } from '../lib/columns.ts';

/** One comparison: ours and a peer's, measured in turn. */
export interface Row {
  readonly name: string;
  readonly ours: number | null;
  readonly unit: string;
  /** What it is compared with. */
  readonly peer: string;
  readonly theirs: number | null;
  /** `ours / theirs`. */
  readonly ratio: number | null;
  /** What the ratio is held to: to be at least, or at most, this. */
  readonly bar: number;
  readonly limit: 'least' | 'most';
  readonly holds: boolean;
  /** Why there is nothing to compare. */
  readonly missing?: string;
}

/** A row of two numbers that were measured. */
export function rowOf(about: Pick<Row, 'name' | 'unit' | 'peer' | 'bar' | 'limit'>, ours: number, theirs: number): Row {
  const ratio = ours / theirs;
  const holds = about.limit === 'least' ? ratio >= about.bar : ratio <= about.bar;
  return {
    ...about,
    ours: rounded(ours),
    theirs: rounded(theirs),
    ratio: rounded(ratio),
    bar: rounded(about.bar),
    holds,
  };
}

/** A row of which something is not here. */
export function missingRow(about: Pick<Row, 'name' | 'unit' | 'peer' | 'bar' | 'limit'>, missing: string): Row {
  return { ...about, ours: null, theirs: null, ratio: null, holds: false, missing };
}

/** The middle one of an odd number of measurements. */
export function median(numbers: readonly number[]): number {
  return numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)] as number;
}

/** Three digits are more than repeats itself. */
function rounded(number: number): number {
  return Number(number.toPrecision(3));
}

/** The rows as a table for people. */
export function table(rows: readonly Row[]): string {
  const heads = ['', 'ours', 'theirs', '', 'peer', 'ratio', 'bar', ''];
  const cells = rows.map(({ name, ours, theirs, unit, peer, ratio, bar, limit, holds, missing }) => [
    name,
    String(ours ?? '–'),
    String(theirs ?? '–'),
    unit,
    peer,
    String(ratio ?? '–'),
    `${limit === 'least' ? '≥' : '≤'} ${bar}`,
    missing ?? (holds ? 'holds' : 'DOES NOT HOLD'),
  ]);
  return columns([heads, ...cells]);
}
