import { EXCERPT, type Unparsed } from '../model';
import { DEEPEST_PIECE, type JsonMending, LONGEST_PIECE } from './document';
import { isSeveral } from './element-mark';
import { Structure } from './structure';

const decoder = new TextDecoder('utf-8', { ignoreBOM: true });

/** The bytes that a value can begin with: RFC 8259, 3. */
const BEGINS: ReadonlySet<unknown> = new Set(Array.from('{["-0123456789tfn', (one) => one.charCodeAt(0)));

/** What became of a piece: its value, or why it has none. */
export type Parsed = { readonly value: unknown } | { readonly unparsed: Unparsed };

/** Bytes of a document: from `start` to `end`, `start` being in line `line`. */
export interface Piece {
  readonly bytes: Uint8Array;
  readonly start: number;
  readonly end: number;
  readonly line: number;
}

/** Parses what was cut out of one file. */
export class PieceParser {
  readonly #file: string;
  readonly #mending: JsonMending;

  constructor(file: string, mending: JsonMending) {
    this.#file = file;
    this.#mending = mending;
  }

  /** One value. */
  one(piece: Piece, deepest: number): Parsed {
    if (deepest > DEEPEST_PIECE) return { unparsed: this.unparsed('too-long', piece) };
    const [at] = skipBlank(piece.bytes, piece.start, piece.end, piece.line);
    // Errors are slow: what cannot be a value is not tried.
    const parsed = at < piece.end && BEGINS.has(piece.bytes[at]) ? this.#parse(textOf(piece)) : null;
    return parsed ?? { unparsed: this.unparsed('syntax', piece) };
  }

  /** One value that is an element. */
  element(piece: Piece, deepest: number): Parsed {
    const parsed = this.one(piece, deepest);
    const isKnown = 'unparsed' in parsed || this.#mending.isElement?.(parsed.value) !== false;
    return isKnown ? parsed : { unparsed: this.unparsed('unknown', piece) };
  }

  /**
   * Values with commas between them: all at once, or each by itself where that fails.
   * @param mark as {@link elementMark}
   * @returns null where one fails that by its lines is several
   */
  many(piece: Piece, deepest: number, mark: Uint8Array | null): readonly Parsed[] | null {
    return this.all(piece, deepest)?.map((value) => ({ value })) ?? this.#oneByOne(piece, mark);
  }

  /** Values with commas between them, all at once; null where that fails, or one is not known. */
  all(piece: Piece, deepest: number): readonly unknown[] | null {
    if (deepest > DEEPEST_PIECE) return null;
    const values = this.#parse(textOf(piece), '[', ']')?.value as unknown[] | undefined;
    // A blank piece is an empty array by its text, but an element too few by where it stands.
    const { isElement } = this.#mending;
    return values?.length && (!isElement || values.every((value) => isElement(value))) ? values : null;
  }

  unparsed(reason: Unparsed['reason'], { bytes, start, end, line }: Piece): Unparsed {
    // A UTF-16 unit is three bytes of UTF-8 at most.
    const excerpt = decoder.decode(bytes.subarray(start, Math.min(end, start + EXCERPT * 3)));
    return { file: this.#file, line, reason, excerpt: excerpt.slice(0, EXCERPT).trimEnd() };
  }

  #oneByOne({ bytes, start, end, line }: Piece, mark: Uint8Array | null): Parsed[] | null {
    const all: Parsed[] = [];
    for (let stop = null; stop !== 'end'; start++) {
      [start, line] = skipBlank(bytes, start, end, line);
      const structure = new Structure(start, line);
      stop = structure.advance(bytes, end, 'comma');
      const piece = { bytes, start, end: structure.at, line };
      const isLong = structure.at - start > LONGEST_PIECE;
      const parsed = isLong ? { unparsed: this.unparsed('too-long', piece) } : this.element(piece, structure.deepest);
      if ('unparsed' in parsed && parsed.unparsed.reason !== 'unknown' && isSeveral(bytes, start, structure.at, mark))
        return null;
      all.push(parsed);
      ({ at: start, line } = structure);
    }
    return all;
  }

  #parse(text: string, before = '', after = ''): { readonly value: unknown } | null {
    const { prepare, repair } = this.#mending;
    const prepared = prepare ? prepare(text) : text;
    const parsed = parseJson(before + prepared + after);
    if (parsed || !repair) return parsed;
    const repaired = repair(prepared);
    return repaired === prepared ? null : parseJson(before + repaired + after);
  }
}

function parseJson(text: string): { readonly value: unknown } | null {
  try {
    return { value: JSON.parse(text) as unknown };
  } catch {
    return null;
  }
}

function textOf({ bytes, start, end }: Piece): string {
  return decoder.decode(bytes.subarray(start, end));
}

/** The first byte from `at` on that is no white space, or `end`, and its line. */
export function skipBlank(bytes: Uint8Array, at: number, end: number, line: number): [at: number, line: number] {
  for (; at < end; at++) {
    const byte = bytes[at];
    if (byte === 10) line++;
    else if (byte !== 32 && byte !== 9 && byte !== 13) break;
  }
  return [at, line];
}
