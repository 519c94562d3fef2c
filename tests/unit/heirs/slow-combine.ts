/**
 * The combination of shares by its definition, slow and readable: the twin that the library's is held to. GF(2^8) with the
 * polynomial x^8 + x^4 + x^3 + x + 1; the secret is the value at 0 of the only polynomial of degree K - 1 through K points.
 * Source: A. Shamir, "How to share a secret" (1979), with Lagrange's formula.
 */

/** The product of two bytes: shift and add, reducing by 0x11b. */
export function multiply(a: number, b: number): number {
  let product = 0;
  for (let bit = 7; bit >= 0; bit--) {
    product <<= 1;
    if (product & 0x100) product ^= 0x11b;
    if ((b >> bit) & 1) product ^= a;
  }
  return product;
}

/** The byte whose product with `a` is 1, found by trying all. */
export function invert(a: number): number {
  for (let b = 1; b < 256; b++) if (multiply(a, b) === 1) return b;
  throw new Error('0 has no inverse');
}

/** The secret's bytes, from shares of y values followed by x. */
export function slowCombine(shares: readonly Uint8Array[]): Uint8Array {
  const points = shares.map((share) => ({ x: share.at(-1) ?? 0, ys: share.slice(0, -1) }));
  const secret = new Uint8Array(16);
  for (const point of points) {
    // Subtraction is exclusive or, so 0 - x is x.
    const others = points.filter((other) => other !== point);
    const weight = others.reduce((w, { x }) => multiply(w, multiply(x, invert(x ^ point.x))), 1);
    for (const [at, y] of point.ys.entries()) secret[at] = (secret[at] ?? 0) ^ multiply(y, weight);
  }
  return secret;
}
