import { SleepWatch } from './sleep-watch';

/** How often the time is looked at. A long timer would stand still while the computer sleeps. Milliseconds. */
const LOOK = 10_000;

/** Locks after some minutes without use and, where it is to go with the system, after the computer has slept. */
export class IdleLock {
  readonly #isBusy: () => boolean;
  readonly #lock: () => void;
  readonly #sleep = new SleepWatch();
  #minutes = 15;
  #withSystem = true;
  #usedAt = 0;
  #timer: ReturnType<typeof setInterval> | undefined;

  /** `lock` is called once for each reason; while something runs, it may lock later. */
  constructor(isBusy: () => boolean, lock: () => void) {
    this.#isBusy = isBusy;
    this.#lock = lock;
  }

  set minutes(minutes: number) {
    this.#minutes = minutes;
  }

  /** Whether a sleep of the computer locks. */
  set withSystem(withSystem: boolean) {
    this.#withSystem = withSystem;
  }

  /** Notes a use. */
  touch(): void {
    // What is overdue locks first: after a sleep somebody may be quicker than the timer.
    if (this.#timer !== undefined) this.#look();
    this.#usedAt = Date.now();
  }

  start(): void {
    this.stop();
    this.#usedAt = Date.now();
    this.#sleep.start();
    this.#timer = setInterval(() => this.#look(), LOOK);
  }

  stop(): void {
    clearInterval(this.#timer);
    this.#timer = undefined;
  }

  #look(): void {
    const hasSlept = this.#sleep.look();
    if (hasSlept && this.#withSystem) return this.#lock();
    // A running job is use.
    if (this.#isBusy()) {
      this.#usedAt = Date.now();
      return;
    }
    const idle = Date.now() - this.#usedAt;
    // A clock set back must not keep the vault open.
    if (idle < 0 || idle >= this.#minutes * 60_000) this.#lock();
  }
}
