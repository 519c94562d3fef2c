import { appState } from '@/components/app-state';
import { t } from '@/utils/words';
import type { JSX } from 'preact';
import { Announcer } from './announcer';
import { EndedCard } from './ended-card';
import { JobCard } from './job-card';

/** Every job that runs, waits or has ended and not been dismissed. */
export function Jobs(): JSX.Element {
  const jobs = appState.value?.jobs ?? [];
  const active = jobs.filter(({ status }) => status === 'running' || status === 'queued');
  const ended = jobs.filter((job) => !active.includes(job));
  return (
    <>
      {active.map((job, index) => (
        <JobCard
          key={job.id}
          job={job}
          before={active[index - 1]}
          first={index === 0}
          // The right to write to a picked folder ends with the tab that was given it.
          note={t(job.kind === 'restore' ? 'keepTab' : 'closeTab')}
        />
      ))}
      {ended.map((job, index) => (
        <EndedCard key={job.id} job={job} first={index === 0} />
      ))}
      <Announcer />
    </>
  );
}
