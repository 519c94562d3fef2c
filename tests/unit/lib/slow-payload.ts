import { createCipheriv, createDecipheriv, hkdfSync } from 'node:crypto';

// age's payload as C2SP's age specification (v1, "Payload") has it: one chunk after the other, with another library's ciphers
// than the engine's. https://c2sp.org/age

const CHUNK = 64 * 1024;
const TAG = 16;
const NONCE = 16;
const CIPHER = 'chacha20-poly1305';

/** What a reader that goes from front to back gives out of a payload, and why it stopped; null where it came to the end. */
export interface ReadSlowly {
  readonly released: Buffer<ArrayBuffer>;
  readonly failure: string | null;
}

/** A payload: `nonce` (16 bytes), then the chunks. `fileKey` is 16 bytes. */
export function encryptSlowly(fileKey: Uint8Array, nonce: Uint8Array, plaintext: Uint8Array): Buffer<ArrayBuffer> {
  const key = streamKey(fileKey, nonce);
  const parts: Uint8Array[] = [nonce];
  let counter = 0n;
  let rest = plaintext;
  while (rest.length > CHUNK) {
    parts.push(sealChunk(key, counter++, false, rest.subarray(0, CHUNK)));
    rest = rest.subarray(CHUNK);
  }
  parts.push(sealChunk(key, counter, true, rest));
  return Buffer.concat(parts);
}

/**
 * Reads a payload from front to back. It cannot know beforehand which chunk is the last: that is one that is shorter than a whole
 * one, or opens as the last.
 */
export function decryptSlowly(fileKey: Uint8Array, payload: Uint8Array): ReadSlowly {
  const parts: Uint8Array[] = [];
  const stopped = (failure: string | null): ReadSlowly => ({ released: Buffer.concat(parts), failure });
  if (payload.length < NONCE) return stopped('no nonce');
  const key = streamKey(fileKey, payload.subarray(0, NONCE));
  let rest = payload.subarray(NONCE);
  for (let counter = 0n; ; counter++) {
    const sealed = rest.subarray(0, CHUNK + TAG);
    rest = rest.subarray(sealed.length);
    const whole = sealed.length === CHUNK + TAG;
    const asOneOfMany = whole ? openChunk(key, counter, false, sealed) : null;
    const plain = asOneOfMany ?? openChunk(key, counter, true, sealed);
    if (!plain) return stopped(sealed.length < TAG ? 'no whole chunk' : 'a chunk that does not authenticate');
    if (plain.length === 0 && counter > 0n) return stopped('an empty last chunk');
    parts.push(plain);
    if (!asOneOfMany) return stopped(rest.length > 0 ? 'bytes behind the last chunk' : null);
  }
}

/** The plaintext of chunk `counter` of a payload, be it the last or not; null where it does not authenticate at that place. */
export function chunkAt(fileKey: Uint8Array, payload: Uint8Array, counter: number): Uint8Array | null {
  const key = streamKey(fileKey, payload.subarray(0, NONCE));
  const start = NONCE + counter * (CHUNK + TAG);
  const sealed = payload.subarray(start, start + CHUNK + TAG);
  return openChunk(key, BigInt(counter), false, sealed) ?? openChunk(key, BigInt(counter), true, sealed);
}

/** A sealed chunk: what chunk `counter` of a payload with this key is. */
export function sealChunk(key: Uint8Array, counter: bigint, last: boolean, chunk: Uint8Array): Buffer<ArrayBuffer> {
  const cipher = createCipheriv(CIPHER, key, chunkNonce(counter, last), { authTagLength: TAG });
  return Buffer.concat([cipher.update(chunk), cipher.final(), cipher.getAuthTag()]);
}

/** The 32-byte key of the payload that begins with `nonce`. */
export function streamKey(fileKey: Uint8Array, nonce: Uint8Array): Uint8Array {
  return new Uint8Array(hkdfSync('sha256', fileKey, nonce, 'payload', 32));
}

function openChunk(key: Uint8Array, counter: bigint, last: boolean, sealed: Uint8Array): Buffer | null {
  if (sealed.length < TAG) return null;
  const decipher = createDecipheriv(CIPHER, key, chunkNonce(counter, last), { authTagLength: TAG });
  decipher.setAuthTag(sealed.subarray(-TAG));
  const plain = decipher.update(sealed.subarray(0, -TAG));
  try {
    return Buffer.concat([plain, decipher.final()]);
  } catch {
    return null;
  }
}

/** Eleven bytes that count from zero, the highest first, and a byte that is 1 for the last chunk. */
function chunkNonce(counter: bigint, last: boolean): Uint8Array {
  const digits = counter.toString(16).padStart(22, '0') + (last ? '01' : '00');
  return Buffer.from(digits, 'hex');
}
