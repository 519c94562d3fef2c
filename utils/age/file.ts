import type { Bytes } from '@/utils/bytes';
import { PasskeepError } from '@/utils/errors';
import { headerLength, type HeaderKey, type HeaderRecipient, makeHeader, MAX_HEADER_SIZE, openHeader } from './header';
import type { RandomAccess } from './random-access';
import { decryptRange, encryptPayload, NONCE_SIZE, payloadCipher, payloadSize, plaintextSize } from './stream';

/** Encrypts a whole file, as age v1. */
export async function encryptFile(plaintext: Bytes, recipient: HeaderRecipient, signal?: AbortSignal): Promise<Bytes> {
  return await encryptInto(new Uint8Array(), plaintext, recipient, signal);
}

/**
 * As {@link encryptFile}, in a part of `memory` where that has room for the file: so it need not be new. Where it throws, more
 * may still be written there.
 */
export async function encryptInto(
  memory: Bytes,
  plaintext: Bytes,
  recipient: HeaderRecipient,
  signal?: AbortSignal,
): Promise<Bytes> {
  const header = await makeHeader(recipient);
  const size = header.bytes.length + payloadSize(plaintext.length);
  const file = memory.length >= size ? memory.subarray(0, size) : new Uint8Array(size);
  file.set(header.bytes);
  await encryptPayload(header.fileKey, plaintext, file.subarray(header.bytes.length), signal);
  return file;
}

/** An age file that has been opened: its plaintext. */
export interface AgeFile extends RandomAccess {
  /** As `read`, in a part of `memory` where that has room for the chunks that the bytes are in: so it need not be new. */
  readInto(memory: Bytes, start: number, end: number, signal?: AbortSignal): Promise<Bytes>;
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
): Promise<AgeFile> {
  const start = await file.read(0, Math.min(file.size, MAX_HEADER_SIZE), signal);
  const length = headerLength(start);
  if (length < 0 || start.length < length + NONCE_SIZE) throw new PasskeepError('DAMAGED');
  const fileKey = await openHeader(start.slice(0, length), keys);
  const cipher = await payloadCipher(fileKey, start.slice(length, length + NONCE_SIZE));
  const size = wholeSize ?? plaintextSize(file.size - length);
  const payload = { cipher, file, start: length + NONCE_SIZE, size };
  return {
    size,
    read: (from, to, readSignal) => decryptRange(payload, from, to, undefined, readSignal),
    readInto: (memory, from, to, readSignal) => decryptRange(payload, from, to, memory, readSignal),
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
