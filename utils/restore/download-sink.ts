import type { ListedFile } from '@/utils/vault/file-list';
import type { RestoreSink } from '@/utils/vault/restore';
import { safeName, safeParts, UniquePaths } from '@/utils/vault/safe-path';
import { ZipWriter } from '@/utils/zip/writer';
import { type Download, DownloadWriter } from './download';

/** A download and what fills it. */
export interface DownloadSink {
  readonly download: Download;
  readonly sink: RestoreSink;
}

/** One file, as it was. It fails where the file is damaged: half a file must not look like a whole one. */
export function fileDownload(file: ListedFile, signal: AbortSignal): DownloadSink {
  const writer = new DownloadWriter(signal);
  const name = safeParts(file.path).at(-1) as string;
  const sink: RestoreSink = {
    async file(_file, content) {
      try {
        for await (const bytes of content) {
          signal.throwIfAborted();
          await writer.write(bytes);
        }
        await writer.close();
      } catch (thrown) {
        await writer.abort(thrown);
        throw thrown;
      }
    },
    finish: async () => {},
  };
  return { download: { name, size: file.size, port: writer.port }, sink };
}

/** Several files as a zip, uncompressed, made while it is downloaded. A file that is damaged is left out. */
export function zipDownload(title: string, signal: AbortSignal): DownloadSink {
  const writer = new DownloadWriter(signal);
  const zip = new ZipWriter((bytes) => writer.write(bytes));
  const paths = new UniquePaths();
  const sink: RestoreSink = {
    async file({ path, size, modifiedAt }, content) {
      signal.throwIfAborted();
      await zip.add({ path: paths.take(path), size, modifiedAt }, content);
    },
    async finish() {
      await zip.close();
      await writer.close();
    },
  };
  return { download: { name: `${safeName(title)}.zip`, size: null, port: writer.port }, sink };
}
