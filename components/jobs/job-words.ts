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
  sync: {
    queued: 'syncQueued',
    running: 'syncRunning',
    done: 'syncDone',
    failed: 'syncFailed',
    cancelled: 'syncCancelled',
  },
  leave: {
    queued: 'leaveQueued',
    running: 'leaveRunning',
    done: 'leaveDone',
    failed: 'leaveFailed',
    cancelled: 'leaveCancelled',
  },
  export: {
    queued: 'exportQueued',
    running: 'exportRunning',
    done: 'exportDone',
    failed: 'exportFailed',
    cancelled: 'exportCancelled',
  },
  import: {
    queued: 'importQueued',
    running: 'importRunning',
    done: 'importDone',
    failed: 'importFailed',
    cancelled: 'importCancelled',
  },
  reencrypt: {
    queued: 'reencryptQueued',
    running: 'reencryptRunning',
    done: 'reencryptDone',
    failed: 'reencryptFailed',
    cancelled: 'reencryptCancelled',
  },
  check: {
    queued: 'checkQueued',
    running: 'checkRunning',
    done: 'checkDone',
    failed: 'checkFailed',
    cancelled: 'checkCancelled',
  },
  repair: {
    queued: 'repairQueued',
    running: 'repairRunning',
    done: 'repairDone',
    failed: 'repairFailed',
    cancelled: 'repairCancelled',
  },
  prune: {
    queued: 'pruneQueued',
    running: 'pruneRunning',
    done: 'pruneDone',
    failed: 'pruneFailed',
    cancelled: 'pruneCancelled',
  },
};

/** Kinds whose files are the user's own; the files of the others are the vault's, whose number means nothing to anyone. */
const OF_USERS_FILES: ReadonlySet<JobKind> = new Set(['backup', 'restore']);

/** Kinds that find or put right what is wrong, which is told in the view of the place. */
const LOOKS_AFTER: ReadonlySet<JobKind> = new Set(['check', 'repair']);

const WAITS: Readonly<Record<JobKind, Word>> = {
  backup: 'waitsForBackup',
  restore: 'waitsForRestore',
  delete: 'waitsForDelete',
  sync: 'waitsForSync',
  leave: 'waitsForLeave',
  export: 'waitsForExport',
  import: 'waitsForImport',
  reencrypt: 'reencryptWaits',
  check: 'waitsForCheck',
  repair: 'waitsForRepair',
  prune: 'waitsForPrune',
};

/** How a job is called that is done, and has left something out or found something wrong. */
const PARTLY: Partial<Record<JobKind, Word>> = {
  backup: 'backupDonePartly',
  restore: 'restoreDonePartly',
  check: 'checkDoneWrong',
  repair: 'repairDonePartly',
};

/** What became of the work of a job that did not come to its end. */
const UNFINISHED: Readonly<Record<JobKind, Word>> = {
  backup: 'backupUnfinished',
  restore: 'restoreUnfinished',
  delete: 'deleteUnfinished',
  sync: 'folderKeptHere',
  leave: 'leaveUnfinished',
  export: 'exportUnfinished',
  import: 'importUnfinished',
  reencrypt: 'reencryptUnfinished',
  check: 'checkUnfinished',
  repair: 'repairUnfinished',
  prune: 'pruneUnfinished',
};

/** The job and how it stands, in a few words: `Backing up`, `Restored`. */
export function jobTitle(job: JobState): string {
  const partly = job.status === 'done' && job.problemCount > 0 && PARTLY[job.kind];
  return t(partly || TITLES[job.kind][job.status]);
}

/** What a queued job waits for; '' for the first. */
export function jobWaits(before: JobState | undefined): string {
  return before ? t(WAITS[before.kind]) : '';
}

/** What became of the work of a job of this kind that did not come to its end. */
export function jobUnfinished(kind: JobKind): string {
  return t(UNFINISHED[kind]);
}

/** What closing this page would do to a running job of this kind. `inFolder`: whether the vault lives in a folder. */
export function jobNote(kind: JobKind, inFolder: boolean): string {
  // The right to read and write a picked folder ends with the tab that was given it.
  if (kind === 'restore' || kind === 'export' || (inFolder && LOOKS_AFTER.has(kind))) return t('keepTab');
  return t(kind === 'sync' || kind === 'leave' ? 'keepTabForFolder' : 'closeTab');
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
  if (job.filesTotal > 0 && OF_USERS_FILES.has(job.kind))
    facts.push(count('filesOf', job.filesTotal, number(job.filesDone)));
  if (job.phase === 'finishing') return [...facts, t('phaseFinishing')];
  if (job.bytesPerSecond > 0) facts.push(speed(job.bytesPerSecond));
  if (job.secondsLeft !== null) facts.push(t('timeLeft', duration(job.secondsLeft)));
  return facts;
}

/** Whether there is more to say of an ended job, in the view of the place. */
export function isToldElsewhere({ kind, problemCount }: JobState): boolean {
  return LOOKS_AFTER.has(kind) && problemCount > 0;
}

/** What a job that is done has brought. */
export function jobOutcome(job: JobState): string[] {
  if (job.kind === 'delete') return [job.storedBytes > 0 ? t('spaceBack', bytes(job.storedBytes)) : t('noSpaceBack')];
  if (job.kind === 'prune') return [job.storedBytes > 0 ? t('spaceBack', bytes(job.storedBytes)) : t('nothingFreed')];
  if (job.kind === 'leave') return [t('folderLeftAsIs')];
  if (LOOKS_AFTER.has(job.kind)) return [t('bytesRead', bytes(job.bytesDone))];
  if (!OF_USERS_FILES.has(job.kind)) return [bytes(job.bytesDone)];
  const facts = [count('files', Math.max(0, job.filesDone - job.problemCount)), bytes(job.bytesDone)];
  // Padding can make what is stored a little more than what was new.
  const added = Math.min(job.storedBytes, job.bytesDone);
  if (job.kind === 'backup') facts.push(added > 0 ? t('newBytes', bytes(added)) : t('nothingNew'));
  return facts;
}
