import { type ExportSummary, type ExportTotals, totalsOf } from './summary';

/** Exports that an archive tells of one by one. */
export const MOST_TOTALS = 100;

/**
 * The numbers of all exports of an archive, at most {@link MOST_TOTALS}: where there are more, those of the same messenger and
 * variant are counted together. (People who are in several of these then count in each.)
 */
export function totalsOfAll(exports: readonly ExportSummary[]): ExportTotals[] {
  const totals = exports.map(totalsOf);
  if (totals.length <= MOST_TOTALS) return totals;
  const groups = Map.groupBy(exports, ({ messenger, variant }) => `${messenger} ${variant}`);
  return [...groups.values()].slice(0, MOST_TOTALS).map(together);
}

function together(exports: readonly ExportSummary[]): ExportTotals {
  // What one of them lacks is not what all of them lack.
  const [{ captured: _, ...first }] = exports as readonly [ExportSummary];
  const sum = (of: (one: ExportSummary) => number) => exports.reduce((total, one) => total + of(one), 0);
  const whole = {
    ...first,
    chats: exports.flatMap(({ chats }) => chats),
    people: sum(({ people }) => people),
    unparsed: sum(({ unparsed }) => unparsed),
  };
  return totalsOf(whole);
}
