import { PasskeepError } from '@/utils/errors';
import { classifyName, FOLDERS, isFolderName } from '@/utils/storage/folder-names';
import { targeting } from '@/utils/storage/folder-error';
import { findCandidates } from '@/utils/storage/folder-files';
import { README_PATH } from '@/utils/vault/readme';

/** What a folder that the user picked is to this browser. */
export interface FolderLook {
  /** As the user would name it: `Drive`, or `Drive / Passkeep` for a vault in a sub-folder of what was picked. */
  readonly name: string;
  /** Where the vault is: what was picked, or a sub-folder of it. */
  readonly directory: FileSystemDirectoryHandle;
  /**
   * `nothing`: empty. `files`: other files, no vault. `same`: this browser's vault, or one that this browser, having
   * none, can take over. `other`: another vault than this browser's.
   */
  readonly holds: 'nothing' | 'files' | 'same' | 'other';
  /** A name for a new sub-folder that is not taken, where `holds` is `files` or `other`. */
  readonly freeName: string;
  /** Files of backups in the vault that is there, each one backup or the record of a deletion. */
  readonly snapshots: number;
}

/** The sub-folder that Passkeep makes in a folder that holds other things, and looks for there. */
export const SUB_FOLDER = 'Passkeep';
/** Entries that are looked at before a folder counts as one that holds other things. */
const MOST_LOOKED_AT = 10_000;

/**
 * Looks at a picked folder, without changing it. `isOurs` tells whether a file of keys is this browser's vault's;
 * where the browser has no vault, any vault is its.
 * @throws PasskeepError FOLDER_INSIDE_VAULT when it is a folder inside of a vault, FOLDER_DENIED, FOLDER_GONE.
 */
export async function lookAtFolder(
  picked: FileSystemDirectoryHandle,
  isOurs: (keyPath: string) => boolean,
  signal?: AbortSignal,
): Promise<FolderLook> {
  const look = async (): Promise<FolderLook> => {
    const names = await namesIn(picked, signal);
    if (isPartOfVault(picked.name, names)) throw new PasskeepError('FOLDER_INSIDE_VAULT');
    const sub = names.get(SUB_FOLDER) === 'directory' ? await picked.getDirectoryHandle(SUB_FOLDER) : null;
    const here = await holdsVault(picked, names, signal);
    const inSub = !here && sub !== null && (await holdsVault(sub, await namesIn(sub, signal), signal));
    const directory = inSub ? sub : picked;
    const found = { name: inSub ? `${picked.name} / ${sub.name}` : picked.name, directory };
    const freeName = firstFree(inSub ? await namesIn(directory, signal) : names);
    if (!here && !inSub) return { ...found, holds: isEmpty(names) ? 'nothing' : 'files', freeName, snapshots: 0 };
    const keys = await vaultFiles(directory, 'keys', signal);
    const snapshots = (await vaultFiles(directory, 'snapshots', signal)).length;
    return { ...found, holds: keys.some(isOurs) ? 'same' : 'other', freeName, snapshots };
  };
  return await targeting(picked, look, signal);
}

/** What a folder holds, by name; hidden files (a system's own, a sync program's) do not count. */
async function namesIn(
  folder: FileSystemDirectoryHandle,
  signal?: AbortSignal,
): Promise<Map<string, FileSystemHandleKind>> {
  const names = new Map<string, FileSystemHandleKind>();
  for await (const [name, { kind }] of folder.entries()) {
    signal?.throwIfAborted();
    if (name.startsWith('.') || /^(desktop\.ini|thumbs\.db)$/i.test(name)) continue;
    names.set(name, kind);
    if (names.size >= MOST_LOOKED_AT) break;
  }
  return names;
}

/** A vault has keys, or at least two of the others: a folder named `index` alone is nothing of ours. */
export function isVault(names: ReadonlyMap<string, FileSystemHandleKind>): boolean {
  const found = FOLDERS.filter((folder) =>
    [...names].some(([name, kind]) => kind === 'directory' && isFolderName(folder, name)),
  );
  return found.includes('keys') || found.length > 1;
}

/** Whether a vault's files are there: its folders alone are what one leaves that was stopped when it moved in, or given up. */
async function holdsVault(
  directory: FileSystemDirectoryHandle,
  names: ReadonlyMap<string, FileSystemHandleKind>,
  signal?: AbortSignal,
): Promise<boolean> {
  if (!isVault(names)) return false;
  for (const folder of FOLDERS) if ((await findCandidates(directory, folder, signal)).size > 0) return true;
  return false;
}

/** Whether there is nothing but what a vault without files leaves. */
function isEmpty(names: ReadonlyMap<string, FileSystemHandleKind>): boolean {
  return [...names].every(([name, kind]) =>
    kind === 'directory' ? FOLDERS.some((folder) => isFolderName(folder, name)) : name === README_PATH,
  );
}

/** Whether this is a vault's own `keys`, `packs`, `packs/3f`, `index` or `snapshots`. */
function isPartOfVault(name: string, names: ReadonlyMap<string, FileSystemHandleKind>): boolean {
  const files = [...names].filter(([, kind]) => kind === 'file').map(([file]) => file);
  const isOurs = (file: string) => FOLDERS.some((folder) => classifyName(folder, file).kind === 'vault');
  if (files.some(isOurs)) return true;
  const folders = [...names].filter(([, kind]) => kind === 'directory').map(([folder]) => folder);
  return name === 'packs' && folders.length > 0 && folders.every((folder) => /^[0-9a-f]{2}$/.test(folder));
}

function firstFree(names: ReadonlyMap<string, unknown>): string {
  const taken = new Set([...names.keys()].map((name) => name.toLowerCase()));
  for (let copy = 1; ; copy++) {
    const name = copy === 1 ? SUB_FOLDER : `${SUB_FOLDER} ${copy}`;
    if (!taken.has(name.toLowerCase())) return name;
  }
}

/** Paths of a vault's files in one of its folders, copies of them counted as them. */
async function vaultFiles(
  directory: FileSystemDirectoryHandle,
  folder: 'keys' | 'snapshots',
  signal?: AbortSignal,
): Promise<string[]> {
  return [...(await findCandidates(directory, folder, signal)).keys()];
}
