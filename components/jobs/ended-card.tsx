import { useAction } from '@/components/action';
import { address, hrefOf } from '@/components/address';
import { Facts } from '@/components/facts';
import { FAILURE_WORDS } from '@/components/failure-words';
import { LetInButton } from '@/components/let-in-button';
import { Problems } from '@/components/problems';
import { unwrap } from '@/utils/errors';
import { ask } from '@/utils/messages/client';
import type { JobState } from '@/utils/messages/state';
import { type Word, count, t } from '@/utils/words';
import type { JSX } from 'preact';
import { isToldElsewhere, jobOutcome, jobTitle, jobUnfinished } from './job-words';
import { JobName } from './job-name';

/** Sentences that say no more than that nothing was lost; what became of the job itself says more. */
const UNCHANGED: ReadonlySet<Word> = new Set(['nothingChanged', 'archivesSafe', 'savedBeforeSafe']);

/** A job that has ended: what was and what was not saved. */
export function EndedCard({ job, first }: { job: JobState; first: boolean }): JSX.Element {
  const action = useAction();
  const title = jobTitle(job);
  return (
    <section class="card job" data-job={job.id} data-status={job.status} aria-label={title}>
      <div class="row">
        <h2 class={job.status === 'failed' ? 'bad' : ''}>
          {title} <JobName job={job} />
        </h2>
        <button
          class="quiet"
          type="button"
          {...(first && { id: 'dismiss-job' })}
          disabled={action.busy}
          onClick={() => action.run(async () => unwrap(await ask('dismissJob', { id: job.id })))}
        >
          {t('dismiss')}
        </button>
      </div>
      {job.status === 'done' && <Facts items={jobOutcome(job)} />}
      {job.status === 'cancelled' && <p class="soft">{jobUnfinished(job.kind)}</p>}
      {job.status === 'failed' && <Reason job={job} />}
      {isToldElsewhere(job) ? (
        address.value.view !== 'place' && <a href={hrefOf('place')}>{t('seeFound')}</a>
      ) : (
        <Problems
          summary={count(job.kind === 'backup' ? 'notSaved' : 'notRestored', job.problemCount)}
          problems={job.problems}
          total={job.problemCount}
        />
      )}
    </section>
  );
}

function Reason({ job }: { job: JobState }): JSX.Element {
  const words = FAILURE_WORDS[job.failure?.code ?? 'UNEXPECTED'];
  return (
    <div data-code={job.failure?.code}>
      <p>{t(words.what)}</p>
      <p>{UNCHANGED.has(words.data) ? jobUnfinished(job.kind) : t(words.data)}</p>
      <p>{t(words.next)}</p>
      {job.failure?.code === 'FOLDER_DENIED' && (
        <div class="buttons">
          <LetInButton />
        </div>
      )}
    </div>
  );
}
