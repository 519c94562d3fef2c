import type { Bytes } from '@/utils/bytes';
import { PasskeepError } from '@/utils/errors';
import type { DownloadPiece, DownloadWish } from '@/utils/messages/download-stream';

/** A download that is about to be made. */
export interface Download {
  /** The name that it is saved under. */
  readonly name: string;
  /** Bytes; null where not known before. */
  readonly size: number | null;
  /** Its bytes come out here, see `downloadStream`. */
  readonly port: MessagePort;
}

/** Bytes that go to the service worker at a time: each message costs the same, whatever its length. */
const BATCH = 2 * 2 ** 20;

/**
 * Fills a download from wherever its port has gone. What has been sent takes no memory here any more, which of a stream that
 * is transferred cannot be said: that copies what it passes on, and leaves it to be collected.
 */
export class DownloadWriter {
  /** The other end: see {@link Download}. */
  readonly port: MessagePort;
  readonly #own: MessagePort;
  /** Batches that are wanted and not sent yet. */
  #wanted = 0;
  #batch: Bytes | null = null;
  #filled = 0;
  /** Why nothing more can be written; undefined while it can. */
  #ended: PasskeepError | undefined;
  #wake = () => {};

  /** `signal` ends it on both sides. */
  constructor(signal: AbortSignal) {
    const { port1, port2 } = new MessageChannel();
    this.#own = port1;
    this.port = port2;
    port1.addEventListener('message', ({ data }: MessageEvent<DownloadWish>) => {
      if (data === 'more') this.#wanted++;
      else this.#end(new Error('whoever took it has stopped'));
      this.#wake();
    });
    port1.addEventListener('close', () => this.#end(new Error('whoever took it is gone')));
    port1.start();
    const stop = () => this.#fail(signal.reason);
    if (signal.aborted) stop();
    else signal.addEventListener('abort', stop, { once: true });
  }

  /**
   * Resolves when there is room for more; the bytes may be other ones then.
   * @throws PasskeepError CANCELLED when whoever took the download has stopped (the user, in the browser's list of downloads,
   * which also tells of a full disk), or on an abort.
   */
  async write(bytes: Bytes): Promise<void> {
    for (let at = 0; at < bytes.length;) {
      if (this.#ended) throw this.#ended;
      this.#batch ??= new Uint8Array(BATCH);
      const part = bytes.subarray(at, at + BATCH - this.#filled);
      this.#batch.set(part, this.#filled);
      this.#filled += part.length;
      at += part.length;
      if (this.#filled === BATCH) await this.#sendWanted();
    }
  }

  /** What is left goes without being asked for: a small file is on its way before anybody comes. @throws CANCELLED */
  async close(): Promise<void> {
    if (this.#ended) throw this.#ended;
    this.#send();
    this.#post('end');
  }

  /** Makes the download fail: half of one must not look like a whole one. */
  async abort(reason: unknown): Promise<void> {
    this.#fail(reason);
  }

  async #sendWanted(): Promise<void> {
    while (this.#wanted === 0 && !this.#ended) await new Promise<void>((resolve) => (this.#wake = resolve));
    if (this.#ended) throw this.#ended;
    this.#wanted--;
    this.#send();
  }

  #send(): void {
    if (!this.#batch) return;
    this.#post(this.#filled === BATCH ? this.#batch : this.#batch.slice(0, this.#filled));
    this.#batch = null;
    this.#filled = 0;
  }

  #post(piece: DownloadPiece): void {
    this.#own.postMessage(piece, typeof piece === 'string' ? [] : [piece.buffer]);
  }

  #fail(reason: unknown): void {
    if (!this.#ended) this.#post('failed');
    this.#end(reason);
  }

  #end(cause: unknown): void {
    this.#ended ??= new PasskeepError('CANCELLED', { cause });
    this.#batch = null;
    this.#wake();
  }
}
