import { PasskeepError } from '@/utils/errors';
import type { FolderStorage } from '@/utils/storage/folder';
import type { Ledger } from '@/utils/storage/ledger';
import type { StoredFile, VaultStorage } from '@/utils/storage/storage';
import { type OnProgress, ProgressCounter } from '@/utils/vault/progress';
import { listVault } from '@/utils/vault/vault-files';
import { checkSameVault, type Files, isPack, noteFound, noteVanished } from './changes';
import { findOther, LARGEST_FILE, transfer } from './transfer';

/** The two places that a sync brings together, and what is known of the second. */
export interface SyncPlaces {
  readonly local: VaultStorage;
  readonly folder: FolderStorage;
  readonly ledger: Ledger;
}

export interface SyncOptions {
  /** Whether the browser keeps the packs too. */
  readonly keepsCopy: boolean;
  /** Paths of files that turned out damaged when they were read: another one that stands for them is looked for. */
  readonly damaged: ReadonlySet<string>;
}

/** What syncs came to: noted as it happens, so that it is known also where one is stopped in the middle. */
export interface SyncNews {
  /** Whether something has come that the browser had not seen, or gone that it had. */
  isNews: boolean;
  /** Paths of damaged files in whose place there is another one now. */
  readonly replaced: Set<string>;
}

/** What a sync plans to do, from one look at both places. */
interface Plan {
  /** What is to come here, and of what is here, what the folder may have better. */
  readonly fetch: readonly StoredFile[];
  readonly replace: readonly StoredFile[];
  readonly send: readonly StoredFile[];
}

/**
 * Brings a vault's folder and the browser together. Needs no key: all files are encrypted, and none is ever changed.
 * What the folder has and the browser needs comes here (keys, index, snapshots; packs where a copy is kept); what the
 * browser has and the folder not goes there, what others need first, read back and matched. Only then, and only where no
 * copy is to be kept, packs are let go here. Whatever stops it in the middle, running it again goes on.
 * @throws PasskeepError FOLDER_EMPTIED and FOLDER_OTHER_VAULT, before anything is changed; FOLDER_DENIED, FOLDER_GONE,
 * FOLDER_FULL, FOLDER_REFUSED; STORAGE_FULL; an abort.
 */
export async function sync(
  places: SyncPlaces,
  options: SyncOptions,
  news: SyncNews,
  tell: OnProgress,
  signal: AbortSignal,
): Promise<void> {
  const { local, folder, ledger } = places;
  const here = await listAll(local, signal);
  const rejected = [...options.damaged].filter((path) => !here.has(path) && folder.reject(path));
  const there = await listAll(folder, signal);
  checkSameVault(ledger, here, there);
  const replaced = (path: string) => (news.replaced.add(path), (news.isNews = true));
  rejected.filter((path) => there.has(path) && !folder.isRejected(path)).forEach(replaced);
  if (await noteVanished(places, options.damaged, there, here)) news.isNews = true;
  if (await noteFound(ledger, here, there)) news.isNews = true;
  const { fetch, replace, send } = plan(places, options, here, there);
  const files = [...fetch, ...replace, ...send];
  const bytesTotal = files.reduce((bytes, { size }) => bytes + size, 0);
  const progress = new ProgressCounter(tell, { bytesTotal, filesTotal: files.length });
  const done = ({ size }: StoredFile) => (progress.bytes(size), progress.file());
  progress.phase('copying');
  const bring = async () => {
    for (const file of fetch) {
      if (await fetchFile(places, file, signal)) news.isNews = true;
      done(file);
    }
    for (const file of replace) {
      if (await replaceFile(places, file, signal)) replaced(file.path);
      done(file);
    }
  };
  // No room here: what goes to the folder makes some.
  let full: unknown;
  await bring().catch((thrown: unknown) => {
    if (!(thrown instanceof PasskeepError) || thrown.code !== 'STORAGE_FULL') throw thrown;
    full = thrown;
  });
  for (const file of send) {
    await sendFile(places, file, options.keepsCopy, signal);
    done(file);
  }
  if (full) throw full;
  progress.phase('finishing');
}

/** What is saved in the browser and not in the folder yet. */
export async function pendingFiles(
  { local, ledger }: Omit<SyncPlaces, 'folder'>,
  signal: AbortSignal,
): Promise<StoredFile[]> {
  return (await listVault(local, signal)).filter(({ path }) => !ledger.entries.has(path));
}

/** A vault's files by path, those first that others need; forged ones left out. */
async function listAll(storage: VaultStorage, signal: AbortSignal): Promise<Map<string, StoredFile>> {
  const files = await listVault(storage, signal);
  return new Map(files.flatMap((file) => (file.size <= LARGEST_FILE ? [[file.path, file]] : [])));
}

function plan({ ledger, folder }: SyncPlaces, { keepsCopy, damaged }: SyncOptions, here: Files, there: Files): Plan {
  const wanted = [...there.values()].filter(({ path }) => ledger.entries.get(path)?.state !== 'unwanted');
  const fetch = wanted.filter(({ path }) => !here.has(path) && (keepsCopy || !isPack(path)));
  const replace = wanted.filter(({ path }) => here.has(path) && damaged.has(path) && !folder.isRejected(path));
  const replacing = new Set(replace.map(({ path }) => path));
  const send = [...here.values()].filter(({ path }) => {
    // One that is damaged must not take the place of one that may not be.
    if (replacing.has(path) || (damaged.has(path) && there.has(path))) return false;
    const state = ledger.entries.get(path)?.state;
    if (state === 'lost') return there.has(path);
    return state === undefined || (state === 'there' && isPack(path) && !keepsCopy);
  });
  return { fetch, replace, send };
}

/** Brings one file here. One that has gone meanwhile stays where it is. */
async function fetchFile({ local, folder, ledger }: SyncPlaces, file: StoredFile, signal: AbortSignal) {
  const isFetched = await transfer(folder, local, file, signal);
  if (isFetched) await ledger.there([file]);
  return isFetched;
}

/**
 * Puts what the folder has in the place of a file here that is known to be damaged. Nothing else is replaced: who can write
 * into the folder must not be able to spoil what is here.
 */
async function replaceFile(
  { local, folder, ledger }: SyncPlaces,
  { path }: StoredFile,
  signal: AbortSignal,
): Promise<boolean> {
  const other = await findOther(folder, local, path, signal);
  if (!other) return false;
  // Killed in between, it is one that has not come yet.
  await ledger.forget([path]);
  await local.remove([path], signal);
  await local.write(path, other, signal);
  await ledger.there([{ path, size: other.length }]);
  return true;
}

async function sendFile(
  { local, folder, ledger }: SyncPlaces,
  file: StoredFile,
  keepsCopy: boolean,
  signal: AbortSignal,
): Promise<void> {
  // The folder's storage writes what is not there, or not whole, and reads back what is.
  if (!(await transfer(local, folder, file, signal))) return;
  await ledger.there([file]);
  if (!keepsCopy && isPack(file.path)) await local.remove([file.path]);
}
