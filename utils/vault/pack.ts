import type { RandomAccess } from '@/utils/age/random-access';
import { payloadSize } from '@/utils/age/stream';
import { type Bytes, randomBytes } from '@/utils/bytes';
import { PasskeepError } from '@/utils/errors';
import { base64urlnopad, hex } from '@scure/base';
import type { Encoding } from './compression';
import { checkType, typeLine } from './framing';
import type { ChunkId } from './keys';

/** Plaintext sizes of packs: 64 KiB to 16 MiB, in powers of two. Bytes. See docs/format.md, "Packs". */
export const PACK_SIZES = Array.from({ length: 9 }, (_, power) => 65536 * 2 ** power);
export const LARGEST_PACK = PACK_SIZES.at(-1) as number;
/** Bytes of a chunk's id. */
export const ID_SIZE = 32;
/** A row of the table: 32 bytes of id, then offset, stored length, length and encoding as big-endian u32. */
export const ROW_SIZE = 48;
/** What a pack takes beside its chunks and rows: the type line and the count at the very end. */
export const PACK_OVERHEAD = typeLine('pack').length + 4;

/** A chunk ready to be packed. */
export interface StoredChunk {
  readonly id: ChunkId;
  readonly stored: Bytes;
  readonly encoding: Encoding;
  /** Bytes of its plaintext. */
  readonly length: number;
}

/** Where a chunk is in its pack. */
export interface PackRow {
  readonly id: ChunkId;
  readonly offset: number;
  readonly storedLength: number;
  readonly length: number;
  readonly encoding: Encoding;
}

/** Bytes of plaintext that these chunks take in a pack. */
export function packedSize(chunks: readonly { readonly stored: Bytes }[]): number {
  return chunks.reduce((sum, { stored }) => sum + stored.length + ROW_SIZE, PACK_OVERHEAD);
}

/** A new pack's name: 32 random hexadecimal digits. */
export function newPackId(): string {
  return hex.encode(randomBytes(16));
}

/** `packs/3f/3f….age` */
export function packPath(id: string): string {
  return `packs/${id.slice(0, 2)}/${id}.age`;
}

/** The pack's id that a path of a vault names, or null when it is no pack's path. */
export function packIdOf(path: string): string | null {
  return /^packs\/([0-9a-f]{2})\/(\1[0-9a-f]{30})\.age$/.exec(path)?.[2] ?? null;
}

/** The age header of a file with one stanza `mlkem768x25519`: 1,120 and 32 bytes of it in base64, and the lines. Bytes. */
export const HEADER_SIZE = 1627;

/** Bytes of the file of a pack of the largest size. */
export const LARGEST_PACK_FILE = HEADER_SIZE + payloadSize(LARGEST_PACK);

/** Bytes of plaintext that a pack with these rows has at least. */
export function smallestPack(rows: readonly Pick<PackRow, 'storedLength'>[]): number {
  const size = rows.reduce((sum, { storedLength }) => sum + storedLength + ROW_SIZE, PACK_OVERHEAD);
  return PACK_SIZES.find((candidate) => candidate >= size) ?? LARGEST_PACK;
}

/** Bytes that the file of a pack with these rows has at least. */
export function smallestPackFile(rows: readonly Pick<PackRow, 'storedLength'>[]): number {
  return HEADER_SIZE + payloadSize(smallestPack(rows));
}

/** The smallest pack size that holds `size` bytes. */
export function packSizeFor(size: number): number {
  const fitting = PACK_SIZES.find((candidate) => candidate >= size);
  if (!fitting) throw new PasskeepError('UNEXPECTED');
  return fitting;
}

/** A pack's plaintext, and the rows of its table. */
export interface BuiltPack {
  readonly plaintext: Bytes;
  readonly rows: readonly PackRow[];
}

/** The smallest pack with these chunks. */
export function buildPack(chunks: readonly StoredChunk[]): BuiltPack {
  const pack = new PackBuilder(new Uint8Array(packSizeFor(packedSize(chunks))));
  for (const chunk of chunks) pack.add(chunk);
  return { plaintext: pack.finish(), rows: pack.rows };
}

/** A pack that fills: type line, chunks, zeros, table, count. In memory that may have been another one's. */
export class PackBuilder {
  /** All of its bytes, as far as they are filled. */
  readonly memory: Bytes;
  /** Its chunks so far: each `stored` is where it stands in the pack. */
  readonly chunks: StoredChunk[] = [];
  readonly rows: PackRow[] = [];
  #end: number;

  /** `plaintext`: as many bytes as the pack has, whatever they are now. */
  constructor(plaintext: Bytes) {
    const line = typeLine('pack');
    plaintext.set(line);
    this.memory = plaintext;
    this.#end = line.length;
  }

  /** Bytes that it takes so far, table and count with them. */
  get size(): number {
    return this.#end + this.rows.length * ROW_SIZE + 4;
  }

