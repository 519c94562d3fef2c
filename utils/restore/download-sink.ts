import { PasskeepError } from '@/utils/errors';
import type { ListedFile } from '@/utils/vault/file-list';
import type { RestoreSink } from '@/utils/vault/restore';
import { safeName, safeParts, UniquePaths } from '@/utils/vault/safe-path';
import { configure, ZipWriter } from '@zip.js/zip.js';
import { batches } from './batches';

configure({ useWebWorkers: false });

/** A download that is about to be made. */
export interface Download {
  /** The name that it is saved under. */
  readonly name: string;
  /** Bytes; null where not known before. */
  readonly size: number | null;
  readonly stream: ReadableStream<Uint8Array>;
}

/** A download and what fills it. */
export interface DownloadSink {
  readonly download: Download;
  readonly sink: RestoreSink;
}

/** Bytes that go to the service worker at a time. */
const BATCH = 4 * 2 ** 20;
/** Zip files and entries from this size on need the 64-bit fields. Bytes. */
const ZIP64_FROM = 0xf0000000;

/** One file, as it was. Its stream fails where the file is damaged: half a file must not look like a whole one. */
export function fileDownload(file: ListedFile, signal: AbortSignal): DownloadSink {
  const { readable: stream, writable } = batches(BATCH, signal);
  const name = safeParts(file.path).at(-1) as string;
  const sink: RestoreSink = {
    async file(_file, content) {
      const writer = writable.getWriter();
      try {
        for await (const bytes of content) {
          signal.throwIfAborted();
          await writer.write(bytes).catch(stopped);
        }
        await writer.close().catch(stopped);
      } catch (thrown) {
        await writer.abort(thrown).catch(() => {});
        throw thrown;
      }
    },
    finish: async () => {},
  };
  return { download: { name, size: file.size, stream }, sink };
}

/** Several files as a zip, uncompressed, made while it is downloaded. `bytes` is the sum of their sizes. */
export function zipDownload(title: string, bytes: number, signal: AbortSignal): DownloadSink {
  const { readable: stream, writable } = batches(BATCH, signal);
  const zip = new ZipWriter(writable, { level: 0, extendedTimestamp: true });
  // Of the entries alone: the directory at the end sees for itself whether it needs them, for many files too.
  const zip64 = bytes >= ZIP64_FROM;
  const paths = new UniquePaths();
  const sink: RestoreSink = {
    async file(file, content) {
      try {
        const lastModDate = dateOf(file.modifiedAt);
        await zip.add(paths.take(file.path), streamOf(content), { lastModDate, zip64, signal });
      } catch (thrown) {
        signal.throwIfAborted();
        if (thrown instanceof PasskeepError) throw thrown;
        throw stopped(thrown);
      }
    },
    async finish() {
      await zip.close().catch(stopped);
    },
  };
  return { download: { name: `${safeName(title)}.zip`, size: null, stream }, sink };
}

/** A date; 1970 for a time that no date can tell. `time` is milliseconds since then. */
function dateOf(time: number): Date {
  const date = new Date(time);
  return Number.isNaN(date.getTime()) ? new Date(0) : date;
}

/** A stream that gives what `items` gives, one by one as it is asked. */
function streamOf<T>(items: AsyncIterable<T>): ReadableStream<T> {
  const source = items[Symbol.asyncIterator]();
  return new ReadableStream<T>(
    {
      async pull(controller) {
        const { done, value } = await source.next();
        if (done) controller.close();
        else controller.enqueue(value);
      },
      async cancel() {
        await source.return?.();
      },
    },
    { highWaterMark: 0 },
  );
}

/** Whoever took the stream has stopped: the user, in the browser's list of downloads, which also tells of a full disk. */
function stopped(cause: unknown): never {
  throw new PasskeepError('CANCELLED', { cause });
}
