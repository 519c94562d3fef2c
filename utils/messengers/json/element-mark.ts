/** Bytes of a mark at most. */
const LONGEST_MARK = 64;

/**
 * What an array's elements begin with where each begins on a line of its own: the line feed, the indentation and the first
 * byte. Nothing inside of an element begins so in what programs write; who goes by it still has to look whether it is true.
 * @param at where the first element begins
 * @returns null where it does not begin a line
 */
export function elementMark(bytes: Uint8Array, at: number): Uint8Array | null {
  for (let start = at - 1; start >= 0 && at - start < LONGEST_MARK; start--) {
    const byte = bytes[start];
    if (byte === 10) return bytes.slice(start, at + 1);
    if (byte !== 32 && byte !== 9) break;
  }
  return null;
}

/** Index of the comma before the last element that seems to begin between `start` and `end`; -1: none does. */
export function lastElementComma(bytes: Uint8Array, start: number, end: number, mark: Uint8Array): number {
  for (let line = end - mark.length; line > start; line--) {
    line = bytes.lastIndexOf(10, line);
    if (line <= start) break;
    if (mark.every((byte, at) => bytes[line + at] === byte)) {
      const before = bytes[line - 1] === 13 ? line - 2 : line - 1;
      if (before > start && bytes[before] === 44) return before;
    }
  }
  return -1;
}
