import { HEAD, type ExportFile, readHead } from '../source/export-file';
import { encodingOf } from './lines';

/**
 * The first lines of a text file, without their ends; the last of them may be cut.
 * @throws PasskeepError as {@link ExportFile.stream}
 */
export async function headLines(file: ExportFile, signal: AbortSignal): Promise<readonly string[]> {
  const head = await readHead(file, HEAD, signal);
  return new TextDecoder(encodingOf(head)).decode(head).split(/\r?\n/);
}
