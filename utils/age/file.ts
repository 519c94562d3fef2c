import type { Bytes } from '@/utils/bytes';
import { PasskeepError } from '@/utils/errors';
import { headerLength, type HeaderKey, type HeaderRecipient, makeHeader, MAX_HEADER_SIZE, openHeader } from './header';
import { decryptRange, encryptPayload, NONCE_SIZE, payloadCipher, payloadSize, plaintextSize } from './stream';

/** Something that bytes can be read from at any place: a stored file. */
export interface RandomAccess {
  /** Bytes. */
  readonly size: number;
  /** The bytes from `start` up to, not including, `end`. */
  read(start: number, end: number, signal?: AbortSignal): Promise<Bytes>;
}

/** Bytes that the file of a plaintext of `size` bytes has at most. */
export function largestFile(size: number): number {
  return MAX_HEADER_SIZE + payloadSize(size);
}

/**
 * Encrypts a whole file, as age v1. `memory`, where given, has at least {@link largestFile} bytes: the file is written
 * there, and what is returned is a part of it.
 */
export async function encryptFile(
  plaintext: Bytes,
  recipient: HeaderRecipient,
  signal?: AbortSignal,
  memory?: Bytes,
): Promise<Bytes> {
  const header = await makeHeader(recipient);
  const file = await encryptPayload(header.fileKey, plaintext, header.bytes.length, signal, memory);
  file.set(header.bytes);
  return file;
}

/**
 * Opens an age file for reading at any place: its header is decrypted, nothing else is read yet.
 * @param wholeSize bytes of plaintext that one had which may have been cut short: what is left of it can be read.
 * @throws PasskeepError DAMAGED when it is no age file, or none of the keys fits.
 */
export async function openFile(
  file: RandomAccess,
  keys: readonly HeaderKey[],
  signal?: AbortSignal,
  wholeSize?: number,
): Promise<RandomAccess> {
  const start = await file.read(0, Math.min(file.size, MAX_HEADER_SIZE), signal);
  const length = headerLength(start);
  if (length < 0 || start.length < length + NONCE_SIZE) throw new PasskeepError('DAMAGED');
  const fileKey = await openHeader(start.slice(0, length), keys);
  const cipher = await payloadCipher(fileKey, start.slice(length, length + NONCE_SIZE));
  const size = wholeSize ?? plaintextSize(file.size - length);
  const body = length + NONCE_SIZE;
  return {
    size,
    read: (from, to, readSignal) =>
      decryptRange(cipher, (a, b) => file.read(body + a, body + b, readSignal), size, from, to, readSignal),
  };
}

/** Decrypts a whole file. @throws PasskeepError DAMAGED. */
export async function decryptFile(
  file: RandomAccess,
  keys: readonly HeaderKey[],
  signal?: AbortSignal,
): Promise<Bytes> {
  const opened = await openFile(file, keys, signal);
  return await opened.read(0, opened.size, signal);
}

/** Bytes in memory, as {@link RandomAccess}. */
export function inMemory(bytes: Bytes): RandomAccess {
  return { size: bytes.length, read: async (start, end) => bytes.slice(start, end) };
}
