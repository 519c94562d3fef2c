import { type Bytes, randomBytes, utf8 } from '@/utils/bytes';
import { PasskeepError } from '@/utils/errors';
import { freeMemory } from '@/utils/free-memory';
import { type Cipher, cipherFor } from './platform-cipher';

/**
 * age's payload: a 16-byte nonce, then STREAM, ChaCha20-Poly1305 over chunks of 64 KiB whose nonces are an 11-byte
 * big-endian counter and a last byte that is 1 on the final chunk.
 * Source: C2SP age specification v1, section "Payload", https://c2sp.org/age.
 */
export const CHUNK_SIZE = 64 * 1024;
const TAG_SIZE = 16;
export const NONCE_SIZE = 16;
const SEALED_CHUNK_SIZE = CHUNK_SIZE + TAG_SIZE;
/** Chunks given to the cipher at a time: enough to keep every core busy, little enough to hold twice. */
const IN_FLIGHT = 32;

/** Bytes of payload for `plaintextSize` bytes, its nonce included. */
export function payloadSize(plaintextSize: number): number {
  return NONCE_SIZE + plaintextSize + TAG_SIZE * Math.max(1, Math.ceil(plaintextSize / CHUNK_SIZE));
}

/** Bytes of plaintext in a payload of `size` bytes. @throws PasskeepError DAMAGED when no plaintext has that payload. */
export function plaintextSize(size: number): number {
  const sealed = size - NONCE_SIZE;
  const chunks = Math.ceil(sealed / SEALED_CHUNK_SIZE);
  const plain = sealed - chunks * TAG_SIZE;
  if (sealed < TAG_SIZE || plain < 0 || payloadSize(plain) !== size) throw new PasskeepError('DAMAGED');
  return plain;
}

/** The cipher of one payload. `fileKey` is 16 bytes; `nonce` the payload's first 16. */
export async function payloadCipher(fileKey: Bytes, nonce: Bytes): Promise<Cipher> {
  const secret = await crypto.subtle.importKey('raw', fileKey, 'HKDF', false, ['deriveBits']);
  const derivation = { name: 'HKDF', hash: 'SHA-256', salt: nonce, info: utf8('payload') };
  const key = new Uint8Array(await crypto.subtle.deriveBits(derivation, secret, 256));
  const cipher = await cipherFor(key);
  return cipher;
}

/** The nonce of chunk `index`. */
function chunkNonce(index: number, last: boolean): Bytes {
  const nonce = new Uint8Array(12);
  const view = new DataView(nonce.buffer);
  // Each takes its argument modulo 2³²: beyond 256 TiB no nonce comes a second time, nor a chunk in the place of another.
  view.setUint32(3, index / 2 ** 32);
  view.setUint32(7, index);
  nonce[11] = last ? 1 : 0;
  return nonce;
}

/** Runs `work` for 0..count-1, IN_FLIGHT at a time, until `signal` aborts. */
async function inFlight(count: number, work: (index: number) => Promise<void>, signal?: AbortSignal): Promise<void> {
  let next = 0;
  const lane = async () => {
    while (next < count) {
      signal?.throwIfAborted();
      await work(next++);
    }
  };
  await Promise.all(Array.from({ length: Math.min(IN_FLIGHT, count) }, lane));
}

/** Encrypts a payload. @returns its nonce and its chunks, which together are the payload */
export async function encryptPayload(
  fileKey: Bytes,
  plaintext: Bytes,
  signal?: AbortSignal,
): Promise<readonly Bytes[]> {
  const nonce = randomBytes(NONCE_SIZE);
  const cipher = await payloadCipher(fileKey, nonce);
  const count = Math.max(1, Math.ceil(plaintext.length / CHUNK_SIZE));
  const parts: Bytes[] = [nonce];
  await inFlight(
    count,
    async (index) => {
      const chunk = plaintext.subarray(index * CHUNK_SIZE, (index + 1) * CHUNK_SIZE);
      parts[index + 1] = await cipher.encrypt(chunkNonce(index, index === count - 1), chunk);
    },
    signal,
  );
  return parts;
}

/**
 * Decrypts the bytes `start` to `end` of the plaintext, reading only the chunks that hold them.
 * `read(start, end)` gives bytes of the payload after its nonce, in memory of their own; `total` is the plaintext's size.
 * @throws PasskeepError DAMAGED when a chunk does not authenticate.
 */
export async function decryptRange(
  cipher: Cipher,
  read: (start: number, end: number) => Promise<Bytes>,
  total: number,
  start: number,
  end: number,
  signal?: AbortSignal,
): Promise<Bytes> {
  if (start < 0 || end > total || start > end) throw new PasskeepError('DAMAGED');
  const count = Math.max(1, Math.ceil(total / CHUNK_SIZE));
  const first = Math.min(Math.floor(start / CHUNK_SIZE), count - 1);
  const beyond = Math.min(Math.max(first + 1, Math.ceil(end / CHUNK_SIZE)), count);
  const sealedEnd = beyond === count ? total + count * TAG_SIZE : beyond * SEALED_CHUNK_SIZE;
  const base = first * SEALED_CHUNK_SIZE;
  const sealed = await read(base, sealedEnd);
  if (sealed.length !== sealedEnd - base) throw new PasskeepError('DAMAGED');
  const used: Bytes[] = [sealed];
  const plain = new Uint8Array((beyond === count ? total : beyond * CHUNK_SIZE) - first * CHUNK_SIZE);
  await inFlight(
    beyond - first,
    async (offset) => {
      const index = first + offset;
      const chunk = sealed.subarray(offset * SEALED_CHUNK_SIZE, (offset + 1) * SEALED_CHUNK_SIZE);
      const opened = await cipher
        .decrypt(chunkNonce(index, index === count - 1), chunk)
        .catch((cause) => Promise.reject(new PasskeepError('DAMAGED', { cause })));
      plain.set(opened, offset * CHUNK_SIZE);
      used.push(opened);
    },
    signal,
  );
  freeMemory(...used);
  return plain.subarray(start - first * CHUNK_SIZE, end - first * CHUNK_SIZE);
}
