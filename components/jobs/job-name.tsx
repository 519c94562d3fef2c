import { appState } from '@/components/app-state';
import { Name } from '@/components/name';
import type { JobState } from '@/utils/messages/state';
import type { JSX } from 'preact';
import { jobNames } from './names';

/** The title of what a job works on, where this page knows it and the vault is open. */
export function JobName({ job }: { job: JobState }): JSX.Element | null {
  const name = jobNames.value.get(job.id);
  if (name === undefined || appState.value?.vault !== 'unlocked') return null;
  return (
    <span class="job-name">
      <Name text={name} />
    </span>
  );
}
