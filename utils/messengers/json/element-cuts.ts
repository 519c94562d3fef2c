import { countBytes } from './count-bytes';
import { arrayEnd, lastElementComma, nextElementComma } from './element-mark';
import type { Parsed, Piece, PieceParser } from './parse-pieces';

/** What was made of the elements at the beginning of a piece, and where the rest of it begins. */
export interface Cut {
  readonly parsed: readonly Parsed[];
  readonly at: number;
  readonly line: number;
  /** Whether the rest begins with the bracket that closes the array. */
  readonly isEnd: boolean;
}

/**
 * The elements up to the last that seems to begin in a piece, without their brackets being followed: what a wrong guess has
 * cut is not JSON.
 * @returns null where there are none, or the guess was wrong
 */
export function cutAtOnce(parser: PieceParser, piece: Piece, mark: Uint8Array): Cut | null {
  const comma = lastElementComma(piece.bytes, piece.start, piece.end, mark);
  if (comma < 0) return null;
  const { lines, brackets } = countBytes(piece.bytes, piece.start, comma);
  const values = parser.all({ ...piece, end: comma }, brackets);
  return (
    values && { parsed: values.map((value) => ({ value })), at: comma + 1, line: piece.line + lines, isEnd: false }
  );
}

/**
 * The elements of a piece in which brackets are missing, by where elements seem to begin and the array to end.
 * @returns null where nothing seems so
 */
export function cutByMarks(parser: PieceParser, piece: Piece, mark: Uint8Array): Cut | null {
  const { bytes } = piece;
  const end = arrayEnd(bytes, piece.start, piece.end, mark);
  const limit = end < 0 ? lastElementComma(bytes, piece.start, piece.end, mark) : end;
  if (limit < 0) return null;
  const parsed: Parsed[] = [];
  let { start, line } = piece;
  while (start < limit) {
    const comma = nextElementComma(bytes, start, limit, mark);
    const element = { bytes, start, end: comma < 0 ? limit : comma, line };
    const { lines, brackets } = countBytes(bytes, start, element.end);
    parsed.push(parser.element(element, brackets));
    start = element.end + 1;
    line += lines;
  }
  return { parsed, at: end < 0 ? limit + 1 : end, line, isEnd: end >= 0 };
}
