import type { Bytes } from '@/utils/bytes';
import { PasskeepError } from '@/utils/errors';
import { Decrypter, Encrypter, type Identity, type Recipient, Stanza } from 'age-encryption';
import { base64nopad } from '@scure/base';

/** No header of ours comes near this; a longer one is not worth reading. */
export const MAX_HEADER_SIZE = 16 * 1024;
/** Ours have one. Each more may be tried with each key. */
const MAX_STANZAS = 32;
const FIRST_LINE = 'age-encryption.org/v1\n';

/** One character for each byte. */
const latin1 = new TextDecoder('latin1');

/** A header, and the file key (16 bytes) that it wraps. */
export interface Header {
  readonly bytes: Bytes;
  readonly fileKey: Bytes;
}

/** An age recipient string (`age1pq1…`), or a {@link Recipient}. */
export type HeaderRecipient = string | Recipient;

/** Length of the header at the start of `bytes`, or -1 when its end is not among them, or it is too long. */
export function headerLength(bytes: Uint8Array): number {
  const text = latin1.decode(bytes.subarray(0, MAX_HEADER_SIZE));
  const mac = text.indexOf('\n--- ');
  if (mac < 0) return -1;
  const end = text.indexOf('\n', mac + 1);
  return end < 0 ? -1 : end + 1;
}

/**
 * Writes a header with a new file key, through the age-encryption package. A recipient beside the real one sees the
 * file key and adds nothing to the header.
 */
export async function makeHeader(recipient: HeaderRecipient): Promise<Header> {
  let fileKey: Bytes | undefined;
  const encrypter = new Encrypter();
  encrypter.addRecipient(recipient);
  encrypter.addRecipient({
    wrapFileKey(key) {
      fileKey = new Uint8Array(key);
      return [];
    },
  });
  const file = await encrypter.encrypt(new Uint8Array());
  if (!fileKey) throw new PasskeepError('UNEXPECTED');
  return { bytes: new Uint8Array(file.subarray(0, headerLength(file))), fileKey };
}

/** What may open a header: an identity string (`AGE-SECRET-KEY-PQ-1…`), an {@link Identity}, or a passphrase. */
export type HeaderKey = string | Identity | { readonly passphrase: string };

/**
 * The file key (16 bytes) that a header wraps.
 * @returns null when none of the keys fits. @throws PasskeepError DAMAGED when the header is not one.
 */
export async function tryHeader(header: Bytes, keys: readonly HeaderKey[]): Promise<Bytes | null> {
  readStanzas(header);
  const decrypter = new Decrypter();
  for (const key of keys) {
    if (typeof key === 'object' && 'passphrase' in key) decrypter.addPassphrase(key.passphrase);
    else decrypter.addIdentity(key);
  }
  try {
    return new Uint8Array(await decrypter.decryptHeader(header));
  } catch (cause) {
    if (cause instanceof PasskeepError) throw cause;
    // The package has no error classes; this is its word for "not mine".
    if (cause instanceof Error && cause.message.startsWith('no identity matched')) return null;
    throw new PasskeepError('DAMAGED', { cause });
  }
}

/** Why a file that is whole cannot be read: it was made for another key. */
export const OTHER_KEY = 'other key';

/** {@link tryHeader}, for files that the keys must fit. @throws PasskeepError DAMAGED, for {@link OTHER_KEY}. */
export async function openHeader(header: Bytes, keys: readonly HeaderKey[]): Promise<Bytes> {
  const fileKey = await tryHeader(header, keys);
  if (!fileKey) throw new PasskeepError('DAMAGED', { detail: { reason: OTHER_KEY } });
  return fileKey;
}

/**
 * The stanzas of a header, unauthenticated: good for telling whose a file is, and for refusing hostile parameters
 * before any work is done for them. @throws PasskeepError DAMAGED.
 */
export function readStanzas(header: Uint8Array): Stanza[] {
  if (header.length > MAX_HEADER_SIZE) throw new PasskeepError('DAMAGED');
  const text = latin1.decode(header);
  if (!text.startsWith(FIRST_LINE)) throw new PasskeepError('DAMAGED');
  const stanzas: Stanza[] = [];
  const end = text.indexOf('\n---');
  const blocks = text.slice(FIRST_LINE.length, Math.max(0, end)).split(/^-> /m, MAX_STANZAS + 2);
  if (end < 0 || blocks.length > MAX_STANZAS + 1) throw new PasskeepError('DAMAGED');
  for (const block of blocks.slice(1)) {
    const [first = '', ...body] = block.split('\n');
    try {
      stanzas.push(new Stanza(first.split(' '), base64nopad.decode(body.join(''))));
    } catch (cause) {
      throw new PasskeepError('DAMAGED', { cause });
    }
  }
  return stanzas;
}
