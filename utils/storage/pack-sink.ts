import { encryptFile } from '@/utils/age/file';
import type { Bytes } from '@/utils/bytes';
import type { VaultStorage } from './storage';

/** A file that is to be encrypted and written. */
export interface PlainFile {
  readonly path: string;
  /** Not the caller's any more, until it is given back. */
  readonly plaintext: Bytes;
  /** `age1pq1…` */
  readonly recipient: string;
}

/** A file on its way. Both fail with what either fails with. */
export interface FileOnItsWay {
  /** It is encrypted; the plaintext's memory, which may be used again. */
  readonly encrypted: Promise<Bytes>;
  /** It is durable; the bytes that it takes. */
  readonly written: Promise<number>;
}

/** Encrypts files and writes them, several at a time. Errors are those of `VaultStorage.write`, and an abort. */
export type PackSink = (file: PlainFile, signal: AbortSignal) => FileOnItsWay;

/** Encrypts where it is called, and writes into a storage. */
export function sinkInto(storage: VaultStorage): PackSink {
  return ({ path, plaintext, recipient }, signal) => {
    const file = encryptFile(plaintext, recipient, signal);
    const write = async (bytes: Bytes) => {
      await storage.write(path, bytes, signal);
      return bytes.length;
    };
    return { encrypted: file.then(() => plaintext), written: file.then(write) };
  };
}
