/**
 * Row: the digit so far; column: the next digit of the text. Source: H. M. Damm, "Totally anti-symmetric quasigroups for all orders
 * n ≠ 2, 6", Discrete Mathematics 307 (2007); this one of order 10 stands in his dissertation (Marburg, 2004), p. 111.
 */
const QUASIGROUP = [
  '0317598642',
  '7092154863',
  '4206871359',
  '1750983426',
  '6123045978',
  '3674209581',
  '5869720134',
  '8945362017',
  '9438617205',
  '2581436790',
];

/**
 * The check digit of decimal digits. With it behind them, every single wrong digit and every swap of two neighbours shows.
 * Source: as the table's.
 */
export function dammDigit(digits: string): string {
  let check = '0';
  for (const digit of digits) check = QUASIGROUP[Number(check)]?.[Number(digit)] ?? '';
  return check;
}
