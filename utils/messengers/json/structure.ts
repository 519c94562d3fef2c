/** Where {@link Structure.advance} came to: the bytes' end; a `,`, a `:` or a closing bracket of what the value is in; its own. */
export type Stop = 'end' | 'comma' | 'colon' | 'outer' | 'closed';

/** What ends a value: `comma`, whatever it is; `close`, its own bracket; `colon`, for a key; `outer`: many values, up to the bracket around them. */
export type Until = 'comma' | 'close' | 'colon' | 'outer';

/**
 * Follows the brackets and strings of JSON, so that a value's end is found without parsing it. A line that ends in a string
 * ends that string too: JSON has no such string, and one quote too few or too many costs its own line and not the whole file.
 */
export class Structure {
  /** Index of the next byte to be looked at. */
  at: number;
  /** Line of that byte. */
  line: number;
  /** Index of the last comma between values that {@link advance} passed with `outer`, and its line; -1: none. */
  comma = -1;
  commaLine = 0;
  /** Most brackets inside each other so far. */
  deepest = 0;
  #depth = 0;
  #inString = false;
  /** After a backslash at the end of the bytes. */
  #escaped = false;

  constructor(at: number, line: number) {
    this.at = at;
    this.line = line;
  }

  /** Whether nothing is open. */
  get isWhole(): boolean {
    return this.#depth === 0 && !this.#inString;
  }

  /** Its bytes have moved this much towards the start. */
  shift(by: number): void {
    this.at -= by;
  }

  /** Goes on up to `end`, or to what ends the value: then `at` is at that byte, or after the value's own bracket. */
  advance(bytes: Uint8Array, end: number, until: Until): Stop {
    let { at, line, deepest } = this;
    let depth = this.#depth;
    let inString = this.#inString;
    let stop: Stop = 'end';
    if (this.#escaped && at < end) {
      this.#escaped = false;
      if (bytes[at] !== 10) at++;
    }
    scan: while (at < end) {
      if (inString) {
        while (at < end) {
          const byte = bytes[at++];
          if (byte === 34) {
            inString = false;
            break;
          }
          if (byte === 92) {
            if (at === end) this.#escaped = true;
            else if (bytes[at] !== 10) at++;
          } else if (byte === 10) {
            inString = false;
            line++;
            break;
          }
        }
        continue;
      }
      switch (bytes[at]) {
        case 34: // "
          inString = true;
          break;
        case 123: // {
        case 91: // [
          if (++depth > deepest) deepest = depth;
          break;
        case 125: // }
        case 93: // ]
          if (depth === 0) {
            stop = 'outer';
            break scan;
          }
          if (--depth === 0 && until === 'close') {
            at++;
            stop = 'closed';
            break scan;
          }
          break;
        case 44: // ,
          if (depth > 0) break;
          if (until === 'outer') {
            this.comma = at;
            this.commaLine = line;
            break;
          }
          stop = 'comma';
          break scan;
        case 58: // :
          if (depth > 0 || until !== 'colon') break;
          stop = 'colon';
          break scan;
        case 10:
          line++;
          break;
      }
      at++;
    }
    this.at = at;
    this.line = line;
    this.deepest = deepest;
    this.#depth = depth;
    this.#inString = inString;
    return stop;
  }
}
