import { appState } from '@/components/app-state';
import { go } from '@/components/address';
import { CaptureCard } from '@/components/captures/capture-card';
import { hasEnded } from '@/components/captures/capture-words';
import { EndedCapture } from '@/components/captures/ended-capture';
import type { JSX } from 'preact';
import { Announcer } from './announcer';
import { EndedCard } from './ended-card';
import { JobCard } from './job-card';
import { jobNote } from './job-words';
import { isQuiet } from './quiet-sync';

/** Every capture and job that runs, waits or has ended and not been dismissed, but for quiet ones. */
export function Jobs(): JSX.Element {
  const { jobs = [], captures = [], folder = null } = appState.value ?? {};
  const ofCaptures = new Set(captures.map(({ job }) => job));
  const active = jobs.filter(({ status }) => status === 'running' || status === 'queued');
  const shown = active.filter((job) => !isQuiet(job) && !ofCaptures.has(job.id));
  const ended = jobs.filter((job) => !active.includes(job) && !ofCaptures.has(job.id));
  return (
    <>
      {captures.map((capture) =>
        hasEnded(capture) ? (
          <EndedCapture key={capture.id} capture={capture} onArchive={(archive) => go('archives', archive)} />
        ) : (
          <CaptureCard key={capture.id} capture={capture} />
        ),
      )}
      {shown.map((job, index) => (
        <JobCard
          key={job.id}
          job={job}
          before={active[active.indexOf(job) - 1]}
          first={index === 0}
          note={jobNote(job.kind, folder !== null)}
        />
      ))}
      {ended.map((job, index) => (
        <EndedCard key={job.id} job={job} first={index === 0} />
      ))}
      <Announcer />
    </>
  );
}
