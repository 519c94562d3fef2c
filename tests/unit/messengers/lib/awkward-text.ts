import * as fc from 'fast-check';

const PIECES = [
  '\n',
  '\n\n',
  ': ',
  ':',
  ' : ',
  ', ',
  '[',
  ']',
  '] ',
  '(',
  ')',
  ' - ',
  '"',
  '""',
  "'",
  '\t',
  '  ',
  '\\',
  '/',
  '<b>',
  '&amp;',
  '2024-01-02 10:00',
  '[2024-01-02, 10:00] Ann: ',
  '10:00\tAnn\t',
  '10:00 Ann ',
  '2024/01/02(Tue)',
  'Mar 01, 2023  2:05:31 PM',
  '[Ann] [오전 9:12] ',
  '2024년 3월 11일 오전 9:12, Ann : ',
  '\u200e',
  '\u200f',
  '\u202a',
  '\u202c',
  '\u00a0',
  '\u202f',
  '\ufeff',
  '\u2028',
  '👩‍👩‍👧',
  '❤️',
  '\0',
  '\u0007',
  'ไทย',
  '日本',
  '__proto__',
  '�',
];

const HALVES = ['\ud800', '\udc00'];

/** Texts of pieces that parsers trip over. @param halves with halves of surrogate pairs, which only some formats can carry */
export function awkwardText({ halves = false } = {}): fc.Arbitrary<string> {
  const piece = fc.oneof(
    fc.constantFrom(...PIECES, ...(halves ? HALVES : [])),
    fc.string({ maxLength: 6, unit: 'grapheme' }),
    fc.string({ maxLength: 6 }),
  );
  return fc.array(piece, { maxLength: 7 }).map((pieces) => pieces.join(''));
}
