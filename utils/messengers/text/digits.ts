/** Code points at which a script's digits 0 to 9 begin. Unicode, general category Nd. */
const ZEROS = [
  0x660, 0x6f0, 0x7c0, 0x966, 0x9e6, 0xa66, 0xae6, 0xb66, 0xbe6, 0xc66, 0xce6, 0xd66, 0xde6, 0xe50, 0xed0, 0xf20,
  0x1040, 0x17e0, 0x1810, 0xff10,
] as const;

const OTHER_DIGIT = /[^\0-\u065f]/;

/** The text with the digits of every script as 0 to 9; nothing else changes, and the length stays. */
export function plainDigits(text: string): string {
  if (!OTHER_DIGIT.test(text)) return text;
  return text.replace(/\p{Nd}/gu, (digit) => {
    const code = digit.codePointAt(0) ?? 0;
    const zero = ZEROS.find((first) => code >= first && code < first + 10);
    return zero === undefined ? digit : String(code - zero);
  });
}
