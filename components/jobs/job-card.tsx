import { useAction } from '@/components/action';
import { Facts } from '@/components/facts';
import { FailureNotice } from '@/components/failure-notice';
import { unwrap } from '@/utils/errors';
import { ask } from '@/utils/messages/client';
import type { JobState } from '@/utils/messages/state';
import { t } from '@/utils/words';
import type { JSX } from 'preact';
import { jobProgress, jobShare, jobTitle, jobWaits } from './job-words';
import { JobName } from './job-name';

interface Props {
  readonly job: JobState;
  /** The job that it waits for. */
  readonly before: JobState | undefined;
  /** Whether it is the page's first, whose button has the plain id. */
  readonly first: boolean;
  /** What closing this place would do. */
  readonly note?: string;
}

/** A job that runs or waits. */
export function JobCard({ job, before, first, note }: Props): JSX.Element {
  const action = useAction();
  const share = jobShare(job);
  const title = jobTitle(job);
  const running = job.status === 'running';
  return (
    <section class="card job" data-job={job.id} data-status={job.status} aria-label={title}>
      <div class="row">
        <h2>
          {title} <JobName job={job} />
        </h2>
        <button
          class="quiet"
          type="button"
          {...(first && { id: 'cancel-job' })}
          disabled={action.busy}
          onClick={() => action.run(async () => unwrap(await ask('cancelJob', { id: job.id })))}
        >
          {t('cancel')}
        </button>
      </div>
      {running && <progress aria-label={title} {...(share !== null && { value: share })} />}
      {running ? <Facts items={jobProgress(job)} /> : <p class="soft">{jobWaits(before)}</p>}
      {running && note !== undefined && <p class="soft">{note}</p>}
      <FailureNotice failure={action.failure} />
    </section>
  );
}
