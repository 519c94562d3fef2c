import { type Failure, PasskeepError, toFailure } from '@/utils/errors';
import type { JobKind, JobState } from '@/utils/messages/state';
import type { Progress } from '@/utils/vault/progress';
import { Speed } from './speed';

/** What a finished job adds to its state. */
export type JobOutcome = Partial<Pick<JobState, 'problems' | 'problemCount' | 'storedBytes' | 'archiveId'>>;

/** A job's work. */
export type JobWork = (tell: (progress: Progress) => void, signal: AbortSignal) => Promise<JobOutcome>;

/**
 * How long a job is shown: `always`, until it is dismissed; `until-done`; or, for one that mostly finds nothing to do,
 * `while-it-copies`. Failed ones are always shown.
 */
export type JobShown = 'always' | 'until-done' | 'while-it-copies';

interface Job {
  state: JobState;
  readonly shown: JobShown;
  /** null: it has ended, and what it worked on is let go of. */
  work: JobWork | null;
  readonly controller: AbortController;
  readonly speed: Speed;
  readonly ended: PromiseWithResolvers<JobState>;
}

/** Ended jobs that are kept for showing; older ones go. */
const MOST_ENDED = 20;

/** Runs jobs one at a time, in the order they came. */
export class JobQueue {
  readonly #jobs: Job[] = [];
  readonly #onChange: () => void;
  #running = false;

  constructor(onChange: () => void) {
    this.#onChange = onChange;
  }

  get states(): JobState[] {
    const isShown = ({ state, shown }: Job) => shown !== 'while-it-copies' || state.failure || state.bytesTotal > 0;
    return this.#jobs.filter(isShown).map(({ state }) => state);
  }

  /** The job of a kind that waits or runs. */
  active(kind: JobKind): JobState | undefined {
    return this.#jobs.find(({ state }) => state.kind === kind && isActive(state))?.state;
  }

  /** Whether a job runs or waits that needs the vault open, or at least as it is: all do but the folder's. */
  get needsVault(): boolean {
    return this.#jobs.some(({ state }) => isActive(state) && state.kind !== 'sync');
  }

  /** Adds a job. @returns its id. */
  add(kind: JobKind, known: Partial<JobState>, work: JobWork, shown: JobShown = 'always'): string {
    const id = crypto.randomUUID();
    const state: JobState = {
      id,
      kind,
      status: 'queued',
      phase: 'preparing',
      bytesDone: 0,
      bytesTotal: 0,
      filesDone: 0,
      filesTotal: 0,
      startedAt: Date.now(),
      bytesPerSecond: 0,
      secondsLeft: null,
      failure: null,
      problems: [],
      problemCount: 0,
      storedBytes: 0,
      archiveId: '',
      ...known,
    };
    this.#jobs.push({
      state,
      shown,
      work,
      controller: new AbortController(),
      speed: new Speed(),
      ended: Promise.withResolvers(),
    });
    this.#onChange();
    void this.#run();
    return id;
  }

  /** Resolves when a job has ended, with how; undefined where it is not known (any more). */
  async ended(id: string): Promise<JobState | undefined> {
    return await this.#jobs.find(({ state }) => state.id === id)?.ended.promise;
  }

  /** Stops a job: at once where it waits, at its next safe place where it runs. */
  cancel(id: string): void {
    const job = this.#find(id);
    job.controller.abort();
    if (job.state.status === 'queued') this.#update(job, { status: 'cancelled' });
  }

  /** Forgets a job that has ended. @throws PasskeepError BUSY when it has not. */
  dismiss(id: string): void {
    const job = this.#find(id);
    if (isActive(job.state)) throw new PasskeepError('BUSY');
    this.#jobs.splice(this.#jobs.indexOf(job), 1);
    this.#onChange();
  }

  /** Takes names of files out of what is shown of ended jobs, for when the vault is locked. */
  forgetNames(): void {
    for (const job of this.#jobs) if (!isActive(job.state)) this.#update(job, { problems: [] });
  }

  #find(id: string): Job {
    const job = this.#jobs.find(({ state }) => state.id === id);
    if (!job) throw new PasskeepError('UNEXPECTED');
    return job;
  }

  async #run(): Promise<void> {
    if (this.#running) return;
    this.#running = true;
    for (let job = this.#next(); job; job = this.#next()) await this.#work(job);
    this.#running = false;
  }

  #next(): Job | undefined {
    return this.#jobs.find(({ state }) => state.status === 'queued');
  }

  async #work(job: Job): Promise<void> {
    this.#update(job, { status: 'running', startedAt: Date.now() });
    try {
      const outcome = await (job.work as JobWork)((progress) => this.#progress(job, progress), job.controller.signal);
      this.#update(job, { ...outcome, status: 'done', secondsLeft: null });
    } catch (thrown) {
      const failure: Failure = job.controller.signal.aborted ? { code: 'CANCELLED' } : toFailure(thrown);
      const status = failure.code === 'CANCELLED' ? 'cancelled' : 'failed';
      this.#update(job, { status, failure: status === 'failed' ? failure : null, secondsLeft: null });
    }
    if (job.shown !== 'always' && job.state.status === 'done') this.dismiss(job.state.id);
    const ended = this.#jobs.filter(({ state }) => !isActive(state));
    for (const old of ended.slice(0, -MOST_ENDED)) this.#jobs.splice(this.#jobs.indexOf(old), 1);
  }

  #progress(job: Job, { phase, bytesDone, bytesTotal, filesDone, filesTotal }: Progress): void {
    const bytesPerSecond = job.speed.sample(bytesDone, performance.now());
    const secondsLeft = bytesPerSecond > 0 ? Math.ceil((bytesTotal - bytesDone) / bytesPerSecond) : null;
    this.#update(job, { phase, bytesDone, bytesTotal, filesDone, filesTotal, bytesPerSecond, secondsLeft });
  }

  #update(job: Job, change: Partial<JobState>): void {
    job.state = { ...job.state, ...change };
    if (!isActive(job.state)) {
      job.work = null;
      job.ended.resolve(job.state);
    }
    this.#onChange();
  }
}

function isActive({ status }: JobState): boolean {
  return status === 'queued' || status === 'running';
}
