import { encryptFile } from '@/utils/age/file';
import type { Bytes } from '@/utils/bytes';
import type { VaultStorage } from '@/utils/storage/storage';
import { type ChunkPlace, ChunkPlaces } from './chunk-places';
import { type CachedIndex, IndexCache } from './index-cache';
import { encodeIndex, type IndexedPack, isIndexPath, newIndexPath } from './index-file';
import type { ChunkId, VaultKeys } from './keys';
import { encodeRows, packIdOf, packPath, type PackRow, ROW_SIZE, smallestPackFile, storedLengths } from './pack';
import { readIndexFiles, readTables } from './read-index';
import { RowsByPack } from './rows-by-pack';

/** What is known of a pack. */
interface KnownPack {
  /** The number of its first row among the places, and all of them as bytes. */
  readonly first: number;
  readonly rows: Bytes;
  /** Bytes that its file has at least. */
  readonly smallestFile: number;
  /** The path of the index file that these rows are from, where they are from one. */
  readonly file: string | null;
}

/** Which chunks the vault holds, and where: what its index files say, and what packs say that no index names. */
export class ChunkIndex {
  readonly #places = new ChunkPlaces();
  readonly #packs = new Map<string, KnownPack>();
  /** Chunks that could not be read at some place. */
  readonly #damagedChunks = new Set<ChunkId>();
  /** Packs in which damage has been met. */
  readonly #suspects = new Set<string>();
  /** Index files by path, and the packs that each names; and their sizes. */
  readonly #files = new Map<string, readonly string[]>();
  readonly #sizes = new Map<string, number>();
  /** Packs that a backup wrote whose index never came: an interrupted one. */
  readonly #orphans = new Set<string>();
  /** Index files and packs that could not be read when they were last looked at. */
  #unread: readonly string[] = [];

  #cache: IndexCache | null = null;

  /** See {@link refresh}. Reads every index file. */
  static async load(storage: VaultStorage, keys: readonly VaultKeys[], signal?: AbortSignal): Promise<ChunkIndex> {
    const index = new ChunkIndex();
    await index.refresh(storage, keys, [], signal);
    return index;
  }

  /** As {@link load}, but does not read again what the cache has of index files that are still there. */
  static async recall(storage: VaultStorage, keys: readonly VaultKeys[], signal?: AbortSignal): Promise<ChunkIndex> {
    const index = new ChunkIndex();
    index.#cache = new IndexCache(storage.cache, keys);
    await index.#refresh(storage, keys, await index.#cache.recall(signal), signal);
    return index;
  }

  /**
   * Keeps what has been read for the next {@link recall}: of the index files, of which all packs are as they say. (Others
   * may say something else of a pack than another one did that was read before.)
   */
  async saveCache(signal?: AbortSignal): Promise<void> {
    const files = new Map<string, CachedIndex>();
    for (const [path, ids] of this.#files) {
      const packs = ids.flatMap((id) => {
        const pack = this.#packs.get(id);
        return pack?.file === path ? [{ id, rows: pack.rows }] : [];
      });
      const size = this.#sizes.get(path);
      if (size !== undefined && packs.length === ids.length) files.set(path, { size, packs });
    }
    await this.#cache?.save(files, signal);
  }

  /**
   * Reads the index files that are new, and the tables of packs that none of them names; forgets packs that are gone.
   * Files that are damaged, or cannot be reached, are no error: what they hold may stand elsewhere. Those of the packs
   * at `replaced` are other ones than before: what was known of them is not.
   */
  async refresh(
    storage: VaultStorage,
    keys: readonly VaultKeys[],
    replaced: readonly string[],
    signal?: AbortSignal,
  ): Promise<void> {
    const anew = replaced.map(packIdOf).filter((id) => id !== null);
    this.remove(anew);
    for (const id of anew) this.#suspects.delete(id);
    await this.#refresh(storage, keys, new Map(), signal);
  }

