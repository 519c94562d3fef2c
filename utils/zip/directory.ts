import { PasskeepError } from '@/utils/errors';
import {
  type Entry,
  ERR_ENCRYPTED_CENTRAL_DIRECTORY,
  type Reader,
  ZipReader,
} from '@zip.js/zip.js/lib/zip-core-reader.js';
import { readPart } from './read-part';

/** A file in a zip, as the zip's directory tells. Input from outside: none of it has been checked. */
export interface DirectoryEntry {
  /** Parts joined by `/`, also where a program wrote `\`. */
  readonly path: string;
  readonly rawPath: Uint8Array;
  /** How it is packed: 0 stored, 8 deflated. */
  readonly method: number;
  readonly encrypted: boolean;
  /** Bytes in the zip. */
  readonly packedSize: number;
  /** Bytes. */
  readonly size: number;
  /** CRC-32 of the bytes, unpacked. */
  readonly crc: number;
  readonly offset: number;
}

/** The largest directory that is read: half a million files. Bytes. */
const LARGEST_DIRECTORY = 64 * 2 ** 20;
/** Entries between which others get their turn. */
const TURN = 4096;

/** What the library reads a zip with: no more at once than a directory may have, whatever the zip says of itself. */
function boundedReader(file: Blob, signal?: AbortSignal): Reader<Blob> {
  const reader: Pick<Reader<Blob>, 'size' | 'readUint8Array'> = {
    size: file.size,
    async readUint8Array(offset, length) {
      signal?.throwIfAborted();
      if (length > LARGEST_DIRECTORY) throw new PasskeepError('ZIP_DAMAGED');
      return await readPart(file, offset, offset + length);
    },
  };
  // The rest is for reading what is in the files, which the library is not asked to do.
  return reader as Reader<Blob>;
}

/**
 * The files in a zip, one by one, without what is in them.
 * @param names `safe` refuses a zip in which a name leads out of its folder; `any` leaves names to the caller
 * @throws PasskeepError NOT_A_VAULT for what is no zip; ZIP_DAMAGED for one that is cut short or in volumes;
 * ZIP_ENCRYPTED for one whose directory is; FILE_UNREADABLE.
 */
export async function* readDirectory(
  file: Blob,
  signal?: AbortSignal,
  names: 'safe' | 'any' = 'safe',
): AsyncGenerator<DirectoryEntry> {
  const filenameValidation = names === 'safe' ? 'balanced' : 'tolerant';
  const entries = new ZipReader(boundedReader(file, signal), { filenameValidation }).getEntriesGenerator();
  for (let read = 1; ; read++) {
    const { done, value } = await entries.next().catch((cause: unknown) => refused(file, cause, signal));
    if (done) return;
    if (read % TURN === 0) await new Promise((resolve) => setTimeout(resolve));
    signal?.throwIfAborted();
    if (!value.directory && !value.symlink) yield told(value);
  }
}

function told(entry: Entry): DirectoryEntry {
  const { filename, rawFilename, compressionMethod, encrypted, compressedSize, uncompressedSize, crc32, offset } =
    entry;
  return {
    path: filename.replaceAll('\\', '/'),
    rawPath: rawFilename,
    method: compressionMethod,
    encrypted,
    packedSize: compressedSize,
    size: uncompressedSize,
    crc: crc32 ?? 0,
    offset,
  };
}

async function refused(file: Blob, cause: unknown, signal?: AbortSignal): Promise<never> {
  signal?.throwIfAborted();
  if (cause instanceof PasskeepError) throw cause;
  if (cause instanceof Error && cause.message === ERR_ENCRYPTED_CENTRAL_DIRECTORY)
    throw new PasskeepError('ZIP_ENCRYPTED', { cause });
  throw new PasskeepError((await startsAsZip(file)) ? 'ZIP_DAMAGED' : 'NOT_A_VAULT', { cause });
}

async function startsAsZip(file: Blob): Promise<boolean> {
  const start = await readPart(file, 0, 2);
  return start[0] === 0x50 && start[1] === 0x4b;
}
