/** What a job has done so far. */
export interface Progress {
  readonly phase: 'preparing' | 'copying' | 'finishing';
  readonly bytesDone: number;
  readonly bytesTotal: number;
  readonly filesDone: number;
  readonly filesTotal: number;
}

/** Told now and then how far a job is. */
export type OnProgress = (progress: Progress) => void;

/** For work whose progress nobody is told. */
export const quietly = (): void => {};

/** Counts what a job does, and tells at most every `INTERVAL` milliseconds. */
export class ProgressCounter {
  readonly #tell: OnProgress;
  readonly #totals: { bytesTotal: number; readonly filesTotal: number };
  #phase: Progress['phase'] = 'preparing';
  #bytes = 0;
  #files = 0;
  #toldAt = 0;

  constructor(tell: OnProgress, totals: { readonly bytesTotal: number; readonly filesTotal: number }) {
    this.#tell = tell;
    this.#totals = { ...totals };
    this.phase('preparing');
  }

  phase(phase: Progress['phase']): void {
    this.#phase = phase;
    this.#report(true);
  }

  bytes(count: number): void {
    this.#bytes += count;
    this.#report(false);
  }

  /** There is more to do than was known. Bytes. */
  more(count: number): void {
    this.#totals.bytesTotal += count;
  }

  file(): void {
    this.#files++;
    this.#report(false);
  }

  #report(always: boolean): void {
    const now = performance.now();
    if (!always && now - this.#toldAt < INTERVAL) return;
    this.#toldAt = now;
    this.#tell({ phase: this.#phase, bytesDone: this.#bytes, filesDone: this.#files, ...this.#totals });
  }
}

const INTERVAL = 200;