  fits({ stored }: StoredChunk): boolean {
    return this.size + stored.length + ROW_SIZE <= this.memory.length;
  }

  /** Copies a chunk into it. */
  add({ id, stored, encoding, length }: StoredChunk): void {
    const offset = this.#end;
    this.memory.set(stored, offset);
    this.#end += stored.length;
    this.chunks.push({ id, stored: this.memory.subarray(offset, this.#end), encoding, length });
    this.rows.push({ id, offset, storedLength: stored.length, length, encoding });
  }

  /** The plaintext, whole. */
  finish(): Bytes {
    const table = encodeRows(this.rows);
    const start = this.memory.length - 4 - table.length;
    this.memory.fill(0, this.#end, start);
    this.memory.set(table, start);
    new DataView(this.memory.buffer, this.memory.byteOffset).setUint32(start + table.length, this.rows.length);
    return this.memory;
  }
}

/** Rows as they stand in a pack's table and in an index. */
export function encodeRows(rows: readonly PackRow[]): Bytes {
  const bytes = new Uint8Array(rows.length * ROW_SIZE);
  const view = new DataView(bytes.buffer);
  rows.forEach(({ id, offset, storedLength, length, encoding }, at) => {
    bytes.set(base64urlnopad.decode(id), at * ROW_SIZE);
    [offset, storedLength, length, encoding === 'deflate' ? 1 : 0].forEach((word, column) =>
      view.setUint32(at * ROW_SIZE + 32 + column * 4, word),
    );
  });
  return bytes;
}

/** The rows in `bytes`. @throws PasskeepError DAMAGED when one points outside a pack of `packSize` bytes. */
export function decodeRows(bytes: Bytes, packSize: number): PackRow[] {
  checkRows(bytes, packSize);
  return Array.from({ length: bytes.length / ROW_SIZE }, (_, row) =>
    decodeRow(bytes.subarray(row * ROW_SIZE, (row + 1) * ROW_SIZE)),
  );
}

/** One row, which has been checked. */
export function decodeRow(bytes: Bytes): PackRow {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const word = (column: number) => view.getUint32(ID_SIZE + column * 4);
  const id = base64urlnopad.encode(bytes.subarray(0, ID_SIZE));
  const encoding = word(3) === 1 ? 'deflate' : 'plain';
  return { id, offset: word(0), storedLength: word(1), length: word(2), encoding };
}

/** Checks rows without making anything of them. @throws PasskeepError as {@link decodeRows}. */
export function checkRows(bytes: Bytes, packSize: number): void {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  for (let at = ID_SIZE; at < bytes.length; at += ROW_SIZE) {
    const end = view.getUint32(at) + view.getUint32(at + 4);
    if (end > packSize || view.getUint32(at + 8) > LARGEST_PACK || view.getUint32(at + 12) > 1)
      throw new PasskeepError('DAMAGED');
  }
}

/** Of rows as they stand in a table, what their chunks take in the pack. */
export function storedLengths(bytes: Bytes): Pick<PackRow, 'storedLength'>[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return Array.from({ length: bytes.length / ROW_SIZE }, (_, row) => ({
    storedLength: view.getUint32(row * ROW_SIZE + ID_SIZE + 4),
  }));
}

/** The bytes of a chunk's id; null where it is none. */
export function idBytes(id: ChunkId): Bytes | null {
  try {
    const bytes = base64urlnopad.decode(id);
    return bytes.length === ID_SIZE ? (bytes as Bytes) : null;
  } catch {
    return null;
  }
}

/** Reads the table of an opened pack. @throws PasskeepError DAMAGED or TOO_NEW. */
export async function readTable(pack: RandomAccess, signal?: AbortSignal): Promise<PackRow[]> {
  await checkPack(pack, signal);
  const end = pack.size - 4;
  const last = await pack.read(end, pack.size, signal);
  const count = new DataView(last.buffer, last.byteOffset, 4).getUint32(0);
  if (count * ROW_SIZE > end) throw new PasskeepError('DAMAGED');
  return decodeRows(await pack.read(end - count * ROW_SIZE, end, signal), pack.size);
}

/**
 * Checks the type line and the size of an opened pack. Where its beginning alone is damaged, what stands after that may be
 * whole: chunks are held against their names.
 * @throws PasskeepError DAMAGED or TOO_NEW.
 */
export async function checkPack(pack: RandomAccess, signal?: AbortSignal): Promise<void> {
  if (!PACK_SIZES.includes(pack.size)) throw new PasskeepError('DAMAGED');
  const start = await pack.read(0, 64, signal).catch((thrown: unknown) => {
    if (!(thrown instanceof PasskeepError) || thrown.code !== 'DAMAGED') throw thrown;
    return null;
  });
  if (start) checkType(start, 'pack');
}
