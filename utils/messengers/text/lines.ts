import type { ExportFile } from '../source/export-file';

/** One line of a text file. */
export interface Line {
  /** Without its end. */
  readonly text: string;
  /** '' at the end of the file. */
  readonly end: '\n' | '\r\n' | '';
  /** From 1. */
  readonly number: number;
}

/** A longer line is handed over in pieces of this many UTF-16 units, so that no file fills the memory. */
export const LONGEST_LINE = 2 ** 24;

/**
 * The lines of a UTF-8 (or, by its mark, UTF-16) text, a batch for every block that is read. Lines end with LF or CRLF; a CR
 * alone is text. Bytes that are no UTF-8 become U+FFFD. A byte order mark is left out.
 * @param onBytes called with the size of each block
 * @throws PasskeepError as {@link ExportFile.stream}
 */
export async function* readLines(
  file: ExportFile,
  onBytes: ((bytes: number) => void) | undefined,
  signal: AbortSignal,
): AsyncGenerator<Line[]> {
  let decoder: TextDecoder | undefined;
  let rest = '';
  let number = 0;
  for await (const block of file.stream(signal)) {
    decoder ??= new TextDecoder(encodingOf(block));
    const text = rest + decoder.decode(block, { stream: true });
    const lines: Line[] = [];
    let start = 0;
    for (let at = text.indexOf('\n', rest.length); at >= 0; at = text.indexOf('\n', start)) {
      lines.push(lineOf(text, start, at, ++number));
      start = at + 1;
    }
    rest = text.slice(start);
    if (rest.length > LONGEST_LINE) {
      lines.push({ text: rest, end: '', number: number + 1 });
      rest = '';
    }
    onBytes?.(block.length);
    yield lines;
  }
  rest += decoder?.decode() ?? '';
  if (rest !== '') yield [{ text: rest, end: '', number: number + 1 }];
}

function lineOf(text: string, start: number, at: number, number: number): Line {
  const isCrlf = at > start && text.charCodeAt(at - 1) === 13;
  return { text: text.slice(start, isCrlf ? at - 1 : at), end: isCrlf ? '\r\n' : '\n', number };
}

/** UTF-16 where the file starts with its mark; UTF-8 otherwise. */
export function encodingOf(start: Uint8Array): 'utf-8' | 'utf-16le' | 'utf-16be' {
  if (start[0] === 0xff && start[1] === 0xfe) return 'utf-16le';
  if (start[0] === 0xfe && start[1] === 0xff) return 'utf-16be';
  return 'utf-8';
}
