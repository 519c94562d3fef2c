/** How much of a file's beginning tells what it is. Bytes. */
const SAMPLE = 8192;

/**
 * Whether a file that begins with `start` is text, for choosing how finely it is cut. No control characters but
 * white space; the bytes above ASCII need not be UTF-8.
 */
export function looksLikeText(start: Uint8Array): boolean {
  const sample = start.subarray(0, SAMPLE);
  return sample.every((byte) => byte >= 32 || (byte >= 9 && byte <= 13) || byte === 27);
}
