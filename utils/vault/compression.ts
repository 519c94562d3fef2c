import { type Bytes, equalBytes } from '@/utils/bytes';

/** How a chunk is stored in its pack. */
export type Encoding = 'plain' | 'deflate';

/** Passing bytes through a platform stream. */
async function through(bytes: Bytes, transform: CompressionStream | DecompressionStream): Promise<Bytes> {
  const stream = new Blob([bytes]).stream().pipeThrough(transform as ReadableWritablePair<Bytes, Bytes>);
  return new Uint8Array(await new Response(stream).arrayBuffer());
}

/** Below this many bytes a chunk's savings are not worth their time. */
const WORTHWHILE = 256;
/** Bits of entropy per byte above which data counts as compressed already (JPEG, MP4, zip: above 7.9). */
const DENSE = 7.3;

/** Whether deflate is likely to make `bytes` smaller, judged by the entropy of a sample of them. */
export function looksCompressible(bytes: Uint8Array): boolean {
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
    const stored = await through(plaintext, new CompressionStream('deflate-raw'));
    const smaller = stored.length < plaintext.length - plaintext.length / 16;
    if (smaller && equalBytes(await through(stored, new DecompressionStream('deflate-raw')), plaintext))
      return { encoding: 'deflate', stored };
  }
  return { encoding: 'plain', stored: plaintext };
}

/** The plaintext of a stored chunk, `length` bytes. @returns null when it is damaged. */
export async function decodeChunk(stored: Bytes, encoding: Encoding, length: number): Promise<Bytes | null> {
  if (encoding === 'plain') return stored.length === length ? stored : null;
  const stream = new Blob([stored])
    .stream()
    .pipeThrough(new DecompressionStream('deflate-raw') as ReadableWritablePair<Bytes, Bytes>);
  const plaintext = new Uint8Array(length);
  let at = 0;
  try {
    // Read piece by piece, so that a deflate bomb is dropped where it grows past its length.
    for await (const piece of stream) {
      if (at + piece.length > length) return null;
      plaintext.set(piece, at);
      at += piece.length;
    }
  } catch {
    return null;
  }
  return at === length ? plaintext : null;
}
