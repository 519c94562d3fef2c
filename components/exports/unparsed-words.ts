import type { Unparsed } from '@/utils/messengers/model';
import type { ExportSummary, ExportTotals } from '@/utils/messengers/summary/summary';
import { type Word, count } from '@/utils/words';

/** Why a piece was not understood, in words. */
export const UNPARSED_REASONS: Readonly<Record<Unparsed['reason'], Word>> = {
  syntax: 'unknownSyntax',
  'cut-short': 'unknownCutShort',
  'too-long': 'unknownTooLong',
  unknown: 'unknownKind',
  unreadable: 'unknownUnreadable',
};

/** `3 lines not understood`; pieces, where lines say nothing. null where everything was understood. */
export function unparsedWords({
  unparsed,
  unparsedFirst = [],
}: Pick<ExportTotals, 'unparsed'> & Partial<Pick<ExportSummary, 'unparsedFirst'>>): string | null {
  if (unparsed === 0) return null;
  const inLines = unparsedFirst.every(({ line }) => line !== null);
  return inLines ? count('exportUnknownLines', unparsed) : count('exportUnknown', unparsed);
}
