import { isUnavailable, PasskeepError } from '@/utils/errors';
import type { FolderStorage } from './folder';
import type { LedgerGrace } from './grace';
import type { Ledger } from './ledger';
import type { Folder, StoredFile, VaultStorage } from './storage';
import { sameContent } from './write-whole';

/**
 * A vault that lives in a folder which cannot always be reached: what is written is saved in the browser and stays there
 * until a sync has brought it to the folder; what is read comes from the browser where that has it. Which files the
 * folder has is known from the ledger while the folder itself is out of reach.
 */
export class StagedStorage implements VaultStorage {
  readonly local: VaultStorage;
  /** The folder, and what is known of it; null while the vault lives in the browser alone. */
  place: { readonly folder: FolderStorage; readonly ledger: Ledger; readonly grace: LedgerGrace } | null = null;

  constructor(local: VaultStorage) {
    this.local = local;
  }

  get cache() {
    return this.local.cache;
  }

  get packs() {
    return this.local.packs;
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

  /**
   * What the browser has, and with it the same in the folder, which a sync would bring here again; something else that is
   * there may be the good one. Where the browser has it not: what the folder has.
   */
  async quarantine(path: string, signal?: AbortSignal): Promise<boolean> {
    const isAlsoThere = this.place?.ledger.isThere(path) && (await this.#isSameThere(path, signal));
    // A sync finds what else may stand for it there.
    const isAsideThere = isAlsoThere && (await this.place?.folder.quarantine(path, signal));
    if (isAsideThere) await this.place?.ledger.forget([path]);
    return (await this.local.quarantine(path, signal)) || isAsideThere === true;
  }

  /** Whether the folder has what the browser has, be that nothing. */
  async #isSameThere(path: string, signal?: AbortSignal): Promise<boolean> {
    const here = await nullWhereMissing(() => this.local.open(path, signal));
    try {
      const there = await nullWhereMissing(async () => await this.place?.folder.open(path, signal));
      if (!here || !there) return true;
      return (await nullWhereMissing(() => sameContent(here, there, signal))) === true;
    } catch (thrown) {
      if (here && isUnavailable(thrown)) return false;
      throw thrown;
    }
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

  /** Nobody else writes into a vault that lives in the browser alone. */
  get grace(): LedgerGrace | undefined {
    return this.place?.grace;
  }
}

async function nullWhereMissing<T>(work: () => Promise<T>): Promise<T | null> {
  try {
    return await work();
  } catch (thrown) {
    if (thrown instanceof PasskeepError && thrown.code === 'STORAGE_MISSING') return null;
    throw thrown;
  }
}