  async #refresh(
    storage: VaultStorage,
    keys: readonly VaultKeys[],
    recalled: ReadonlyMap<string, CachedIndex>,
    signal?: AbortSignal,
  ): Promise<void> {
    const damaged = await this.#readFiles(storage, keys, recalled, signal);
    const stored = new Set<string>();
    const unknown: { readonly id: string; readonly path: string }[] = [];
    for (const { path, size } of await storage.list('packs', signal)) {
      const id = packIdOf(path);
      if (!id) continue;
      const known = this.#packs.get(id);
      // Cut short: nothing in it can be read, so the next backup must store it anew.
      if (known && size < known.smallestFile) damaged.push(path);
      else stored.add(id);
      if (!known) unknown.push({ id, path });
    }
    // An index file may come before the packs that it names.
    const named = new Set([...this.#files.values()].flat());
    const paths = unknown.map(({ path }) => path);
    const tables = await readTables(storage, keys, paths, signal);
    for (const [at, { id, path }] of unknown.entries()) {
      const rows = tables[at];
      if (rows === null) damaged.push(path);
      if (!rows) continue;
      this.#add(id, rows, null);
      if (!named.has(id)) this.#orphans.add(id);
    }
    this.remove([...this.#packs.keys()].filter((id) => !stored.has(id)));
    this.#unread = damaged;
  }

  /** Reads the index files that are new, unless they are `recalled`. @returns paths of those that are damaged. */
  async #readFiles(
    storage: VaultStorage,
    keys: readonly VaultKeys[],
    recalled: ReadonlyMap<string, CachedIndex>,
    signal?: AbortSignal,
  ): Promise<string[]> {
    const listed = (await storage.list('index', signal)).filter(({ path }) => isIndexPath(path));
    const here = new Set(listed.map(({ path }) => path));
    for (const path of this.#files.keys()) if (!here.has(path)) this.#files.delete(path);
    const fresh = listed.filter(({ path }) => !this.#files.has(path));
    const isRecalled = ({ path, size }: (typeof fresh)[0]) => recalled.get(path)?.size === size;
    const wanted = fresh.filter((file) => !isRecalled(file));
    const read = await readIndexFiles(storage, keys, wanted, signal);
    const found = fresh.map((file) => ({ ...file, packs: (isRecalled(file) ? recalled : read).get(file.path)?.packs }));
    const rows = found.flatMap(({ packs }) => packs ?? []).reduce((sum, pack) => sum + pack.rows.length / ROW_SIZE, 0);
    this.#places.reserve(rows);
    const damaged: string[] = [];
    for (const { path, size, packs } of found) {
      if (packs === null) damaged.push(path);
      if (!packs) continue;
      const ids = packs.map(({ id }) => id);
      this.#files.set(path, ids);
      this.#sizes.set(path, size);
      for (const pack of packs) this.#add(pack.id, pack.rows, path);
      for (const id of ids) this.#orphans.delete(id);
    }
    return damaged;
  }

  /** Files that could not be read, and packs in which damage has been met. */
  get damaged(): readonly string[] {
    const suspects = [...this.#suspects].filter((id) => this.#packs.has(id)).map(packPath);
    return [...new Set([...this.#unread, ...suspects])];
  }

  /** Where a chunk is, or undefined. */
  find(id: ChunkId): ChunkPlace | undefined {
    return this.#places.find(id);
  }

  /** All places of a chunk, that of {@link find} first. */
  places(id: ChunkId): readonly ChunkPlace[] {
    return this.#places.all(id);
  }

  /** Whether a chunk is here, be it damaged. */
  knows(id: ChunkId): boolean {
    return this.#places.has(id) || this.#damagedChunks.has(id);
  }

  /**
   * Whether a chunk need not be stored again: it stands in a pack in which no damage has been met, and that is not among
   * those at the paths `retiring`.
   */
  holds(id: ChunkId, retiring: ReadonlySet<string>): boolean {
    return this.#places.packsOf(id).some((pack) => !this.#suspects.has(pack) && !retiring.has(packPath(pack)));
  }

  /** The chunks that stand in several packs. */
  get duplicated(): Iterable<ChunkId> {
    return this.#places.duplicated;
  }

  /** The packs, each with its rows. */
  get packs(): ReadonlyMap<string, readonly PackRow[]> {
    return new RowsByPack(this.#packs);
  }

  /** Index files, each with the packs it names. */
  get files(): ReadonlyMap<string, readonly string[]> {
    return this.#files;
  }

  /** The packs that no index file names yet. */
  get orphans(): IndexedPack[] {
    return [...this.#orphans].map((id) => ({ id, rows: this.packs.get(id) ?? [] }));
  }

  /** Takes in a pack. See {@link ChunkPlaces}. */
  add({ id, rows }: IndexedPack): void {
    this.#add(id, encodeRows(rows), null);
  }

  #add(id: string, rows: Bytes, file: string | null): void {
    // Several index files may name it.
    if (this.#packs.has(id)) return;
    const first = this.#places.add(id, rows, (pack) => this.#suspects.has(pack));
    this.#packs.set(id, { first, rows, smallestFile: smallestPackFile(storedLengths(rows)), file });
  }

  /** Forgets packs. */
  remove(ids: readonly string[]): void {
    const gone = new Set(ids);
    for (const id of ids) {
      const pack = this.#packs.get(id);
      if (pack) this.#places.remove(pack.first, pack.rows, gone);
      this.#packs.delete(id);
      this.#orphans.delete(id);
    }
  }

  /**
   * Notes that a chunk could not be read at a place. It is looked for in other packs from then on; and the next backup
   * that comes upon any chunk of that pack stores it anew.
   */
  distrust(id: ChunkId, place: ChunkPlace): void {
    this.#damagedChunks.add(id);
    this.#suspects.add(place.pack);
    this.#places.forget(id, place.pack);
  }

  /** Writes an index file that names these packs. @returns bytes written. */
  async write(
    storage: VaultStorage,
    keys: VaultKeys,
    packs: readonly IndexedPack[],
    signal?: AbortSignal,
  ): Promise<number> {
    if (packs.length === 0) return 0;
    const path = newIndexPath();
    const file = await encryptFile(encodeIndex(packs), keys.recipient, signal);
    await storage.write(path, file, signal);
    this.#files.set(
      path,
      packs.map(({ id }) => id),
    );
    this.#sizes.set(path, file.length);
    for (const { id } of packs) {
      this.#orphans.delete(id);
      const known = this.#packs.get(id);
      if (known) this.#packs.set(id, { ...known, file: path });
    }
    return file.length;
  }

  /** Removes index files, once others name what they named. */
  async removeFiles(storage: VaultStorage, paths: readonly string[], signal?: AbortSignal): Promise<void> {
    await storage.remove(paths, signal);
    for (const path of paths) this.#files.delete(path);
  }

  /** Removes packs from the storage and from here. */
  async removePacks(storage: VaultStorage, ids: readonly string[], signal?: AbortSignal): Promise<void> {
    // First from here: what fails may have taken effect, and no backup must rely on a pack that may be gone.
    this.remove(ids);
    await storage.remove(ids.map(packPath), signal);
  }
}
