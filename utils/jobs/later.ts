/** How long nothing must have called for it. Milliseconds. */
const QUIET = 1000;

/** Work that nobody waits for: it is done once it is quiet, and what fails of it is done another time. */
export class Later {
  readonly #work: () => Promise<void>;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(work: () => Promise<void>) {
    this.#work = work;
  }

  /** The work is to be done. */
  soon(): void {
    this.stop();
    this.#timer = setTimeout(() => void this.#work().catch(() => {}), QUIET);
  }

  /** It need not be done any more. */
  stop(): void {
    clearTimeout(this.#timer);
  }
}
