import type { DownloadAnswer } from '@/utils/messages/download';

/** How long a download waits to be fetched before its job is given up. Milliseconds. */
const PATIENCE = 60_000;

/** Downloads between the job that fills them and the service worker that answers the browser with them. */
export class Downloads {
  readonly #waiting = new Map<string, PromiseWithResolvers<DownloadAnswer>>();
  readonly #timers = new Map<string, ReturnType<typeof setTimeout>>();

  /** A job's download will come. */
  expect(job: string): void {
    this.#waiting.set(job, Promise.withResolvers());
  }

  /** The download is there to be fetched; `giveUp` is called when nobody does. */
  offer(job: string, download: DownloadAnswer, giveUp: () => void): void {
    this.#timers.set(job, setTimeout(giveUp, PATIENCE));
    this.#waiting.get(job)?.resolve(download);
  }

  /** Takes the download, waiting for it where its job has yet to run; null when there is none (any more). */
  async take(job: string): Promise<DownloadAnswer> {
    const answer = await (this.#waiting.get(job)?.promise ?? null);
    clearTimeout(this.#timers.get(job));
    // Once: a stream cannot be read twice.
    this.#waiting.delete(job);
    return answer;
  }

  /** The job has ended. */
  end(job: string): void {
    clearTimeout(this.#timers.get(job));
    this.#timers.delete(job);
    this.#waiting.get(job)?.resolve(null);
    this.#waiting.delete(job);
  }
}
