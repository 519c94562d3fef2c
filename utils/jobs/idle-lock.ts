/** How often the time is looked at. A long timer would stand still while the computer sleeps. Milliseconds. */
const LOOK = 10_000;

/** Locks after some minutes without use. */
export class IdleLock {
  readonly #isBusy: () => boolean;
  readonly #lock: () => void;
  #minutes = 15;
  #usedAt = 0;
  #timer: ReturnType<typeof setInterval> | undefined;

  constructor(isBusy: () => boolean, lock: () => void) {
    this.#isBusy = isBusy;
    this.#lock = lock;
  }

  set minutes(minutes: number) {
    this.#minutes = minutes;
  }

  /** Notes a use. */
  touch(): void {
    this.#usedAt = Date.now();
  }

  start(): void {
    this.stop();
    this.touch();
    this.#timer = setInterval(() => this.#look(), LOOK);
  }

  stop(): void {
    clearInterval(this.#timer);
  }

  #look(): void {
    // A running job is use.
    if (this.#isBusy()) return this.touch();
    const idle = Date.now() - this.#usedAt;
    // A clock set back must not keep the vault open.
    if (idle < 0 || idle >= this.#minutes * 60_000) this.#lock();
  }
}
