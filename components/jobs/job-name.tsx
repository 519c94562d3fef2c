import { Name } from '@/components/name';
import type { JobState } from '@/utils/messages/state';
import type { JSX } from 'preact';
import { jobNames } from './names';

/** The title of what a job works on, where this page knows it. */
export function JobName({ job }: { job: JobState }): JSX.Element | null {
  const name = jobNames.value.get(job.id);
  if (name === undefined) return null;
  return (
    <span class="job-name">
      <Name text={name} />
    </span>
  );
}
