/** How often a folder is looked at while the app is open: others may have brought something. Milliseconds. */
const PAUSE = 30_000;
/** Looking takes at most this part of the time. */
const SHARE = 0.05;

/** Looks into the folder now and then, as long as somebody watches. */
export class FolderWatch {
  readonly #look: () => Promise<void>;
  #watched = false;
  #timer: ReturnType<typeof setTimeout> | undefined;

  /** `look` resolves when it has looked; it does not reject. */
  constructor(look: () => Promise<void>) {
    this.#look = look;
  }

  /** Looks at once, and then again and again. */
  start(): void {
    if (this.#watched) return;
    this.#watched = true;
    void this.#turn();
  }

  stop(): void {
    this.#watched = false;
    clearTimeout(this.#timer);
  }

  async #turn(): Promise<void> {
    clearTimeout(this.#timer);
    const start = performance.now();
    await this.#look();
    const took = performance.now() - start;
    if (this.#watched) this.#timer = setTimeout(() => void this.#turn(), Math.max(PAUSE, took / SHARE));
  }
}
