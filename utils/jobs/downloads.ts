import type { DownloadAnswer } from '@/utils/messages/download';

/** How long a download waits to be fetched before its job is given up. Milliseconds. */
const PATIENCE = 60_000;

interface Waiting {
  readonly answer: PromiseWithResolvers<DownloadAnswer>;
  timer: ReturnType<typeof setTimeout> | undefined;
}

/** Downloads between the job that fills them and the service worker that answers the browser with them. */
export class Downloads {
  readonly #waiting = new Map<string, Waiting>();

  /** A job's download will come. */
  expect(job: string): void {
    this.#waiting.set(job, { answer: Promise.withResolvers(), timer: undefined });
  }

  /** The download is there to be fetched; `giveUp` is called when nobody does. */
  offer(job: string, download: DownloadAnswer, giveUp: () => void): void {
    const waiting = this.#waiting.get(job);
    if (!waiting) return giveUp();
    waiting.answer.resolve(download);
    waiting.timer = setTimeout(() => {
      this.#waiting.delete(job);
      giveUp();
    }, PATIENCE);
  }

  /** Takes the download, once, waiting for it where its job has yet to run; null when there is none (any more). */
  async take(job: string): Promise<DownloadAnswer> {
    const waiting = this.#waiting.get(job);
    if (!waiting) return null;
    const answer = await waiting.answer.promise;
    clearTimeout(waiting.timer);
    // A stream cannot be read twice.
    return this.#waiting.delete(job) ? answer : null;
  }

  /** The job has ended. What it offered can still be fetched: a small file is all in its stream before anybody asks. */
  end(job: string): void {
    const waiting = this.#waiting.get(job);
    if (!waiting || waiting.timer) return;
    this.#waiting.delete(job);
    waiting.answer.resolve(null);
  }
}
