import { LONGEST_LINE, type Line, readLines } from './lines';
import type { ExportFile } from '../source/export-file';

/** One record of a CSV file. */
export interface CsvRecord {
  /** Without their quotes. */
  readonly fields: readonly string[];
  /** Line that it starts in, from 1. */
  readonly line: number;
  /**
   * `syntax`: text after a closing quote; it is kept, with the quote. `cut-short`: the file ends within quotes. `too-long`:
   * more than {@link LONGEST_LINE}; what follows is read as the next record.
   */
  readonly broken?: 'cut-short' | 'syntax' | 'too-long';
}

/**
 * The records of a CSV file (RFC 4180), a batch for every block that is read. Records end with LF or CRLF; a field in quotes
 * keeps its line ends as they are. Quotes inside a field that does not start with one are text. Empty lines are no records.
 * @throws PasskeepError as {@link ExportFile.stream}
 */
export async function* readCsv(
  file: ExportFile,
  onBytes: ((bytes: number) => void) | undefined,
  signal: AbortSignal,
): AsyncGenerator<readonly CsvRecord[]> {
  const reader = new RecordReader();
  for await (const lines of readLines(file, onBytes, signal)) {
    const records: CsvRecord[] = [];
    for (const line of lines) {
      const record = reader.take(line);
      if (record) records.push(record);
    }
    yield records;
  }
  const rest = reader.end();
  if (rest) yield [rest];
}

/** Puts records together from lines. */
class RecordReader {
  #line = 0;
  #fields: string[] = [];
  /** UTF-16 units of the record so far. */
  #length = 0;
  /** What there is of a quoted field that goes on in the next line; null: none does. */
  #open: string | null = null;
  #broken: CsvRecord['broken'];

  /** The record that ends with this line; null: none does. */
  take({ text, end, number }: Line): CsvRecord | null {
    if (this.#open === null) {
      if (text === '') return null;
      this.#line = number;
    }
    this.#length += text.length + 1;
    for (let at = 0; at <= text.length;) {
      if (this.#open === null && text[at] !== '"') {
        const stop = endOfField(text, at);
        this.#fields.push(text.slice(at, stop));
        at = stop + 1;
        continue;
      }
      if (this.#open === null) [this.#open, at] = ['', at + 1];
      const quote = text.indexOf('"', at);
      if (quote < 0) {
        this.#open += text.slice(at) + end;
        return this.#length > LONGEST_LINE ? this.#finish('too-long') : null;
      }
      this.#open += text.slice(at, quote);
      if (text[quote + 1] === '"') {
        this.#open += '"';
        at = quote + 2;
      } else at = this.#close(text, quote);
    }
    return this.#finish(end === '' && text.length >= LONGEST_LINE ? 'too-long' : this.#broken);
  }

  /** What the file ended in the middle of; null: nothing. */
  end(): CsvRecord | null {
    return this.#open === null ? null : this.#finish('cut-short');
  }

  /** Ends the quoted field. @returns where the next field begins */
  #close(text: string, quote: number): number {
    const stop = endOfField(text, quote + 1);
    const after = text.slice(quote + 1, stop);
    if (after !== '') this.#broken = 'syntax';
    this.#fields.push(after === '' ? (this.#open ?? '') : `${this.#open}"${after}`);
    this.#open = null;
    return stop + 1;
  }

  #finish(broken: CsvRecord['broken']): CsvRecord {
    if (this.#open !== null) this.#fields.push(this.#open);
    const record = { fields: this.#fields, line: this.#line, ...(broken && { broken }) };
    this.#fields = [];
    this.#length = 0;
    this.#open = null;
    this.#broken = undefined;
    return record;
  }
}

function endOfField(text: string, from: number): number {
  const comma = text.indexOf(',', from);
  return comma < 0 ? text.length : comma;
}
