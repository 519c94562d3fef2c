/** Code points at which a script's digits 0 to 9 begin. Unicode, general category Nd. */
const ZEROS = [
  0x660, 0x6f0, 0x7c0, 0x966, 0x9e6, 0xa66, 0xae6, 0xb66, 0xbe6, 0xc66, 0xce6, 0xd66, 0xde6, 0xe50, 0xed0, 0xf20,
  0x1040, 0x1090, 0x17e0, 0x1810, 0x1946, 0x19d0, 0x1a80, 0x1a90, 0x1b50, 0x1bb0, 0x1c40, 0x1c50, 0xa620, 0xa8d0,
  0xa900, 0xa9d0, 0xa9f0, 0xaa50, 0xabf0, 0xff10,
] as const;

const OTHER_DIGIT = /[^\0-\u065f]/;

/** The text with the digits of every script as 0 to 9; nothing else changes, and the length stays. */
export function plainDigits(text: string): string {
  if (!OTHER_DIGIT.test(text)) return text;
  return text.replace(/\p{Nd}/gu, (digit) => {
    const value = digitOf(digit.codePointAt(0) ?? 0);
    return value < 0 ? digit : String(value);
  });
}

/** What the digit with this code stands for in its script, 0 to 9; -1: no digit outside the first 1,632 codes. */
export function digitOf(code: number): number {
  const zero = ZEROS.find((first) => code >= first && code < first + 10);
  return zero === undefined ? -1 : code - zero;
}
