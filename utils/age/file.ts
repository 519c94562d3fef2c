import { type Bytes, concat } from '@/utils/bytes';
import { PasskeepError } from '@/utils/errors';
import { headerLength, type HeaderKey, type HeaderRecipient, makeHeader, MAX_HEADER_SIZE, openHeader } from './header';
import { decryptRange, encryptPayload, NONCE_SIZE, payloadCipher, plaintextSize } from './stream';

/** Something that bytes can be read from at any place: a stored file. */
export interface RandomAccess {
  /** Bytes. */
  readonly size: number;
  /** The bytes from `start` up to, not including, `end`: the caller's own, who may give their memory back. */
  read(start: number, end: number, signal?: AbortSignal): Promise<Bytes>;
}

/** Encrypts a whole file, as age v1. @returns its parts, which together are the file: joining them takes time */
export async function encryptParts(
  plaintext: Bytes,
  recipient: HeaderRecipient,
  signal?: AbortSignal,
): Promise<readonly Bytes[]> {
  const header = await makeHeader(recipient);
  return [header.bytes, ...(await encryptPayload(header.fileKey, plaintext, signal))];
}

/** As {@link encryptParts}, joined. */
export async function encryptFile(plaintext: Bytes, recipient: HeaderRecipient, signal?: AbortSignal): Promise<Bytes> {
  return concat(await encryptParts(plaintext, recipient, signal));
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
