/** What is in a piece of JSON. */
export interface Counts {
  /** Line feeds. */
  readonly lines: number;
  /** `[` and `{`, those in strings too: nothing in it is deeper. */
  readonly brackets: number;
}

/** Counts four bytes at a time: several times as fast as one by one. */
export function countBytes(bytes: Uint8Array, start: number, end: number): Counts {
  const aligned = start + ((4 - ((bytes.byteOffset + start) & 3)) & 3);
  // A short piece may end before the first place where words can begin.
  if (aligned >= end) return countSlowly(bytes.subarray(start, end));
  const words = new Uint32Array(bytes.buffer, bytes.byteOffset + aligned, (end - aligned) >> 2);
  let lines = 0;
  let brackets = 0;
  for (let at = 0; at < words.length; at++) {
    const word = words[at] as number;
    lines += zeroBytes(word ^ 0x0a0a0a0a);
    // `[` and `{` differ in one bit.
    brackets += zeroBytes((word | 0x20202020) ^ 0x7b7b7b7b);
  }
  for (const part of [bytes.subarray(start, aligned), bytes.subarray(aligned + words.length * 4, end)]) {
    const counts = countSlowly(part);
    lines += counts.lines;
    brackets += counts.brackets;
  }
  return { lines, brackets };
}

function countSlowly(bytes: Uint8Array): Counts {
  let lines = 0;
  let brackets = 0;
  for (const byte of bytes) {
    if (byte === 0x0a) lines++;
    if ((byte | 0x20) === 0x7b) brackets++;
  }
  return { lines, brackets };
}

/** How many of a word's four bytes are zero. Warren, Hacker's Delight, 6-1. */
function zeroBytes(word: number): number {
  const marks = ~(((word & 0x7f7f7f7f) + 0x7f7f7f7f) | word | 0x7f7f7f7f);
  return marks === 0 ? 0 : Math.imul((marks >>> 7) & 0x01010101, 0x01010101) >>> 24;
}
