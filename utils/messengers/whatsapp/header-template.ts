import { fold, isDigit } from './fold';

/** Stands for a digit, and for the last one of a number. No header has these characters. */
const [DIGIT, LAST_DIGIT] = [0, 1] as const;
/** A longer header is not remembered. UTF-16 units. */
const LONGEST = 64;

/**
 * The header that was matched last, with room for any digits in the place of its own: most headers of an export are like
 * the one before but for their digits, and comparing with it is much quicker than taking them apart.
 */
export class HeaderTemplate {
  readonly #units = new Uint16Array(LONGEST);
  #length = 0;
  /** What 0 is in the script that the digits are of. */
  #zero = 48;

  /** What the words between its numbers are is not known any more. */
  forget(): void {
    this.#length = 0;
  }

  /** Remembers a header from `start` up to `end`. One with digits of several scripts is forgotten. */
  learn(text: string, start: number, end: number): void {
    this.forget();
    if (end - start > LONGEST) return;
    let zero = -1;
    for (let at = start; at < end; at++) {
      const code = text.charCodeAt(at);
      const folded = fold(code);
      if (!isDigit(folded)) {
        this.#units[at - start] = code;
        continue;
      }
      const isLast = at + 1 === end || !isDigit(fold(text.charCodeAt(at + 1)));
      this.#units[at - start] = isLast ? LAST_DIGIT : DIGIT;
      if (zero >= 0 && zero !== code - folded + 48) return;
      zero = code - folded + 48;
    }
    this.#zero = zero;
    this.#length = end - start;
  }

  /**
   * Whether the header is there again, with whatever digits.
   * @param values gets its numbers, in their order; some of them may be there when it is not
   * @returns where it ends; -1: it is not there
   */
  match(text: string, start: number, end: number, values: Int32Array): number {
    const units = this.#units;
    const length = this.#length;
    const zero = this.#zero;
    if (length === 0 || start + length > end) return -1;
    let place = 0;
    let value = 0;
    for (let at = 0; at < length; at++) {
      const wanted = units[at] as number;
      const code = text.charCodeAt(start + at);
      if (wanted > LAST_DIGIT) {
        if (code !== wanted) return -1;
        continue;
      }
      const digit = code - zero;
      if (digit < 0 || digit > 9) return -1;
      value = value * 10 + digit;
      if (wanted === LAST_DIGIT) {
        values[place++] = value;
        value = 0;
      }
    }
    return start + length;
  }
}
