import type { Bytes } from '@/utils/bytes';
import { ID_SIZE, ROW_SIZE } from './pack';

/** A slot of the table that no row has, and one that has had a row. Others hold the row's number and 1. */
const FREE = 0;
const GONE = 0xffffffff;

/** A pack whose rows are in the table, from the row `first` on. */
interface TablePack {
  readonly id: string;
  readonly first: number;
  readonly rows: Bytes;
}

/**
 * The rows of packs, as bytes, each with a number, and one row for each chunk: 60 bytes a chunk, where objects take
 * 250, and as quick to fill as to read. A table with open addressing over simple tabulation hashing with random tables
 * (Pătraşcu and Thorup, "The Power of Simple Tabulation Hashing", 2011), so that nobody can choose ids that collide.
 */
export class ChunkTable {
  readonly #packs: TablePack[] = [];
  /** Of each row, the place of its pack. */
  #packOf = new Uint32Array(1024);
  #rows = 0;
  #slots = new Uint32Array(2048);
  /** Slots that are not free. */
  #used = 0;
  readonly #random = crypto.getRandomValues(new Uint32Array(ID_SIZE * 256));

  /** Makes room for so many more rows at once: growing on the way costs more than filling it. */
  reserve(rows: number): void {
    if (2 * (this.#used + rows) > this.#slots.length) this.#grow(rows);
  }

  /** Takes in a pack's rows. @returns the number of the first; the others follow. They stand for no chunk yet. */
  append(id: string, rows: Bytes): number {
    const first = this.#rows;
    const until = first + rows.length / ROW_SIZE;
    if (until > this.#packOf.length) this.#packOf = resized(this.#packOf, Math.max(until, 2 * this.#packOf.length));
    this.#packOf.fill(this.#packs.length, first, until);
    this.#packs.push({ id, first, rows });
    this.#rows = until;
    return first;
  }

  /** The pack that a row is of. */
  packOf(row: number): string {
    return this.#pack(row).id;
  }

  /** A row as bytes; it begins with its chunk's id. */
  rowAt(row: number): Bytes {
    const { first, rows } = this.#pack(row);
    return rows.subarray((row - first) * ROW_SIZE, (row - first + 1) * ROW_SIZE);
  }

  /** The row that stands for a chunk. */
  get(id: Uint8Array): number | undefined {
    return this.#rowIn(this.#find(id, 0));
  }

  /** Has a row stand for its chunk, unless another one does. @returns that one. */
  enter(row: number): number | undefined {
    this.reserve(1);
    const slot = this.#slotOf(row);
    const other = this.#rowIn(slot);
    if (other !== undefined) return other;
    this.#slots[slot] = row + 1;
    this.#used++;
    return undefined;
  }

  /** Has another row stand for its chunk than does; null: none any more. */
  replace(id: Uint8Array, row: number | null): void {
    const slot = this.#find(id, 0);
    if (this.#slots[slot] !== FREE) this.#slots[slot] = row === null ? GONE : row + 1;
  }

  #pack(row: number): TablePack {
    return this.#packs[this.#packOf[row] as number] as TablePack;
  }

  #rowIn(slot: number): number | undefined {
    const value = this.#slots[slot] as number;
    return value === FREE ? undefined : value - 1;
  }

  /** As {@link #find}, for the id that a row begins with. */
  #slotOf(row: number): number {
    const { first, rows } = this.#pack(row);
    return this.#find(rows, (row - first) * ROW_SIZE);
  }

  /** The slot of the chunk whose id stands in `bytes` at `at`, or the free one at which looking for it ends. */
  #find(bytes: Uint8Array, at: number): number {
    const mask = this.#slots.length - 1;
    for (let slot = this.#hash(bytes, at) & mask; ; slot = (slot + 1) & mask) {
      const value = this.#slots[slot] as number;
      if (value === FREE || (value !== GONE && this.#isIdOf(value - 1, bytes, at))) return slot;
    }
  }

  // Neither makes an object: 400,000 chunks are looked for when an index is read.
  #isIdOf(row: number, bytes: Uint8Array, at: number): boolean {
    const { first, rows } = this.#pack(row);
    const from = (row - first) * ROW_SIZE;
    for (let byte = 0; byte < ID_SIZE; byte++) if (rows[from + byte] !== bytes[at + byte]) return false;
    return true;
  }

  #hash(bytes: Uint8Array, at: number): number {
    const random = this.#random;
    let hash = 0;
    for (let byte = 0; byte < ID_SIZE; byte++) hash ^= random[byte * 256 + (bytes[at + byte] as number)] as number;
    return hash >>> 0;
  }

  #grow(rows: number): void {
    const before = this.#slots.filter((value) => value !== FREE && value !== GONE);
    let size = this.#slots.length;
    while (size < 4 * before.length + 2 * rows) size *= 2;
    this.#slots = new Uint32Array(size);
    this.#used = before.length;
    for (const value of before) this.#slots[this.#slotOf(value - 1)] = value;
  }
}

function resized(array: Uint32Array<ArrayBuffer>, length: number): Uint32Array<ArrayBuffer> {
  const larger = new Uint32Array(length);
  larger.set(array);
  return larger;
}
