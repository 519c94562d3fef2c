/** What ends the checksum: of Bech32 (BIP 173), and of Bech32m (BIP 350). */
const BECH32 = 1;
export const BECH32M = 0x2bc830a3;

const LETTERS = 'qpzry9x8gf2tvdw0s3jn54khce6mua7l';

/** Reads Bech32 or Bech32m, without its limit of length, the checksum checked. */
export function fromBech32(text: string, kind = BECH32): { prefix: string; data: Uint8Array } {
  const cut = text.lastIndexOf('1');
  const prefix = text.slice(0, cut);
  const words = Array.from(text.slice(cut + 1).toLowerCase(), (letter) => LETTERS.indexOf(letter));
  if (words.includes(-1) || polymod([...expand(prefix), ...words]) !== kind) throw new Error('no Bech32');
  const bits = words.slice(0, -6).reduce((all, word) => all + word.toString(2).padStart(5, '0'), '');
  const whole = Array.from({ length: Math.floor(bits.length / 8) }, (_, at) =>
    Number.parseInt(bits.slice(8 * at, 8 * at + 8), 2),
  );
  return { prefix, data: Uint8Array.from(whole) };
}

/** Writes Bech32, in small letters. */
export function toBech32(prefix: string, data: Uint8Array): string {
  const words = (bitsOf(data).match(/.{1,5}/g) ?? []).map((five) => Number.parseInt(five.padEnd(5, '0'), 2));
  const sum = polymod([...expand(prefix), ...words, 0, 0, 0, 0, 0, 0]) ^ BECH32;
  const check = [25, 20, 15, 10, 5, 0].map((shift) => (sum >> shift) & 31);
  return `${prefix}1${[...words, ...check].map((word) => LETTERS[word]).join('')}`;
}

/** The bits of some bytes, as zeros and ones. */
export function bitsOf(data: Uint8Array): string {
  return Array.from(data, (byte) => byte.toString(2).padStart(8, '0')).join('');
}

function expand(prefix: string): number[] {
  const codes = Array.from(prefix.toLowerCase(), (letter) => letter.charCodeAt(0));
  return [...codes.map((code) => code >> 5), 0, ...codes.map((code) => code & 31)];
}

function polymod(words: readonly number[]): number {
  const generators = [0x3b6a57b2, 0x26508e6d, 0x1ea119fa, 0x3d4233dd, 0x2a1462b3];
  return words.reduce((sum, word) => {
    const top = sum >>> 25;
    const shifted = ((sum & 0x1ffffff) << 5) ^ word;
    return generators.reduce((mixed, generator, bit) => ((top >> bit) & 1 ? mixed ^ generator : mixed), shifted);
  }, 1);
}
