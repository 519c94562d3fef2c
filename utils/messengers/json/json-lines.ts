import type { Unparsed } from '../model';
import type { ExportFile } from '../source/export-file';
import { LONGEST_LINE, readLines } from '../text/lines';
import { asObject, type JsonObject } from './shape';

/** One line of a file that has a JSON object in each, or why it is none. Blank lines are left out. */
export interface JsonLine {
  /** From 1. */
  readonly number: number;
  /** Of a line that is too long, its beginning. */
  readonly text: string;
  readonly object: JsonObject | null;
  /** null where there is an object. */
  readonly reason: Unparsed['reason'] | null;
}

/** The lines of a file of JSON objects, a batch for every block. @throws PasskeepError as {@link ExportFile.stream} */
export async function* readJsonLines(
  file: ExportFile,
  onBytes: ((bytes: number) => void) | undefined,
  signal: AbortSignal,
): AsyncGenerator<readonly JsonLine[]> {
  /** A line that comes in pieces. */
  let tooLong = 0;
  for await (const lines of readLines(file, onBytes, signal)) {
    const batch: JsonLine[] = [];
    for (const { text, end, number } of lines) {
      if (number === tooLong || text.trim() === '') continue;
      const isPiece = end === '' && text.length >= LONGEST_LINE;
      if (isPiece) tooLong = number;
      batch.push(isPiece ? { number, text, object: null, reason: 'too-long' } : parsed(number, text, end === ''));
    }
    yield batch;
  }
}

/** @param isLast it has no end */
function parsed(number: number, text: string, isLast: boolean): JsonLine {
  try {
    const object = asObject(JSON.parse(text));
    return { number, text, object, reason: object ? null : 'unknown' };
  } catch {
    return { number, text, object: null, reason: isLast ? 'cut-short' : 'syntax' };
  }
}
