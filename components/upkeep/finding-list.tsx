import type { CheckReport, FindingKind } from '@/utils/vault/check-report';
import { type Word, count, t } from '@/utils/words';
import type { JSX } from 'preact';

const KINDS: Readonly<Record<FindingKind, Word>> = {
  damaged: 'findingDamaged',
  incomplete: 'findingIncomplete',
  missing: 'findingMissing',
  misplaced: 'findingMisplaced',
  foreign: 'findingForeign',
  'too-new': 'findingTooNew',
  disagrees: 'findingDisagrees',
  unindexed: 'findingUnindexed',
};

/** Findings that are shown; the others are counted. */
const MOST = 100;

/** The stored files that are not as they should be, for who wants to know it exactly. */
export function FindingList({ report: { findings, findingCount } }: { report: CheckReport }): JSX.Element | null {
  if (findingCount === 0) return null;
  return (
    <details id="findings" class="problems">
      <summary>{count('findings', findingCount)}</summary>
      <ul>
        {findings.slice(0, MOST).map(({ kind, path }) => (
          <li key={`${kind} ${path}`}>
            <bdi>{path}</bdi> <span class="soft">{t(KINDS[kind])}</span>
          </li>
        ))}
        {findingCount > MOST && <li class="soft">{count('andMore', findingCount - MOST)}</li>}
      </ul>
    </details>
  );
}
