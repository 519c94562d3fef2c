import type { JobKind, JobState } from '@/utils/messages/state';
import { type Word, count, t } from '@/utils/words';
import { bytes, duration, number, speed } from '../figures';

type Words = Readonly<Record<JobState['status'], Word>>;

const TITLES: Readonly<Record<JobKind, Words>> = {
  backup: {
    queued: 'backupQueued',
    running: 'backupRunning',
    done: 'backupDone',
    failed: 'backupFailed',
    cancelled: 'backupCancelled',
  },
  restore: {
    queued: 'restoreQueued',
    running: 'restoreRunning',
    done: 'restoreDone',
    failed: 'restoreFailed',
    cancelled: 'restoreCancelled',
  },
  delete: {
    queued: 'deleteQueued',
    running: 'deleteRunning',
    done: 'deleteDone',
    failed: 'deleteFailed',
    cancelled: 'deleteCancelled',
  },
};

const WAITS: Readonly<Record<JobKind, Word>> = {
  backup: 'waitsForBackup',
  restore: 'waitsForRestore',
  delete: 'waitsForDelete',
};

/** The job and how it stands, in a few words: `Backing up`, `Restored`. */
export function jobTitle(job: JobState): string {
  if (job.status === 'done' && job.problemCount > 0 && job.kind !== 'delete')
    return t(job.kind === 'backup' ? 'backupDonePartly' : 'restoreDonePartly');
  return t(TITLES[job.kind][job.status]);
}

/** What a queued job waits for; '' for the first. */
export function jobWaits(before: JobState | undefined): string {
  return before ? t(WAITS[before.kind]) : '';
}

/** How far a job is, from 0 to 1; null while nobody knows. */
export function jobShare(job: JobState): number | null {
  if (job.bytesTotal > 0) return Math.min(1, job.bytesDone / job.bytesTotal);
  return job.filesTotal > 0 ? Math.min(1, job.filesDone / job.filesTotal) : null;
}

/** Bytes, files, speed and time left of a running job; what is not known is left out. */
export function jobProgress(job: JobState): string[] {
  if (job.phase === 'preparing') return [t('phasePreparing')];
  const facts: string[] = [];
  if (job.bytesTotal > 0) facts.push(t('bytesOf', bytes(job.bytesDone), bytes(job.bytesTotal)));
  if (job.filesTotal > 0) facts.push(count('filesOf', job.filesTotal, number(job.filesDone)));
  if (job.phase === 'finishing') return [...facts, t('phaseFinishing')];
  if (job.bytesPerSecond > 0) facts.push(speed(job.bytesPerSecond));
  if (job.secondsLeft !== null) facts.push(t('timeLeft', duration(job.secondsLeft)));
  return facts;
}

/** What a job that is done has brought. */
export function jobOutcome(job: JobState): string[] {
  if (job.kind === 'delete') return [job.storedBytes > 0 ? t('spaceBack', bytes(job.storedBytes)) : t('noSpaceBack')];
  const facts = [count('files', Math.max(0, job.filesDone - job.problemCount)), bytes(job.bytesDone)];
  // Padding can make what is stored a little more than what was new.
  const added = Math.min(job.storedBytes, job.bytesDone);
  if (job.kind === 'backup') facts.push(added > 0 ? t('newBytes', bytes(added)) : t('nothingNew'));
  return facts;
}
