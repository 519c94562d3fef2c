import type { FolderFindings } from '@/utils/messages/upkeep';
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
export function FindingList({ report }: { report: CheckReport & FolderFindings }): JSX.Element | null {
  const differing = report.differing ?? [];
  const total = report.findingCount + differing.length;
  const lines = [
    ...differing.map((path) => ({ path, word: 'findingInFolder' as const })),
    ...report.findings.map(({ kind, path }) => ({ path, word: KINDS[kind] })),
  ].slice(0, MOST);
  if (total === 0) return null;
  return (
    <details id="findings" class="problems">
      <summary>{count('findings', total)}</summary>
      <ul>
        {lines.map(({ path, word }) => (
          <li key={`${word} ${path}`}>
            <bdi>{path}</bdi> <span class="soft">{t(word)}</span>
          </li>
        ))}
        {total > lines.length && <li class="soft">{count('andMore', total - lines.length)}</li>}
      </ul>
    </details>
  );
}
