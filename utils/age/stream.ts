import { type Bytes, randomBytes, utf8 } from '@/utils/bytes';
import { PasskeepError } from '@/utils/errors';
import { freeMemory } from '@/utils/free-memory';
import { type Cipher, cipherFor } from './platform-cipher';
import { type RandomAccess, withBytes } from './random-access';

/**
 * age's payload: a 16-byte nonce, then STREAM, ChaCha20-Poly1305 over chunks of 64 KiB whose nonces are an 11-byte
 * big-endian counter and a last byte that is 1 on the final chunk.
 * Source: C2SP age specification v1, section "Payload", https://c2sp.org/age.
 */
export const CHUNK_SIZE = 64 * 1024;
const TAG_SIZE = 16;
export const NONCE_SIZE = 16;
const SEALED_CHUNK_SIZE = CHUNK_SIZE + TAG_SIZE;
/** Chunks given to the cipher at a time: what is out is copied and freed at once, so that the memory is used again. */
const IN_FLIGHT = 4;

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

/** Encrypts a payload into `payload`, which has {@link payloadSize} bytes. Where it throws, more may still be written there. */
export async function encryptPayload(
  fileKey: Bytes,
  plaintext: Bytes,
  payload: Bytes,
  signal?: AbortSignal,
): Promise<void> {
  const nonce = randomBytes(NONCE_SIZE);
  payload.set(nonce);
  const cipher = await payloadCipher(fileKey, nonce);
  const count = Math.max(1, Math.ceil(plaintext.length / CHUNK_SIZE));
  await inFlight(
    count,
    async (index) => {
      const chunk = plaintext.subarray(index * CHUNK_SIZE, (index + 1) * CHUNK_SIZE);
      const sealed = await cipher.encrypt(chunkNonce(index, index === count - 1), chunk);
      payload.set(sealed, NONCE_SIZE + index * SEALED_CHUNK_SIZE);
      freeMemory(sealed);
    },
    signal,
  );
}

/** An age file's payload, opened. */
export interface OpenPayload {
  readonly cipher: Cipher;
  readonly file: RandomAccess;
  /** Where its first chunk begins in the file: after the nonce. */
  readonly start: number;
  /** Bytes of plaintext. */
  readonly size: number;
}

/**
 * Decrypts the bytes `start` to `end` of the plaintext, reading only the chunks that hold them; into `memory`, where the
 * chunks have room in it, of which what is returned is a part then.
 * @throws PasskeepError DAMAGED when a chunk does not authenticate.
 */
export async function decryptRange(
  payload: OpenPayload,
  start: number,
  end: number,
  memory?: Bytes,
  signal?: AbortSignal,
): Promise<Bytes> {
  const { file, size: total } = payload;
  if (start < 0 || end > total || start > end) throw new PasskeepError('DAMAGED');
  const count = Math.max(1, Math.ceil(total / CHUNK_SIZE));
  const first = Math.min(Math.floor(start / CHUNK_SIZE), count - 1);
  const beyond = Math.min(Math.max(first + 1, Math.ceil(end / CHUNK_SIZE)), count);
  const sealedEnd = payload.start + (beyond === count ? total + count * TAG_SIZE : beyond * SEALED_CHUNK_SIZE);
  const base = payload.start + first * SEALED_CHUNK_SIZE;
  const needed = (beyond === count ? total : beyond * CHUNK_SIZE) - first * CHUNK_SIZE;
  const plain = memory && memory.length >= needed ? memory : new Uint8Array(needed);
  const decrypt = async (sealed: Bytes) => {
    if (sealed.length !== sealedEnd - base) throw new PasskeepError('DAMAGED');
    const chunks: Sealed = { bytes: sealed, first, isLast: (index) => index === count - 1 };
    await decryptChunks(payload.cipher, chunks, plain, signal);
  };
  await withBytes(file, base, sealedEnd, decrypt, signal);
  return plain.subarray(start - first * CHUNK_SIZE, end - first * CHUNK_SIZE);
}

/** Sealed chunks that lie side by side. */
interface Sealed {
  readonly bytes: Bytes;
  /** The index of the first. */
  readonly first: number;
  isLast(index: number): boolean;
}

async function decryptChunks(cipher: Cipher, sealed: Sealed, plain: Bytes, signal?: AbortSignal): Promise<void> {
  await inFlight(
    Math.ceil(sealed.bytes.length / SEALED_CHUNK_SIZE),
    async (at) => {
      const index = sealed.first + at;
      const chunk = sealed.bytes.subarray(at * SEALED_CHUNK_SIZE, (at + 1) * SEALED_CHUNK_SIZE);
      const opened = await cipher
        .decrypt(chunkNonce(index, sealed.isLast(index)), chunk)
        .catch((cause) => Promise.reject(new PasskeepError('DAMAGED', { cause })));
      plain.set(opened, at * CHUNK_SIZE);
      freeMemory(opened);
    },
    signal,
  );
}
