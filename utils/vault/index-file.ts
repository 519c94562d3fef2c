import { type Bytes, concat, randomBytes } from '@/utils/bytes';
import { PasskeepError } from '@/utils/errors';
import { hex } from '@scure/base';
import { checkType, paddedSize, typeLine } from './framing';
import { checkRows, decodeRows, encodeRows, LARGEST_PACK, type PackRow, ROW_SIZE } from './pack';

/** A pack and what is in it. */
export interface IndexedPack {
  readonly id: string;
  readonly rows: readonly PackRow[];
}

/** A new index file's path. */
export function newIndexPath(): string {
  return `index/${hex.encode(randomBytes(16))}.age`;
}

/** Whether a path of a vault is an index file's. */
export function isIndexPath(path: string): boolean {
  return /^index\/[0-9a-f]{32}\.age$/.test(path);
}

/** A pack, and its rows as bytes that have been checked: 48 for each, as in its table. */
export interface PackedRows {
  readonly id: string;
  readonly rows: Bytes;
}

const PACK_HEAD = 16 + 4;

/** An index file's plaintext. Type line, number of packs, then for each: id, number of rows, rows; then zeros. */
export function encodeIndex(packs: readonly IndexedPack[]): Bytes {
  const content = concat([typeLine('index'), joinPacks(packs.map(({ id, rows }) => ({ id, rows: encodeRows(rows) })))]);
  const padded = new Uint8Array(paddedSize(content.length));
  padded.set(content);
  return padded;
}

/** The packs in an index file's plaintext. @throws PasskeepError DAMAGED or TOO_NEW. */
export function decodeIndex(plaintext: Bytes): IndexedPack[] {
  return splitIndex(plaintext).map(({ id, rows }) => ({ id, rows: decodeRows(rows, LARGEST_PACK) }));
}

/** The same, with the rows as bytes. @throws PasskeepError DAMAGED or TOO_NEW. */
export function splitIndex(plaintext: Bytes): PackedRows[] {
  return splitPacks(plaintext.subarray(checkType(plaintext, 'index')));
}

/** Packs as they stand in an index file after its first line. */
export function joinPacks(packs: readonly PackedRows[]): Bytes {
  const parts: Bytes[] = [u32(packs.length)];
  for (const { id, rows } of packs) parts.push(hex.decode(id) as Bytes, u32(rows.length / ROW_SIZE), rows);
  return concat(parts);
}

/** What {@link joinPacks} was given, whatever stands after it. @throws PasskeepError DAMAGED. */
export function splitPacks(bytes: Bytes): PackedRows[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let at = 0;
  const need = (length: number) => {
    if (at + length > bytes.length) throw new PasskeepError('DAMAGED');
  };
  need(4);
  const count = view.getUint32(at);
  at += 4;
  const packs: PackedRows[] = [];
  for (let pack = 0; pack < count; pack++) {
    need(PACK_HEAD);
    const id = hex.encode(bytes.subarray(at, at + 16));
    const length = view.getUint32(at + 16) * ROW_SIZE;
    at += PACK_HEAD;
    need(length);
    const rows = bytes.subarray(at, at + length);
    checkRows(rows, LARGEST_PACK);
    packs.push({ id, rows });
    at += length;
  }
  return packs;
}

/** Four bytes, big-endian. */
export function u32(value: number): Bytes {
  const bytes = new Uint8Array(4);
  new DataView(bytes.buffer).setUint32(0, value);
  return bytes;
}
