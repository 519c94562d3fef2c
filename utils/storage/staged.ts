import { isUnavailable, PasskeepError } from '@/utils/errors';
import type { FolderStorage } from './folder';
import type { Ledger } from './ledger';
import type { Folder, StoredFile, VaultStorage } from './storage';

const DAY = 24 * 60 * 60 * 1000;

/**
 * How long a file must have been unneeded before it is deleted from a folder that other devices use too: another one may
 * be at a backup that needs it, and may have been away from the folder for weeks. Milliseconds.
 */
export const GRACE = 30 * DAY;

/** After so long away, what others have done meanwhile may take so long to come. Milliseconds. */
const AWAY = 7 * DAY;
const CATCH_UP = 2 * DAY;

/**
 * A vault that lives in a folder which cannot always be reached: what is written is saved in the browser and stays there
 * until a sync has brought it to the folder; what is read comes from the browser where that has it. Which files the
 * folder has is known from the ledger while the folder itself is out of reach.
 */
export class StagedStorage implements VaultStorage {
  readonly local: VaultStorage;
  /** The folder, and what is known of it; null while the vault lives in the browser alone. */
  place: { readonly folder: FolderStorage; readonly ledger: Ledger } | null = null;
  readonly #now: () => number;

  constructor(local: VaultStorage, now = Date.now) {
    this.local = local;
    this.#now = now;
  }

  async list(folder: Folder, signal?: AbortSignal): Promise<StoredFile[]> {
    const local = await this.local.list(folder, signal);
    if (!this.place) return local;
    const paths = new Set(local.map(({ path }) => path));
    const away = [...this.place.ledger.entries].flatMap(([path, { size, state }]) =>
      state === 'there' && path.startsWith(`${folder}/`) && !paths.has(path) ? [{ path, size }] : [],
    );
    return [...local, ...away];
  }

  async open(path: string, signal?: AbortSignal) {
    try {
      return await this.local.open(path, signal);
    } catch (thrown) {
      const isAway = thrown instanceof PasskeepError && thrown.code === 'STORAGE_MISSING';
      if (!isAway || !this.place?.ledger.isThere(path)) throw thrown;
    }
    return await this.place.folder.open(path, signal);
  }

  write(path: string, bytes: Uint8Array<ArrayBuffer>, signal?: AbortSignal): Promise<void> {
    return this.local.write(path, bytes, signal);
  }

  /** In the folder, as soon as it can be reached. */
  async remove(paths: readonly string[], signal?: AbortSignal): Promise<void> {
    await this.place?.ledger.mark(paths, { state: 'unwanted' });
    await this.local.remove(paths, signal);
    await this.removeUnwanted().catch((thrown: unknown) => {
      if (!isUnavailable(thrown)) throw thrown;
    });
  }

  /** Deletes in the folder what is not wanted there any more. @throws PasskeepError FOLDER_DENIED and the like. */
  async removeUnwanted(signal?: AbortSignal): Promise<void> {
    if (!this.place) return;
    const { folder, ledger } = this.place;
    const unwanted = [...ledger.entries].flatMap(([path, { state }]) => (state === 'unwanted' ? [path] : []));
    if (unwanted.length === 0) return;
    await folder.remove(unwanted, signal);
    await ledger.forget(unwanted);
  }

  get retiring(): ReadonlySet<string> {
    const entries = [...(this.place?.ledger.entries ?? [])];
    return new Set(entries.flatMap(([path, { unneededSince }]) => (unneededSince === null ? [] : [path])));
  }

  /** Whether something has been unneeded for long enough. */
  get hasOverdue(): boolean {
    return [...(this.place?.ledger.entries.values() ?? [])].some(
      ({ unneededSince }) => unneededSince !== null && unneededSince <= this.#now() - GRACE,
    );
  }

  /** Notes that the folder has been looked at, and when it was before: what is overdue waits where that is long ago. */
  async lookedAt(before: number): Promise<void> {
    if (!this.place || this.#now() - before <= AWAY) return;
    const { ledger } = this.place;
    const soonest = this.#now() - GRACE + CATCH_UP;
    const overdue = [...ledger.entries].filter(
      ([, { unneededSince }]) => unneededSince !== null && unneededSince < soonest,
    );
    await ledger.mark(
      overdue.map(([path]) => path),
      { unneededSince: soonest },
    );
  }

  /** Nobody else writes into a vault that lives in the browser alone. */
  get retire() {
    const ledger = this.place?.ledger;
    return ledger && ((paths: readonly string[]) => this.#retire(ledger, paths));
  }

  async #retire(ledger: Ledger, paths: readonly string[]): Promise<readonly string[]> {
    const unneeded = new Set(paths);
    const marked = [...ledger.entries].filter(([, { unneededSince }]) => unneededSince !== null);
    await ledger.mark(
      marked.map(([path]) => path).filter((path) => !unneeded.has(path)),
      { unneededSince: null },
    );
    const since = (path: string) => ledger.entries.get(path)?.unneededSince ?? null;
    await ledger.mark(
      paths.filter((path) => since(path) === null),
      { unneededSince: this.#now() },
    );
    // What has never been in the folder, nobody else can know of.
    return paths.filter((path) => (since(path) ?? -Infinity) <= this.#now() - GRACE);
  }
}
