import { PasskeepError } from '@/utils/errors';
import type { Ledger } from '@/utils/storage/ledger';
import type { StoredFile, VaultStorage } from '@/utils/storage/storage';
import { type OnProgress, ProgressCounter } from '@/utils/vault/progress';
import { listVault } from '@/utils/vault/vault-files';
import { transfer } from './transfer';

/** The two places that a sync brings together, and what is known of the second. */
export interface SyncPlaces {
  readonly local: VaultStorage;
  readonly folder: VaultStorage;
  readonly ledger: Ledger;
}

export interface SyncOptions {
  /** Whether the browser keeps the packs too. */
  readonly keepsCopy: boolean;
  /** Paths of which the browser's copy is known to be damaged: the folder's is taken instead. */
  readonly damagedHere: ReadonlySet<string>;
}

/** What a sync plans to do, from one look at both places. */
interface Plan {
  readonly fetch: readonly StoredFile[];
  readonly send: readonly StoredFile[];
}

/**
 * Brings a vault's folder and the browser together. Needs no key: all files are encrypted, and none is ever changed.
 * What the folder has and the browser needs comes here (keys, index, snapshots; packs where a copy is kept); what the
 * browser has and the folder not goes there, what others need first, read back and matched. Only then, and only where no
 * copy is to be kept, packs are let go here. Whatever stops it in the middle, running it again goes on.
 * @returns whether something has come that the browser had not seen, or gone that it had.
 * @throws PasskeepError FOLDER_EMPTIED and FOLDER_OTHER_VAULT, before anything is changed; FOLDER_DENIED, FOLDER_GONE,
 * FOLDER_FULL, FOLDER_REFUSED; STORAGE_FULL; an abort.
 */
export async function sync(
  places: SyncPlaces,
  options: SyncOptions,
  tell: OnProgress,
  signal: AbortSignal,
): Promise<boolean> {
  const { local, folder, ledger } = places;
  const [here, there] = [await listAll(local, signal), await listAll(folder, signal)];
  checkSameVault(ledger, here, there);
  const isNews = [...there.keys()].some((path) => !ledger.isThere(path) && !here.has(path));
  const vanished = await noteVanished(places, there, here);
  await noteFound(ledger, here, there);
  const { fetch, send } = plan(places, options, here, there);
  const sum = [...fetch, ...send].reduce((bytes, { size }) => bytes + size, 0);
  const progress = new ProgressCounter(tell, { bytesTotal: sum, filesTotal: fetch.length + send.length });
  progress.phase('copying');
  for (const file of fetch) {
    await fetchFile(places, file, here.has(file.path), signal);
    progress.bytes(file.size);
    progress.file();
  }
  for (const file of send) {
    await sendFile(places, file, options.keepsCopy, signal);
    progress.bytes(file.size);
    progress.file();
  }
  progress.phase('finishing');
  return isNews || vanished;
}

/** What is saved in the browser and not in the folder yet. */
export async function pendingFiles(
  { local, ledger }: Omit<SyncPlaces, 'folder'>,
  signal: AbortSignal,
): Promise<StoredFile[]> {
  return (await listVault(local, signal)).filter(({ path }) => !ledger.entries.has(path));
}

/** A vault's files by path, those first that others need. */
async function listAll(storage: VaultStorage, signal: AbortSignal): Promise<Map<string, StoredFile>> {
  return new Map((await listVault(storage, signal)).map((file) => [file.path, file]));
}

/**
 * A disk that is not mounted shows an empty folder, and a user may have put something else in its place: neither may be
 * taken for a vault from which everything was deleted.
 */
function checkSameVault(
  ledger: Ledger,
  here: ReadonlyMap<string, StoredFile>,
  there: ReadonlyMap<string, StoredFile>,
): void {
  const wasThere = [...ledger.entries.values()].some(({ state }) => state === 'there');
  if (there.size === 0 && wasThere) throw new PasskeepError('FOLDER_EMPTIED');
  if (there.size === 0 || here.size === 0) return;
  if (![...there.keys()].some((path) => ledger.entries.has(path) || here.has(path)))
    throw new PasskeepError('FOLDER_OTHER_VAULT');
}

/** Notes files that were in the folder and are not any more, or not whole. @returns whether there are any. */
async function noteVanished(
  { local, ledger }: SyncPlaces,
  there: ReadonlyMap<string, StoredFile>,
  here: Map<string, StoredFile>,
): Promise<boolean> {
  const vanished = [...ledger.entries].flatMap(([path, { state }]) =>
    state === 'there' && !isWhole(there.get(path), here.get(path)) ? [path] : [],
  );
  // The user is told, and decides: an archive may have been deleted there on purpose.
  const lost = new Set(vanished.filter((path) => path.startsWith('snapshots/') && !there.has(path)));
  await ledger.mark(lost, { state: 'lost' });
  await ledger.forget(vanished.filter((path) => !lost.has(path)));
  // Another device has put a later index file in the place of these.
  const replaced = vanished.filter((path) => path.startsWith('index/') && !there.has(path));
  await local.remove(replaced);
  for (const path of replaced) here.delete(path);
  return vanished.length > 0;
}

async function noteFound(
  ledger: Ledger,
  here: ReadonlyMap<string, StoredFile>,
  there: ReadonlyMap<string, StoredFile>,
): Promise<void> {
  const found = [...there.values()].filter((file) => {
    const entry = ledger.entries.get(file.path);
    if (entry?.state === 'unwanted' || !isWhole(file, here.get(file.path))) return false;
    // The small ones count as there once they have been fetched.
    if (!here.has(file.path) && !file.path.startsWith('packs/')) return false;
    return entry?.state !== 'there' || entry.size !== file.size;
  });
  await ledger.there(found);
}

/** Nothing is ever changed: a file in the folder that is shorter than the browser's has been cut short. */
function isWhole(file: StoredFile | undefined, copy: StoredFile | undefined): boolean {
  return file !== undefined && (copy === undefined || file.size >= copy.size);
}

function plan(
  { ledger }: SyncPlaces,
  { keepsCopy, damagedHere }: SyncOptions,
  here: ReadonlyMap<string, StoredFile>,
  there: ReadonlyMap<string, StoredFile>,
): Plan {
  const fetch = [...there.values()].filter(({ path, size }) => {
    if (ledger.entries.get(path)?.state === 'unwanted') return false;
    const copy = here.get(path);
    if (copy) return size > copy.size || damagedHere.has(path);
    return keepsCopy || !path.startsWith('packs/');
  });
  const fetched = new Set(fetch.map(({ path }) => path));
  const send = [...here.values()].filter(({ path }) => {
    if (fetched.has(path)) return false;
    const state = ledger.entries.get(path)?.state;
    return state === undefined || (state === 'there' && path.startsWith('packs/') && !keepsCopy);
  });
  return { fetch, send };
}

/** Brings one file here. One that has gone meanwhile, or is too large for what it should be, stays where it is. */
async function fetchFile(
  { local, folder, ledger }: SyncPlaces,
  file: StoredFile,
  isHere: boolean,
  signal: AbortSignal,
): Promise<void> {
  const fetched = await transfer(folder, local, file, isHere, signal);
  if (fetched) await ledger.there([file]);
}

async function sendFile(
  { local, folder, ledger }: SyncPlaces,
  file: StoredFile,
  keepsCopy: boolean,
  signal: AbortSignal,
): Promise<void> {
  // The folder's storage writes what is not there, or not whole, and reads back what is.
  if (!(await transfer(local, folder, file, false, signal))) return;
  await ledger.there([file]);
  if (!keepsCopy && file.path.startsWith('packs/')) await local.remove([file.path]);
}
