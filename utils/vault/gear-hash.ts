/** Bytes that the hash is of: each shifts the ones before it up by a bit, so that earlier ones are out of its 32. */
export const WINDOW = 32;

/** Bytes that each of the two places in {@link findZero} goes on by before their hashes are looked at again. */
const STRIDE = 2048;

/**
 * The gear hash after the bytes from `start` to `end`, where it was `hash` before them.
 * Source: Xia et al., "FastCDC", USENIX ATC 2016; docs/format.md, "Chunks".
 */
export function roll(bytes: Uint8Array, gear: Int32Array, start: number, end: number, hash: number): number {
  let rolled = end - start >= WINDOW ? 0 : hash;
  for (let at = Math.max(start, end - WINDOW); at < end; at++)
    rolled = ((rolled << 1) + (gear[bytes[at] as number] as number)) | 0;
  return rolled;
}

/**
 * The first place after `start`, up to `end`, where the bits of `mask` are zero in the hash of what comes before it; 0 when
 * there is none. `hash` is the hash at `start`.
 *
 * Two places are gone through side by side, since a hash waits for the one before it and the processor would wait with it;
 * where one of them hits, the stretch is gone through once more in its order.
 */
export function findZero(
  bytes: Uint8Array,
  gear: Int32Array,
  start: number,
  end: number,
  hash: number,
  mask: number,
): number {
  let first = hash;
  let at = start;
  for (; at + 2 * STRIDE <= end; at += 2 * STRIDE) {
    const other = at + STRIDE;
    let near = first;
    let far = roll(bytes, gear, at, other, first);
    let place = 0;
    for (; place < STRIDE; place++) {
      near = ((near << 1) + (gear[bytes[at + place] as number] as number)) | 0;
      far = ((far << 1) + (gear[bytes[other + place] as number] as number)) | 0;
      if ((near & mask) === 0 || (far & mask) === 0) break;
    }
    if (place < STRIDE) return findInOrder(bytes, gear, at, other + STRIDE, first, mask);
    first = far;
  }
  return findInOrder(bytes, gear, at, end, first, mask);
}

function findInOrder(
  bytes: Uint8Array,
  gear: Int32Array,
  start: number,
  end: number,
  hash: number,
  mask: number,
): number {
  let rolled = hash;
  let at = start;
  while (at < end) {
    rolled = ((rolled << 1) + (gear[bytes[at++] as number] as number)) | 0;
    if ((rolled & mask) === 0) return at;
  }
  return 0;
}
