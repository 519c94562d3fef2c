/**
 * How far the clock of the day may get ahead of the steady one between two looks. Where the steady one stands still in
 * sleep (Linux, macOS) it gets ahead by the sleep; a clock that is set forward looks the same. Milliseconds.
 */
const DRIFT = 30_000;
/**
 * How far two looks may lie apart: where both clocks go on in sleep (Windows) only the looks are missing. Browsers let
 * timers of pages that nobody sees wait for up to a minute. Milliseconds.
 */
const GAP = 150_000;

/** Notices that the computer has slept, by looks at two clocks every few seconds: no timer runs in sleep. */
export class SleepWatch {
  #day = 0;
  #steady = 0;

  /** Begins to watch, or begins anew. */
  start(): void {
    this.#day = Date.now();
    this.#steady = performance.now();
  }

  /** Whether the computer has slept (or its clock was set forward) since the last look. Each sleep is told once. */
  look(): boolean {
    const [day, steady] = [this.#day, this.#steady];
    this.start();
    const passed = this.#steady - steady;
    return passed > GAP || this.#day - day - passed > DRIFT;
  }
}
