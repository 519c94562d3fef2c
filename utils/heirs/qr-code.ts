import { encode } from 'uqr';

/** A QR code to draw: black where the path is filled, in a square of `size` by `size` units, quiet zone included. */
export interface QrCode {
  readonly size: number;
  /** SVG path data. */
  readonly path: string;
}

/**
 * The QR code of a text in capitals and digits, at the highest level of error correction: it is still read when a fold or
 * a stain hides up to 30 % of it. Source: ISO/IEC 18004.
 */
export function qrCode(text: string): QrCode {
  const { size, data } = encode(text, { ecc: 'H', border: 4 });
  const squares = data.flatMap((row, y) => row.flatMap((isBlack, x) => (isBlack ? [`M${x} ${y}h1v1h-1z`] : [])));
  return { size, path: squares.join('') };
}
