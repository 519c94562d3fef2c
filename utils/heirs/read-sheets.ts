import { PasskeepError } from '@/utils/errors';
import { type Share, decodeShare } from './share';

/** What is wrong with one of several sheets. */
export type SheetFault = 'SHARE_INVALID' | 'TOO_NEW' | 'SHARES_OTHER_SET' | 'SHARE_TWICE';

/** What a text is among the others: a sheet of their set, or none; null: it is empty. */
export type SheetReading = { readonly share: Share } | { readonly fault: SheetFault } | null;

/**
 * What each of several texts is, in their order. They belong together by what most of them say, of equally many by the
 * first; of two with one number, the later one is given twice.
 */
export function readSheets(texts: readonly string[]): SheetReading[] {
  const readings = texts.map(readSheet);
  const set = commonest(readings.flatMap((reading) => (reading && 'share' in reading ? [setOf(reading.share)] : [])));
  const seen = new Set<string>();
  return readings.map((reading) => {
    if (!reading || 'fault' in reading) return reading;
    const { share } = reading;
    if (setOf(share) !== set) return { fault: 'SHARES_OTHER_SET' };
    // Each number, and each x coordinate, is only once in a set.
    const marks = [`number ${share.number}`, `x ${share.data.at(-1)}`];
    if (marks.some((mark) => seen.has(mark))) return { fault: 'SHARE_TWICE' };
    for (const mark of marks) seen.add(mark);
    return reading;
  });
}

function readSheet(text: string): SheetReading {
  if (text.trim() === '') return null;
  try {
    return { share: decodeShare(text) };
  } catch (thrown) {
    return { fault: thrown instanceof PasskeepError && thrown.code === 'TOO_NEW' ? 'TOO_NEW' : 'SHARE_INVALID' };
  }
}

/** What all sheets of a set say alike. */
function setOf({ set, threshold, count }: Share): string {
  return `${set} ${threshold} ${count}`;
}

function commonest(items: readonly string[]): string | undefined {
  const groups = [...Map.groupBy(items, (item) => item).values()];
  return groups.toSorted((a, b) => b.length - a.length)[0]?.[0];
}
