import { HEAD, type ExportFile, readHead } from './export-file';

/**
 * The beginning of a file, as a file: for recognising it by the means by which it would be read.
 * @throws PasskeepError as {@link ExportFile.stream}
 */
export async function headFile(file: ExportFile, signal: AbortSignal): Promise<ExportFile> {
  const head = await readHead(file, HEAD, signal);
  return {
    path: file.path,
    zip: file.zip,
    size: head.length,
    async *stream() {
      yield head;
    },
  };
}
