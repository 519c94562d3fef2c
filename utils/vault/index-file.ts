import { type Bytes, concat, randomBytes } from '@/utils/bytes';
import { PasskeepError } from '@/utils/errors';
import { hex } from '@scure/base';
import { checkType, paddedSize, typeLine } from './framing';
import { decodeRows, encodeRows, LARGEST_PACK, type PackRow, ROW_SIZE } from './pack';

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

const PACK_HEAD = 16 + 4;

/** An index file's plaintext. Type line, number of packs, then for each: id, number of rows, rows; then zeros. */
export function encodeIndex(packs: readonly IndexedPack[]): Bytes {
  const parts: Bytes[] = [typeLine('index'), u32(packs.length)];
  for (const { id, rows } of packs) parts.push(hex.decode(id) as Bytes, u32(rows.length), encodeRows(rows));
  const content = concat(parts);
  const padded = new Uint8Array(paddedSize(content.length));
  padded.set(content);
  return padded;
}

/** The packs in an index file's plaintext. @throws PasskeepError DAMAGED or TOO_NEW. */
export function decodeIndex(plaintext: Bytes): IndexedPack[] {
  const view = new DataView(plaintext.buffer, plaintext.byteOffset, plaintext.byteLength);
  let at = checkType(plaintext, 'index');
  const need = (bytes: number) => {
    if (at + bytes > plaintext.length) throw new PasskeepError('DAMAGED');
  };
  need(4);
  const count = view.getUint32(at);
  at += 4;
  const packs: IndexedPack[] = [];
  for (let pack = 0; pack < count; pack++) {
    need(PACK_HEAD);
    const id = hex.encode(plaintext.subarray(at, at + 16));
    const length = view.getUint32(at + 16) * ROW_SIZE;
    at += PACK_HEAD;
    need(length);
    packs.push({ id, rows: decodeRows(plaintext.subarray(at, at + length), LARGEST_PACK) });
    at += length;
  }
  return packs;
}

function u32(value: number): Bytes {
  const bytes = new Uint8Array(4);
  new DataView(bytes.buffer).setUint32(0, value);
  return bytes;
}
