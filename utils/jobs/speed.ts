/** How long a sample counts. Milliseconds. */
const WINDOW = 5000;

/** Speed over the last seconds. */
export class Speed {
  #samples: { readonly at: number; readonly bytes: number }[] = [];

  /** Notes that `bytes` are done at `at` (milliseconds). @returns bytes a second, 0 while not known. */
  sample(bytes: number, at: number): number {
    this.#samples.push({ at, bytes });
    // The last one before the window stays, so that the window is always covered.
    while (this.#samples.length > 2 && at - (this.#samples[1]?.at ?? at) >= WINDOW) this.#samples.shift();
    const oldest = this.#samples[0];
    if (!oldest || at - oldest.at < 500) return 0;
    return Math.max(0, ((bytes - oldest.bytes) / (at - oldest.at)) * 1000);
  }
}
