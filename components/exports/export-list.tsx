import { type ExportSummary, type ExportTotals, totalsOf } from '@/utils/messengers/summary/summary';
import { count } from '@/utils/words';
import type { JSX } from 'preact';
import { SHOWN } from './cut';
import { ExportItem } from './export-item';
import type { Since } from './export-words';

interface Props {
  readonly exports: readonly ExportSummary[];
  /** Their numbers, where these are not made from them. */
  readonly totals?: readonly ExportTotals[];
  /** null: what is new is not said. */
  readonly since: Since | null;
}

/** Exports, one below the other: what each is, its chats, and what was not understood of it. */
export function ExportList({ exports, totals, since }: Props): JSX.Element {
  return (
    <ul class="export-list">
      {exports.slice(0, SHOWN).map((summary, at) => (
        <ExportItem key={at} summary={summary} totals={totals?.[at] ?? totalsOf(summary)} since={since} />
      ))}
      {exports.length > SHOWN && <li class="soft">{count('andMore', exports.length - SHOWN)}</li>}
    </ul>
  );
}
