/** How finely a file is cut. Bytes. */
export interface Sizes {
  readonly min: number;
  readonly average: number;
  readonly max: number;
}

/**
 * The lengths of the chunks that docs/format.md cuts `bytes` into ("Chunks"), by its formula and as slowly as it reads:
 * the hash is made anew for every place.
 */
export function cutSlowly(bytes: Uint8Array, gear: readonly number[], { min, average, max }: Sizes): number[] {
  const bits = Math.log2(average);
  const zero = (hash: number, upper: number) => hash < 2 ** (32 - upper);
  const ends = (chunk: Uint8Array, length: number) =>
    length > min &&
    (length === max ||
      zero(hashOf(chunk.subarray(length - 32, length), gear), length - 1 < average ? bits + 2 : bits - 2));
  const lengths: number[] = [];
  for (let at = 0; at < bytes.length; at += lengths.at(-1) ?? 0) {
    const chunk = bytes.subarray(at);
    let length = 1;
    while (length < chunk.length && !ends(chunk, length)) length++;
    lengths.push(length);
  }
  return lengths;
}

/** Only the last 32 bytes count: each step shifts what came before by a bit. */
function hashOf(bytes: Uint8Array, gear: readonly number[]): number {
  let hash = 0;
  for (const byte of bytes) hash = (2 * hash + (gear[byte] ?? 0)) >>> 0;
  return hash;
}
