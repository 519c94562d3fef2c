import { useAction } from '@/components/action';
import { Facts } from '@/components/facts';
import { FAILURE_WORDS } from '@/components/failure-words';
import { Problems } from '@/components/problems';
import { unwrap } from '@/utils/errors';
import { ask } from '@/utils/messages/client';
import type { JobState } from '@/utils/messages/state';
import { count, t } from '@/utils/words';
import type { JSX } from 'preact';
import { jobOutcome, jobTitle } from './job-words';
import { jobNames } from './names';

/** A job that has ended: what was and what was not saved. */
export function EndedCard({ job, first }: { job: JobState; first: boolean }): JSX.Element {
  const action = useAction();
  const title = jobTitle(job);
  const name = jobNames.value.get(job.id);
  return (
    <section class="card job" data-job={job.id} data-status={job.status} aria-label={title}>
      <div class="row">
        <h2 class={job.status === 'failed' ? 'bad' : ''}>
          {title} {name !== undefined && <bdi class="job-name">{name}</bdi>}
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
      {job.status === 'cancelled' && (
        <p class="soft">{t(job.kind === 'delete' ? 'nothingChanged' : 'savedBeforeSafe')}</p>
      )}
      {job.status === 'failed' && <Reason job={job} />}
      <Problems
        summary={count(job.kind === 'backup' ? 'notSaved' : 'notRestored', job.problemCount)}
        problems={job.problems}
        total={job.problemCount}
      />
    </section>
  );
}

function Reason({ job }: { job: JobState }): JSX.Element {
  const words = FAILURE_WORDS[job.failure?.code ?? 'UNEXPECTED'];
  return (
    <div data-code={job.failure?.code}>
      <p>{t(words.what)}</p>
      <p>{t(words.data)}</p>
      <p>{t(words.next)}</p>
    </div>
  );
}
