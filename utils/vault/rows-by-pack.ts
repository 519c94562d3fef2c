import type { Bytes } from '@/utils/bytes';
import { decodeRows, LARGEST_PACK, type PackRow } from './pack';

/** The rows of packs, by pack, read from their bytes whenever they are asked for. */
export class RowsByPack implements ReadonlyMap<string, readonly PackRow[]> {
  readonly #packs: ReadonlyMap<string, { readonly rows: Bytes }>;

  constructor(packs: ReadonlyMap<string, { readonly rows: Bytes }>) {
    this.#packs = packs;
  }

  get size(): number {
    return this.#packs.size;
  }

  has(id: string): boolean {
    return this.#packs.has(id);
  }

  get(id: string): readonly PackRow[] | undefined {
    const pack = this.#packs.get(id);
    return pack && decodeRows(pack.rows, LARGEST_PACK);
  }

  keys(): MapIterator<string> {
    return this.#packs.keys();
  }

  values(): MapIterator<readonly PackRow[]> {
    return this.#packs.values().map(({ rows }) => decodeRows(rows, LARGEST_PACK));
  }

  entries(): MapIterator<[string, readonly PackRow[]]> {
    return this.#packs.entries().map(([id, { rows }]) => [id, decodeRows(rows, LARGEST_PACK)]);
  }

  [Symbol.iterator](): MapIterator<[string, readonly PackRow[]]> {
    return this.entries();
  }

  forEach(work: (rows: readonly PackRow[], id: string, map: ReadonlyMap<string, readonly PackRow[]>) => void): void {
    for (const [id, rows] of this) work(rows, id, this);
  }
}
