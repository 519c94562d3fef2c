import type { Bytes } from '@/utils/bytes';

/** Bytes that no compressor makes smaller, the same for the same seed: xorshift32, four bytes a step. */
export function noise(length: number, seed = 1): Bytes {
  const words = new Uint32Array(Math.ceil(length / 4));
  let state = (seed * 2654435761) >>> 0 || 1;
  for (let at = 0; at < words.length; at++) {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    words[at] = state >>> 0;
  }
  return new Uint8Array(words.buffer, 0, length);
}

/** A copy with one bit of one byte turned. */
export function flipped(bytes: Bytes, at: number): Bytes {
  const copy = bytes.slice();
  copy[at] = (copy[at] as number) ^ 1;
  return copy;
}

/** A copy with another letter in the first stanza of its age header, which is for another key then, as far as it can be told. */
export function withOtherLetter(bytes: Bytes): Bytes {
  const copy = bytes.slice();
  const at = Buffer.from(copy).indexOf('-> ') + 50;
  copy[at] = (copy[at] === 65 ? 'B' : 'A').charCodeAt(0);
  return copy;
}

/** A byte string as hexadecimal SHA-256, so that a difference in megabytes reads as one line. */
export async function digest(bytes: Bytes): Promise<string> {
  return Buffer.from(await crypto.subtle.digest('SHA-256', bytes)).toString('hex');
}
