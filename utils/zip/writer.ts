import { type Bytes, concat } from '@/utils/bytes';
import { PasskeepError } from '@/utils/errors';
import { crc32 } from './crc32';
import { dataDescriptor, directoryRecord, endRecords, localHeader, type ZipEntry } from './records';

/** Takes the bytes of a zip, one part after the other. */
export type WriteBytes = (bytes: Bytes) => Promise<void>;

/** Records of the directory that are kept, and written, as one piece. */
const TOGETHER = 1024;

/**
 * Writes a zip of uncompressed files front to back, in memory that grows by an entry's record in the directory (100 bytes
 * and its name) alone. 64-bit fields stand where they are needed and nowhere else.
 */
export class ZipWriter {
  readonly #write: WriteBytes;
  readonly #directory: Bytes[] = [];
  #recent: Bytes[] = [];
  #count = 0;
  #offset = 0;

  constructor(write: WriteBytes) {
    this.#write = write;
  }

  /**
   * Adds a file. What `content` throws is thrown on; the bytes that it gave until then stay in the zip, where no reader
   * looks, and the next file can be added.
   * @throws PasskeepError DAMAGED when `content` is not as long as `entry` says.
   */
  async add(entry: ZipEntry, content: AsyncIterable<Bytes>): Promise<void> {
    const offset = this.#offset;
    let crc = 0;
    let size = 0;
    await this.#put(localHeader(entry));
    for await (const bytes of content) {
      size += bytes.length;
      if (size > entry.size) break;
      crc = crc32(bytes, crc);
      await this.#put(bytes);
    }
    if (size !== entry.size) throw new PasskeepError('DAMAGED');
    await this.#put(dataDescriptor({ size, crc }));
    this.#recent.push(directoryRecord({ ...entry, crc, offset }));
    this.#count++;
    if (this.#recent.length === TOGETHER) this.#fold();
  }

  /** Writes the directory. Nothing can be added then. */
  async close(): Promise<void> {
    const start = this.#offset;
    this.#fold();
    for (const records of this.#directory) await this.#put(records);
    await this.#put(endRecords(this.#count, this.#offset - start, start));
  }

  #fold(): void {
    this.#directory.push(concat(this.#recent));
    this.#recent = [];
  }

  async #put(bytes: Bytes): Promise<void> {
    await this.#write(bytes);
    this.#offset += bytes.length;
  }
}

/** How long the zip of these entries, in this order, will be. Bytes. */
export function zipSize(entries: Iterable<ZipEntry>): number {
  let offset = 0;
  let directory = 0;
  let count = 0;
  for (const entry of entries) {
    const written = { ...entry, crc: 0, offset };
    directory += directoryRecord(written).length;
    offset += localHeader(entry).length + entry.size + dataDescriptor(written).length;
    count++;
  }
  return offset + directory + endRecords(count, directory, offset).length;
}
