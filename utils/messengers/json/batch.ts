import type { Unparsed } from '../model';
import type { JsonBatch, JsonPath } from './document';
import { type Parsed, type Piece, type PieceParser, skipBlank } from './parse-pieces';

/** Gathers what is to be told of a document. */
export class Batch {
  readonly #parser: PieceParser;
  #batch: JsonBatch[number][] = [];

  constructor(parser: PieceParser) {
    this.#parser = parser;
  }

  /** What was gathered since this was last asked. */
  handOver(): JsonBatch {
    const batch = this.#batch;
    this.#batch = [];
    return batch;
  }

  /** Values at a path, or why they are none. */
  add(path: JsonPath, all: readonly Parsed[]): void {
    for (const parsed of all) this.#batch.push('value' in parsed ? { path, value: parsed.value } : parsed);
  }

  tell(reason: Unparsed['reason'], { bytes, start, end, line }: Piece): void {
    const [first, its] = skipBlank(bytes, start, end, line);
    this.#batch.push({ unparsed: this.#parser.unparsed(reason, { bytes, start: first, end, line: its }) });
  }
}
