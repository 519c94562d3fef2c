import { appState } from '@/components/app-state';
import { ExportList } from '@/components/exports/export-list';
import { FAILURE_WORDS } from '@/components/failure-words';
import { Name } from '@/components/name';
import type { DraftInspection } from '@/utils/messages/inspection';
import { count, t } from '@/utils/words';
import type { JSX } from 'preact';
import { DraftQuestions } from './draft-questions';
import { look } from './inspection';
import { Reading } from './reading';

/** Problems that are named one by one. */
const NAMED = 10;

/** What is in the draft's files, as far as it is known: never in the way of the backup. */
export function Inside(): JSX.Element | null {
  const { status, found } = look.value;
  if (status === 'none') return null;
  return (
    <section id="inside" class="stack" aria-label={t('exportsLabel')} data-status={status}>
      <div aria-live="polite" class="stack">
        {found && <Found found={found} />}
        {status === 'failed' && <p class="soft">{t('exportsNotLooked')}</p>}
      </div>
      {status === 'looking' && <Reading />}
      {found && <DraftQuestions />}
    </section>
  );
}

function Found({ found: { exports, problems } }: { found: DraftInspection }): JSX.Element {
  // What is new, an open vault tells; it is for nobody to see once that is locked.
  const since = appState.value?.vault === 'unlocked' ? 'last' : null;
  return (
    <>
      {exports.length > 0 && <ExportList exports={exports} since={since} />}
      {exports.length + problems.length === 0 && <p class="soft">{t('exportsNone')}</p>}
      {problems.slice(0, NAMED).map((problem) => (
        <ZipProblem key={problem.path} problem={problem} />
      ))}
      {problems.length > NAMED && <p class="soft">{count('andMore', problems.length - NAMED)}</p>}
    </>
  );
}

/** A zip that could not be looked into. */
function ZipProblem({ problem: { path, code } }: { problem: DraftInspection['problems'][number] }): JSX.Element {
  const { what, next } = FAILURE_WORDS[code];
  return (
    <div class="zip-problem" data-code={code}>
      <p>
        <Name text={path} />
      </p>
      <p>{t(what)}</p>
      <p class="soft">
        {t('zipUnseenData')} {code.startsWith('ZIP_') && t(next)}
      </p>
    </div>
  );
}
