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

/** Whole lines with their ends, as a part of a text that is not copied. */
export interface LineBlock {
  readonly text: string;
  /** UTF-16 units. */
  readonly start: number;
  readonly end: number;
  /** It begins within a line, of which {@link LONGEST_LINE} or more has come before. */
  readonly isContinued: boolean;
}

/** A longer line is handed over in pieces of this many UTF-16 units, so that no file fills the memory. */
export const LONGEST_LINE = 2 ** 24;

/** Bytes of the mark of UTF-16. */
const MARK = 2;
/** Bytes that are decoded at a time: twice as fast as a whole block, which is more than a processor's nearest memory holds. */
const PIECE = 2 ** 16;

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
  let number = 0;
  for await (const { text, start: from, end: to, isContinued } of readLineBlocks(file, onBytes, signal)) {
    const lines: Line[] = [];
    if (isContinued) number--;
    for (let start = from; start < to;) {
      const at = text.indexOf('\n', start);
      lines.push(
        at < 0 ? { text: text.slice(start, to), end: '', number: ++number } : lineOf(text, start, at, ++number),
      );
      start = at < 0 ? to : at + 1;
    }
    yield lines;
  }
}

function lineOf(text: string, start: number, at: number, number: number): Line {
  const isCrlf = at > start && text.charCodeAt(at - 1) === 13;
  return { text: text.slice(start, isCrlf ? at - 1 : at), end: isCrlf ? '\r\n' : '\n', number };
}

/** As {@link readLines}, for those to whom copying every line is too slow: where lines end is left to them. */
export async function* readLineBlocks(
  file: ExportFile,
  onBytes: ((bytes: number) => void) | undefined,
  signal: AbortSignal,
): AsyncGenerator<LineBlock> {
  let isContinued = false;
  let rest = '';
  for await (const text of decoded(file, onBytes, signal)) {
    const last = text.lastIndexOf('\n') + 1;
    const first = rest === '' ? 0 : text.indexOf('\n') + 1;
    if (last === 0) rest += text;
    else {
      if (first > 0) yield { text: rest + text.slice(0, first), start: 0, end: rest.length + first, isContinued };
      if (last > first) yield { text, start: first, end: last, isContinued: isContinued && first === 0 };
      isContinued = false;
      rest = text.slice(last);
    }
    if (rest.length > LONGEST_LINE) {
      yield { text: rest, start: 0, end: rest.length, isContinued };
      isContinued = true;
      rest = '';
    }
  }
  if (rest !== '') yield { text: rest, start: 0, end: rest.length, isContinued };
}

async function* decoded(
  file: ExportFile,
  onBytes: ((bytes: number) => void) | undefined,
  signal: AbortSignal,
): AsyncGenerator<string> {
  let decoder: TextDecoder | undefined;
  let first: Uint8Array = new Uint8Array();
  for await (const block of file.stream(signal)) {
    onBytes?.(block.length);
    if (!decoder && first.length + block.length < MARK) {
      first = Uint8Array.from([...first, ...block]);
      continue;
    }
    if (!decoder) {
      decoder = new TextDecoder(encodingOf(Uint8Array.from([...first, ...block.subarray(0, MARK)])));
      if (first.length > 0) yield decoder.decode(first, { stream: true });
      first = new Uint8Array();
    }
    for (let at = 0; at < block.length; at += PIECE)
      yield decoder.decode(block.subarray(at, at + PIECE), { stream: true });
  }
  decoder ??= new TextDecoder();
  yield decoder.decode(first);
}

/** UTF-16 where the file starts with its mark; UTF-8 otherwise. */
export function encodingOf(start: Uint8Array): 'utf-8' | 'utf-16le' | 'utf-16be' {
  if (start[0] === 0xff && start[1] === 0xfe) return 'utf-16le';
  if (start[0] === 0xfe && start[1] === 0xff) return 'utf-16be';
  return 'utf-8';
}
