import type { ExportEvent } from '../model';
import type { ExportFile } from '../source/export-file';
import { mustBeFileFault } from '../source/file-fault';

/**
 * Reads one of an export's many files: where it cannot be read, that is told, and the others are as good.
 * @throws an abort, and what is no fault of the file
 */
export async function* readOneFile(
  file: ExportFile,
  events: AsyncGenerator<readonly ExportEvent[]>,
  signal: AbortSignal,
): AsyncGenerator<readonly ExportEvent[]> {
  try {
    yield* events;
  } catch (thrown) {
    mustBeFileFault(thrown, signal);
    yield [{ type: 'unparsed', unparsed: { file: file.path, line: null, reason: 'unreadable', excerpt: '' } }];
  }
}
