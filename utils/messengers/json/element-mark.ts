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
    line = start + bytes.subarray(start, line + 1).lastIndexOf(10);
    const comma = line > start ? commaBefore(bytes, start, line, mark) : -1;
    if (comma >= 0) return comma;
  }
  return -1;
}

/** As {@link lastElementComma}, of the first. */
export function nextElementComma(bytes: Uint8Array, start: number, end: number, mark: Uint8Array): number {
  for (let line = nextLine(bytes, start, end); line + mark.length <= end; line = nextLine(bytes, line + 1, end)) {
    const comma = commaBefore(bytes, start, line, mark);
    if (comma >= 0) return comma;
  }
  return -1;
}

/** Index of the next line feed; `end` where there is none before it. */
function nextLine(bytes: Uint8Array, start: number, end: number): number {
  const found = bytes.subarray(start, end).indexOf(10);
  return found < 0 ? end : start + found;
}

function commaBefore(bytes: Uint8Array, start: number, line: number, mark: Uint8Array): number {
  if (!mark.every((byte, at) => bytes[line + at] === byte)) return -1;
  const before = bytes[line - 1] === 13 ? line - 2 : line - 1;
  return before > start && bytes[before] === 44 ? before : -1;
}

/** Index of the bracket that seems to close the elements' array: it begins a line, with less before it; -1: there is none. */
export function arrayEnd(bytes: Uint8Array, start: number, end: number, mark: Uint8Array): number {
  for (let line = nextLine(bytes, start, end); line < end; line = nextLine(bytes, line + 1, end)) {
    let at = line + 1;
    while (at < end && (bytes[at] === 32 || bytes[at] === 9)) at++;
    if (at < end && bytes[at] === 93 && at - line < mark.length - 1) return at;
  }
  return -1;
}

/** Whether elements are further from the line's beginning than what they are in. */
export function isIndented(mark: Uint8Array | null): mark is Uint8Array {
  return mark !== null && mark.length > 2;
}

/** Whether elements, or the array's end, seem to begin inside of what is taken for one element. */
export function isSeveral(bytes: Uint8Array, start: number, end: number, mark: Uint8Array | null): boolean {
  if (!isIndented(mark)) return false;
  return nextElementComma(bytes, start, end, mark) >= 0 || arrayEnd(bytes, start, end, mark) >= 0;
}

/** Whether a closing bracket can be that of the elements' array, by what is before it in its line. */
export function mayEndArray(bytes: Uint8Array, at: number, mark: Uint8Array | null): boolean {
  if (bytes[at] !== 93) return false;
  if (!isIndented(mark)) return true;
  let line = at - 1;
  while (line >= 0 && (bytes[line] === 32 || bytes[line] === 9)) line--;
  // On a line with other things, or at the same depth as the elements, it is one too many.
  return line < 0 || (bytes[line] === 10 && at - line < mark.length - 1);
}
