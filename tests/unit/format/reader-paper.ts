import { BECH32M, fromBech32, toBech32 } from './reader-bech32';
import { derive } from './reader-keys';

// What stands on paper, read as docs/format.md has it: heirs' sheets, and recovery words as digits. Nothing of the
// extension's own code is used here.

/** One share. */
export interface ReadShare {
  /** Eight hexadecimal digits. */
  readonly set: string;
  readonly need: number;
  readonly number: number;
  readonly count: number;
  readonly values: readonly number[];
  readonly x: number;
}

/** The share in a sheet's text. */
export function readShare(text: string): ReadShare {
  const { prefix, data } = fromBech32(text.replaceAll(/[\s-]/g, ''), BECH32M);
  const [version, , , , , need = 0, number = 0, count = 0] = data;
  const x = data[24] ?? 0;
  if (prefix.toLowerCase() !== 'passkeep' || version !== 1 || data.length !== 25) throw new Error('no share');
  if (need < 2 || need > count || count > 15 || number < 1 || number > count || x === 0)
    throw new Error('no such share');
  return {
    set: Buffer.from(data.subarray(1, 5)).toString('hex'),
    need,
    number,
    count,
    values: [...data.subarray(8, 24)],
    x,
  };
}

/** The secret of the set: 16 bytes. */
export function combine(shares: readonly ReadShare[]): Uint8Array {
  const [first] = shares;
  const alike = shares.every(
    ({ set, need, count }) => set === first?.set && need === first.need && count === first.count,
  );
  const different = new Set(shares.map(({ number }) => number)).size === shares.length;
  if (!first || !alike || !different || shares.length < first.need) throw new Error('not enough sheets of one set');
  const used = shares.slice(0, first.need);
  const weights = used.map(({ x }) =>
    used.filter((other) => other.x !== x).reduce((product, other) => times(product, over(other.x, other.x ^ x)), 1),
  );
  return Uint8Array.from({ length: 16 }, (_, at) =>
    used.reduce((sum, { values }, index) => sum ^ times(values[at] ?? 0, weights[index] ?? 0), 0),
  );
}

/** a times b in the field of 256 elements: as polynomials, then the remainder by 0x11b. */
function times(a: number, b: number): number {
  let product = 0;
  for (let bit = 0; bit < 8; bit++) if ((b >> bit) & 1) product ^= a << bit;
  for (let bit = 14; bit >= 8; bit--) if ((product >> bit) & 1) product ^= 0x11b << (bit - 8);
  return product;
}

/** The c with c times b = a. */
function over(a: number, b: number): number {
  for (let c = 0; c < 256; c++) if (times(c, b) === a) return c;
  throw new Error('divided by zero');
}

/** The identity that a set's secret gives. */
export function heirsIdentityOf(secret: Uint8Array): string {
  return toBech32('age-secret-key-pq-', derive(secret, '2026-11-22 heirs', 32)).toUpperCase();
}

const DAMM = [
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

/** Damm's check digit. */
export function damm(digits: string): string {
  return Array.from(digits).reduce((check, digit) => DAMM[Number(check)]?.[Number(digit)] ?? '', '0');
}

/** The numbers of the words, from 1, in twelve groups of digits. @throws where a group is mistyped. */
export function wordNumbers(digits: string): number[] {
  const groups = digits.replaceAll(/[\s-]/g, '').match(/.{5}/g) ?? [];
  return groups.map((group, at) => {
    if (damm(String(at + 1).padStart(2, '0') + group.slice(0, 4)) !== group[4]) throw new Error(`group ${at + 1}`);
    return Number(group.slice(0, 4));
  });
}
