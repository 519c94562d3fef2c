import type { Bytes } from '@/utils/bytes';
import { PasskeepError } from '@/utils/errors';
import { batches } from './batches';

/** A download that is about to be made. */
export interface Download {
  /** The name that it is saved under. */
  readonly name: string;
  /** Bytes; null where not known before. */
  readonly size: number | null;
  readonly stream: ReadableStream<Uint8Array>;
}

/** A download's stream and the way to fill it. */
export interface DownloadStream {
  readonly stream: ReadableStream<Uint8Array>;
  /** Resolves when there is room for more. @throws PasskeepError CANCELLED when whoever took the stream has stopped. */
  write(bytes: Bytes): Promise<void>;
  /** @throws PasskeepError CANCELLED. */
  close(): Promise<void>;
  /** Makes the stream fail: half a download must not look like a whole one. */
  abort(reason: unknown): Promise<void>;
}

/** Bytes that go to the service worker at a time. */
const BATCH = 4 * 2 ** 20;

/** A stream to be downloaded. `signal` ends it on both sides. */
export function downloadStream(signal: AbortSignal): DownloadStream {
  const { readable: stream, writable } = batches(BATCH, signal);
  const writer = writable.getWriter();
  // What it rejects with, the next write or the closing rejects with too.
  writer.closed.catch(() => {});
  return {
    stream,
    write: (bytes) => writer.write(bytes).catch(stopped),
    close: () => writer.close().catch(stopped),
    abort: (reason) => writer.abort(reason).catch(() => {}),
  };
}

/** Whoever took the stream has stopped: the user, in the browser's list of downloads, which also tells of a full disk. */
function stopped(cause: unknown): never {
  throw new PasskeepError('CANCELLED', { cause });
}
