import { openFile } from '@/utils/age/file';
import { inMemory } from '@/utils/age/random-access';
import { headerLength, type HeaderKey, makeHeader, tryHeader } from '@/utils/age/header';
import { encryptPayload, payloadSize } from '@/utils/age/stream';
import { type Bytes, concat, fromUtf8, utf8 } from '@/utils/bytes';
import { PasskeepError } from '@/utils/errors';
import { unwrapFileKey, wrapFileKey } from '@/utils/passkey/slot';
import type { NewPasskey, WrapKey } from '@/utils/passkey/types';
import { Encrypter, type Stanza } from 'age-encryption';
import { decodeContents, encodeContents, type SlotContents } from './slot-contents';

/** scrypt's cost for words and passwords, as a power of two: a second or two, 256 MiB. */
export const WORK_FACTOR = 18;

/** What a slot is made for. */
export type SealFor =
  | { readonly passkey: Pick<NewPasskey, 'nonce' | 'wrapKey'> }
  | { readonly passphrase: string }
  /** `age1pq1…` */
  | { readonly recipient: string };

/** What opens a slot. */
export type SlotKey =
  | { readonly wrapKey: WrapKey }
  | { readonly passphrase: string }
  /** `AGE-SECRET-KEY-PQ-1…` */
  | { readonly identity: string };

/** A slot that has been opened. */
export interface OpenedFile {
  readonly contents: SlotContents;
  /** The header, and the file key (16 bytes) that it wraps. */
  readonly header: Bytes;
  readonly fileKey: Bytes;
}

/** A new slot's file. What was written is opened again, as far as that costs no second of scrypt: see {@link openSlot}. */
export async function sealSlot(contents: SlotContents, key: SealFor, signal?: AbortSignal): Promise<Bytes> {
  if ('passphrase' in key) {
    const encrypter = new Encrypter();
    encrypter.setPassphrase(key.passphrase);
    encrypter.setScryptWorkFactor(WORK_FACTOR);
    return new Uint8Array(await encrypter.encrypt(encodeContents(contents)));
  }
  const { bytes, fileKey } = await makeHeader('recipient' in key ? key.recipient : passkeyRecipient(key.passkey));
  return await resealSlot({ header: bytes, fileKey }, contents, signal);
}

/**
 * A slot for the same key with other contents. The key need not be at hand: the header stays, and with it the file key,
 * under which each payload has a random nonce of its own. Nobody without the key, and without having opened the slot, can
 * do it; and a passkey's wrap key must not seal a second file key, its nonce being zero.
 */
export async function resealSlot(
  { header, fileKey }: Pick<OpenedFile, 'header' | 'fileKey'>,
  contents: SlotContents,
  signal?: AbortSignal,
): Promise<Bytes> {
  const plaintext = utf8(encodeContents(contents));
  const payload = new Uint8Array(payloadSize(plaintext.length));
  await encryptPayload(fileKey, plaintext, payload, signal);
  return concat([header, payload]);
}

function passkeyRecipient({ nonce, wrapKey }: Pick<NewPasskey, 'nonce' | 'wrapKey'>) {
  return {
    wrapFileKey: async (fileKey: Uint8Array) => [await wrapFileKey(new Uint8Array(fileKey), nonce, wrapKey)],
  };
}

/** The bytes of a slot's file that say which key opens it: slots of one key that was written anew have the same. */
export function slotHeader(file: Bytes): Bytes {
  return file.slice(0, Math.max(0, headerLength(file)));
}

/**
 * Opens a slot. @returns null when this is not its key (a passphrase, an identity).
 * @throws PasskeepError PASSKEY_WRONG_ANSWER when a passkey's answer does not open it, DAMAGED.
 */
export async function openSlot(file: Bytes, key: SlotKey): Promise<OpenedFile | null> {
  const header = slotHeader(file);
  const fileKey = await tryHeader(header, [headerKey(key)]);
  return fileKey && { ...(await openWithFileKey(file, fileKey)), header, fileKey };
}

/** Opens a slot whose header has been opened before. @throws PasskeepError DAMAGED. */
export async function openWithFileKey(file: Bytes, fileKey: Bytes): Promise<{ readonly contents: SlotContents }> {
  const opened = await openFile(inMemory(file), [{ unwrapFileKey: () => fileKey.slice() }]);
  try {
    return { contents: decodeContents(fromUtf8(await opened.read(0, opened.size))) };
  } catch (thrown) {
    if (thrown instanceof PasskeepError) throw thrown;
    throw new PasskeepError('DAMAGED', { cause: thrown });
  }
}

function headerKey(key: SlotKey): HeaderKey {
  if ('passphrase' in key) return key;
  if ('identity' in key) return key.identity;
  return {
    async unwrapFileKey(stanzas: Stanza[]): Promise<Uint8Array | null> {
      for (const stanza of stanzas) {
        const fileKey = await unwrapFileKey(stanza, key.wrapKey);
        if (fileKey) return fileKey;
      }
      return null;
    },
  };
}
