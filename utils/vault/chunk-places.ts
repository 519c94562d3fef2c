import type { Bytes } from '@/utils/bytes';
import { base64urlnopad } from '@scure/base';
import { ChunkTable } from './chunk-table';
import type { ChunkId } from './keys';
import { decodeRow, ID_SIZE, idBytes, type PackRow, ROW_SIZE } from './pack';

/** Where a chunk is. */
export interface ChunkPlace {
  readonly pack: string;
  readonly row: PackRow;
}

/**
 * Where each chunk is. One that stands in several packs is found in the one whose name comes first, and then in the
 * others: of several copies all devices take the same one for needed.
 */
export class ChunkPlaces {
  /** The rows of all packs; of each chunk one, that of its first place. */
  readonly #table = new ChunkTable();
  /** Rows of further places of chunks that stand in several packs. */
  readonly #copies = new Map<ChunkId, readonly number[]>();

  /** To be told of how many rows come, where these are many. */
  reserve(rows: number): void {
    this.#table.reserve(rows);
  }

  /** Takes in a pack's rows. A pack that is suspect comes after the others. @returns the number of the first row. */
  add(pack: string, rows: Bytes, isSuspect: (pack: string) => boolean): number {
    const first = this.#table.append(pack, rows);
    for (let row = first; row < first + rows.length / ROW_SIZE; row++) {
      const other = this.#table.enter(row);
      if (other !== undefined) this.#rank(row, other, isSuspect);
    }
    return first;
  }

  /** Forgets the places in `gone` of the chunks whose rows these are, `first` being the number of the first. */
  remove(first: number, rows: Bytes, gone: ReadonlySet<string>): void {
    const isGone = (row: number) => gone.has(this.#table.packOf(row));
    for (let row = first; row < first + rows.length / ROW_SIZE; row++) this.#forget(this.#keyOf(row), isGone);
  }

  /** Forgets the place of a chunk in one pack. */
  forget(id: ChunkId, pack: string): void {
    const key = idBytes(id);
    if (key) this.#forget(key, (row) => this.#table.packOf(row) === pack);
  }

  find(id: ChunkId): ChunkPlace | undefined {
    const row = this.#first(id);
    return row === undefined ? undefined : this.#placeAt(row);
  }

  has(id: ChunkId): boolean {
    return this.#first(id) !== undefined;
  }

  /** All places of a chunk, that of {@link find} first. */
  all(id: ChunkId): readonly ChunkPlace[] {
    return this.#rowsOf(id).map((row) => this.#placeAt(row));
  }

  /** The packs that a chunk stands in. */
  packsOf(id: ChunkId): readonly string[] {
    return this.#rowsOf(id).map((row) => this.#table.packOf(row));
  }

  /** The chunks that stand in several packs. */
  get duplicated(): Iterable<ChunkId> {
    return this.#copies.keys();
  }

  /** Puts a further row of a chunk in its place among those that are known. */
  #rank(row: number, other: number, isSuspect: (pack: string) => boolean): void {
    const key = this.#keyOf(row);
    const id = base64urlnopad.encode(key);
    const rank = (each: number) => {
      const pack = this.#table.packOf(each);
      return `${isSuspect(pack) ? 1 : 0}${pack}`;
    };
    const rows = [other, ...(this.#copies.get(id) ?? []), row];
    const [best, ...copies] = rows.toSorted((a, b) => (rank(a) < rank(b) ? -1 : 1));
    this.#table.replace(key, best as number);
    this.#copies.set(id, copies);
  }

  #forget(key: Bytes, isGone: (row: number) => boolean): void {
    const first = this.#table.get(key);
    if (first === undefined) return;
    // The name is needed for few.
    const id = this.#copies.size > 0 ? base64urlnopad.encode(key) : '';
    const [row, ...copies] = [first, ...(this.#copies.get(id) ?? [])].filter((candidate) => !isGone(candidate));
    this.#table.replace(key, row ?? null);
    if (copies.length > 0) this.#copies.set(id, copies);
    else this.#copies.delete(id);
  }

  #first(id: ChunkId): number | undefined {
    const key = idBytes(id);
    return key ? this.#table.get(key) : undefined;
  }

  #rowsOf(id: ChunkId): readonly number[] {
    const first = this.#first(id);
    return first === undefined ? [] : [first, ...(this.#copies.get(id) ?? [])];
  }

  #keyOf(row: number): Bytes {
    return this.#table.rowAt(row).subarray(0, ID_SIZE);
  }

  #placeAt(row: number): ChunkPlace {
    return { pack: this.#table.packOf(row), row: decodeRow(this.#table.rowAt(row)) };
  }
}
