import { decryptFile, encryptFile, openFile } from '@/utils/age/file';
import { isUnavailable, PasskeepError } from '@/utils/errors';
import type { VaultStorage } from '@/utils/storage/storage';
import { decodeIndex, encodeIndex, type IndexedPack, isIndexPath, newIndexPath } from './index-file';
import type { ChunkId, VaultKeys } from './keys';
import { packIdOf, packPath, type PackRow, readTable, smallestPackFile } from './pack';

/** Where a chunk is. */
export interface ChunkPlace {
  readonly pack: string;
  readonly row: PackRow;
}

/** Which chunks the vault holds, and where: what its index files say, and what packs say that no index names. */
export class ChunkIndex {
  readonly #places = new Map<ChunkId, ChunkPlace>();
  /** Further places of chunks that stand in several packs. */
  readonly #copies = new Map<ChunkId, readonly ChunkPlace[]>();
  readonly #packs = new Map<string, readonly PackRow[]>();
  /** Chunks that could not be read at some place. */
  readonly #damagedChunks = new Set<ChunkId>();
  /** Packs in which damage has been met. */
  readonly #suspects = new Set<string>();
  /** Index files by path, and the packs that each names. */
  readonly #files = new Map<string, readonly string[]>();
  /** Packs that a backup wrote whose index never came: an interrupted one. */
  readonly #orphans = new Set<string>();
  /** Index files and packs that could not be read when they were last looked at. */
  #unread: readonly string[] = [];

  /** See {@link refresh}. */
  static async load(storage: VaultStorage, keys: readonly VaultKeys[], signal?: AbortSignal): Promise<ChunkIndex> {
    const index = new ChunkIndex();
    await index.refresh(storage, keys, [], signal);
    return index;
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
    const identities = keys.map(({ identity }) => identity);
    const anew = replaced.map(packIdOf).filter((id) => id !== null);
    this.remove(anew);
    for (const id of anew) this.#suspects.delete(id);
    const damaged: string[] = [];
    const files = new Set((await storage.list('index', signal)).map(({ path }) => path).filter(isIndexPath));
    for (const path of this.#files.keys()) if (!files.has(path)) this.#files.delete(path);
    for (const path of files) {
      if (this.#files.has(path)) continue;
      await tolerate(path, damaged, async () => {
        const packs = decodeIndex(await decryptFile(await storage.open(path, signal), identities, signal));
        const ids = packs.map(({ id }) => id);
        this.#files.set(path, ids);
        for (const pack of packs) this.add(pack);
        for (const id of ids) this.#orphans.delete(id);
      });
    }
    const stored = new Set<string>();
    // An index file may come before the packs that it names.
    const named = new Set([...this.#files.values()].flat());
    for (const { path, size } of await storage.list('packs', signal)) {
      const id = packIdOf(path);
      if (!id) continue;
      const rows = this.#packs.get(id);
      if (rows && size < smallestPackFile(rows)) {
        // Cut short: nothing in it can be read, so the next backup must store it anew.
        damaged.push(path);
        continue;
      }
      stored.add(id);
      if (rows) continue;
      await tolerate(path, damaged, async () => {
        const table = await readTable(await openFile(await storage.open(path, signal), identities, signal), signal);
        this.add({ id, rows: table });
        if (!named.has(id)) this.#orphans.add(id);
      });
    }
    this.remove([...this.#packs.keys()].filter((id) => !stored.has(id)));
    this.#unread = damaged;
  }

  /** Files that could not be read, and packs in which damage has been met. */
  get damaged(): readonly string[] {
    const suspects = [...this.#suspects].filter((id) => this.#packs.has(id)).map(packPath);
    return [...new Set([...this.#unread, ...suspects])];
  }

  /** Where a chunk is, or undefined. */
  find(id: ChunkId): ChunkPlace | undefined {
    return this.#places.get(id);
  }

  /** All places of a chunk, that of {@link find} first. */
  places(id: ChunkId): readonly ChunkPlace[] {
    const first = this.#places.get(id);
    return first ? [first, ...(this.#copies.get(id) ?? [])] : [];
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
    return this.places(id).some(({ pack }) => !this.#suspects.has(pack) && !retiring.has(packPath(pack)));
  }

  /** The chunks that stand in several packs. */
  get duplicated(): Iterable<ChunkId> {
    return this.#copies.keys();
  }

  /** The packs, each with its rows. */
  get packs(): ReadonlyMap<string, readonly PackRow[]> {
    return this.#packs;
  }

  /** Index files, each with the packs it names. */
  get files(): ReadonlyMap<string, readonly string[]> {
    return this.#files;
  }

  /** The packs that no index file names yet. */
  get orphans(): IndexedPack[] {
    return [...this.#orphans].map((id) => ({ id, rows: this.#packs.get(id) ?? [] }));
  }

  /**
   * Takes in a pack. A chunk that stands in several packs is found in the one whose name comes first, and then in the
   * others: of several copies all devices take the same one for needed.
   */
  add({ id, rows }: IndexedPack): void {
    // Several index files may name it.
    if (this.#packs.has(id)) return;
    this.#packs.set(id, rows);
    const rank = ({ pack }: ChunkPlace) => `${this.#suspects.has(pack) ? 1 : 0}${pack}`;
    for (const row of rows) {
      const first = this.#places.get(row.id);
      if (!first) {
        this.#places.set(row.id, { pack: id, row });
        continue;
      }
      const places = [first, ...(this.#copies.get(row.id) ?? []), { pack: id, row }];
      const [place, ...copies] = places.toSorted((a, b) => (rank(a) < rank(b) ? -1 : 1));
      this.#places.set(row.id, place as ChunkPlace);
      this.#copies.set(row.id, copies);
    }
  }

  /** Forgets packs. */
  remove(ids: readonly string[]): void {
    const gone = new Set(ids);
    for (const id of ids) {
      for (const row of this.#packs.get(id) ?? []) this.#forget(row.id, ({ pack }) => gone.has(pack));
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
    this.#forget(id, (candidate) => candidate.pack === place.pack);
  }

  #forget(id: ChunkId, isGone: (place: ChunkPlace) => boolean): void {
    const found = this.#places.get(id);
    if (!found) return;
    const [place, ...copies] = [found, ...(this.#copies.get(id) ?? [])].filter((candidate) => !isGone(candidate));
    if (place) this.#places.set(id, place);
    else this.#places.delete(id);
    if (copies.length > 0) this.#copies.set(id, copies);
    else this.#copies.delete(id);
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
    for (const { id } of packs) this.#orphans.delete(id);
    return file.length;
  }

  /** Removes index files, once others name what they named. */
  async removeFiles(storage: VaultStorage, paths: readonly string[]): Promise<void> {
    await storage.remove(paths);
    for (const path of paths) this.#files.delete(path);
  }

  /** Removes packs from the storage and from here. */
  async removePacks(storage: VaultStorage, ids: readonly string[]): Promise<void> {
    await storage.remove(ids.map(packPath));
    this.remove(ids);
  }
}

/** Does `work` on a file; notes the file where it is damaged or gone, and passes over one that cannot be reached now. */
async function tolerate(path: string, damaged: string[], work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (thrown) {
    if (isUnavailable(thrown)) return;
    const code = thrown instanceof PasskeepError ? thrown.code : null;
    if (code !== 'DAMAGED' && code !== 'STORAGE_MISSING' && code !== 'TOO_NEW') throw thrown;
    damaged.push(path);
  }
}
