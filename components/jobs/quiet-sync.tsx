import { address, hrefOf } from '@/components/address';
import { appState } from '@/components/app-state';
import { percent } from '@/components/figures';
import type { JobState } from '@/utils/messages/state';
import type { JSX } from 'preact';
import { jobShare, jobTitle } from './job-words';

/**
 * Whether a job goes on without a card: bringing the folder up to date begins and ends by itself, and a card that comes and
 * goes would move what somebody is about to click. Where the folder is shown it has one.
 */
export function isQuiet({ kind, status }: JobState): boolean {
  return kind === 'sync' && (status === 'running' || status === 'queued') && address.value.view !== 'place';
}

/** That the folder is brought up to date, in a line beside the views. Nothing while it is not. */
export function QuietSync(): JSX.Element | null {
  const job = appState.value?.jobs.find((one) => one.status === 'running' && isQuiet(one));
  if (!job) return null;
  const share = jobShare(job);
  return (
    <a id="quiet-sync" class="quiet-sync" href={hrefOf('place')}>
      <span>{jobTitle(job)}</span>
      <progress aria-hidden="true" {...(share !== null && { value: share, title: percent(share) })} />
    </a>
  );
}
