import { appState } from '@/components/app-state';
import type { JSX } from 'preact';
import { Announcer } from './announcer';
import { EndedCard } from './ended-card';
import { JobCard } from './job-card';
import { jobNote } from './job-words';
import { isQuiet } from './quiet-sync';

/** Every job that runs, waits or has ended and not been dismissed, but for quiet ones. */
export function Jobs(): JSX.Element {
  const jobs = appState.value?.jobs ?? [];
  const active = jobs.filter(({ status }) => status === 'running' || status === 'queued');
  const shown = active.filter((job) => !isQuiet(job));
  const ended = jobs.filter((job) => !active.includes(job));
  return (
    <>
      {shown.map((job, index) => (
        <JobCard
          key={job.id}
          job={job}
          before={active[active.indexOf(job) - 1]}
          first={index === 0}
          note={jobNote(job.kind)}
        />
      ))}
      {ended.map((job, index) => (
        <EndedCard key={job.id} job={job} first={index === 0} />
      ))}
      <Announcer />
    </>
  );
}
