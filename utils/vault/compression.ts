import { type Bytes, concat, equalBytes } from '@/utils/bytes';

/** How a chunk is stored in its pack. */
export type Encoding = 'plain' | 'deflate';

/**
 * Passes bytes through a platform stream. @returns null when more than `limit` bytes come out, and reads no further.
 * Written and read by hand: a Blob and a Response around it cost two milliseconds a chunk in Chromium, ten times the
 * compression itself.
 */
async function through(
  bytes: Bytes,
  transform: CompressionStream | DecompressionStream,
  limit: number,
): Promise<Bytes | null> {
  const writer = transform.writable.getWriter();
  // Damage is met by the reader too; here it must only not go unhandled.
  writer.write(bytes).catch(() => {});
  writer.close().catch(() => {});
  const reader = (transform.readable as ReadableStream<Bytes>).getReader();
  const parts: Bytes[] = [];
  let length = 0;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return parts.length === 1 ? (parts[0] as Bytes) : concat(parts);
    length += value.length;
    if (length > limit) {
      await reader.cancel();
      return null;
    }
    parts.push(value);
  }
}

/** Below this many bytes a chunk's savings are not worth their time. */
const WORTHWHILE = 256;
/** Bits of entropy per byte above which data counts as compressed already (JPEG, MP4, zip: above 7.9). */
const DENSE = 7.3;

/** Whether deflate is likely to make `bytes` smaller, judged by the entropy of a sample of them. */
function looksCompressible(bytes: Uint8Array): boolean {
  if (bytes.length < WORTHWHILE) return false;
  const counts = new Uint32Array(256);
  const step = Math.max(1, Math.floor(bytes.length / 4096));
  let sampled = 0;
  for (let at = 0; at < bytes.length; at += step, sampled++) (counts[bytes[at] as number] as number)++;
  let entropy = 0;
  for (const count of counts) if (count > 0) entropy -= (count / sampled) * Math.log2(count / sampled);
  // A small sample cannot show all 256 values, which makes dense data look sparse.
  return entropy < Math.min(DENSE, Math.log2(sampled) - 1);
}

/**
 * Deflates a chunk where that helps. What was deflated is inflated and compared before it is let go: an archive must
 * not rest on a compressor that nobody checked.
 */
export async function encodeChunk(plaintext: Bytes): Promise<{ readonly encoding: Encoding; readonly stored: Bytes }> {
  if (looksCompressible(plaintext)) {
    const worthwhile = Math.floor(plaintext.length - plaintext.length / 16);
    const stored = await through(plaintext, new CompressionStream('deflate-raw'), worthwhile);
    const inflated = stored && (await decodeChunk(stored, 'deflate', plaintext.length));
    if (inflated && equalBytes(inflated, plaintext)) return { encoding: 'deflate', stored };
  }
  return { encoding: 'plain', stored: plaintext };
}

/** The plaintext of a stored chunk, `length` bytes. @returns null when it is damaged, or would inflate to more. */
export async function decodeChunk(stored: Bytes, encoding: Encoding, length: number): Promise<Bytes | null> {
  try {
    const plaintext =
      encoding === 'plain' ? stored : await through(stored, new DecompressionStream('deflate-raw'), length);
    return plaintext?.length === length ? plaintext : null;
  } catch {
    return null;
  }
}
