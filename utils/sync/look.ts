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
  /** Where a new sub-folder goes: what was picked; and a name for one that is not taken there. */
  readonly picked: FileSystemDirectoryHandle;
  readonly freeName: string;
  /** Files of backups in the vault that is there, each one backup or the record of a deletion. */
  readonly snapshots: number;
}

/** The sub-folder that Passkeep makes in a folder that holds other things, and looks for there: this, or with a number. */
export const SUB_FOLDER = 'Passkeep';
const SUB_FOLDERS = /^Passkeep(?: [0-9]{1,3})?$/;
const MOST_SUB_FOLDERS = 20;
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
    const found = { picked, freeName: firstFree(names) };
    const [here] = await vaultsAmong([picked], isOurs, signal);
    if (here) return { ...found, name: picked.name, ...here };
    const subs = [...names].filter(([name, kind]) => kind === 'directory' && SUB_FOLDERS.test(name));
    const inside = await Promise.all(subs.slice(0, MOST_SUB_FOLDERS).map(([name]) => picked.getDirectoryHandle(name)));
    const vaults = await vaultsAmong(inside, isOurs, signal);
    const vault = vaults.find(({ holds }) => holds === 'same') ?? vaults[0];
    if (vault) return { ...found, name: `${picked.name} / ${vault.directory.name}`, ...vault };
    const holds = (await isEmpty(picked, names)) ? 'nothing' : 'files';
    return { ...found, name: picked.name, directory: picked, holds, snapshots: 0 };
  };
  return await targeting(picked, look, signal);
}

/** Those of some folders that hold a vault, and whose. */
async function vaultsAmong(
  folders: readonly FileSystemDirectoryHandle[],
  isOurs: (keyPath: string) => boolean,
  signal?: AbortSignal,
): Promise<Pick<FolderLook, 'directory' | 'holds' | 'snapshots'>[]> {
  const vaults: Pick<FolderLook, 'directory' | 'holds' | 'snapshots'>[] = [];
  for (const directory of folders) {
    if (!(await holdsVault(directory, await namesIn(directory, signal), signal))) continue;
    const keys = await vaultFiles(directory, 'keys', signal);
    const snapshots = (await vaultFiles(directory, 'snapshots', signal)).length;
    vaults.push({ directory, holds: keys.some(isOurs) ? 'same' : 'other', snapshots });
  }
  return vaults;
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

/** Whether there is nothing but what a vault without files leaves: its README, and its folders. */
async function isEmpty(
  directory: FileSystemDirectoryHandle,
  names: ReadonlyMap<string, FileSystemHandleKind>,
  depth = 2,
): Promise<boolean> {
  for (const [name, kind] of names) {
    if (kind === 'file' && name === README_PATH) continue;
    const isOurs = /^[0-9a-f]{2}$/.test(name) || FOLDERS.some((folder) => isFolderName(folder, name));
    if (kind === 'file' || !isOurs || depth === 0) return false;
    const inner = await directory.getDirectoryHandle(name);
    if (!(await isEmpty(inner, await namesIn(inner), depth - 1))) return false;
  }
  return true;
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
