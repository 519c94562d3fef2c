import type { FileProblem } from '@/utils/vault/types';
import { type Word, count, t } from '@/utils/words';
import type { JSX } from 'preact';
import { appState } from './app-state';
import { Name } from './name';

const REASONS: Readonly<Record<FileProblem['code'], Word>> = {
  FILE_UNREADABLE: 'problemUnreadable',
  FILE_CHANGED: 'problemChanged',
  FOLDER_TOO_DEEP: 'problemTooDeep',
  DAMAGED: 'problemDamaged',
  MISSING: 'problemMissing',
  TARGET_REFUSED: 'problemRefused',
};

interface Props {
  readonly summary: string;
  readonly problems: readonly FileProblem[];
  /** How many there are, of which `problems` names the first. */
  readonly total: number;
  /** Whether they are of what the user has just given, which is no secret of the vault. */
  readonly ofDraft?: boolean;
}

/** The files that were left out, and why each; while the vault is locked, only how many. Nothing where there are none. */
export function Problems({ summary, problems, total, ofDraft = false }: Props): JSX.Element | null {
  if (total === 0) return null;
  if (appState.value?.vault === 'locked' && !ofDraft) return <p class="soft">{summary}</p>;
  return (
    <details class="problems">
      <summary>{summary}</summary>
      <ul>
        {problems.map(({ path, code }) => (
          <li key={path}>
            <Name text={path} /> <span class="soft">{t(REASONS[code])}</span>
          </li>
        ))}
        {total > problems.length && <li class="soft">{count('andMore', total - problems.length)}</li>}
      </ul>
    </details>
  );
}
