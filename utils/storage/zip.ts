import type { RandomAccess } from '@/utils/age/random-access';
import { PasskeepError } from '@/utils/errors';
import { type DirectoryEntry, readDirectory } from '@/utils/zip/directory';
import { entryData } from '@/utils/zip/entry-data';
import { readPart } from '@/utils/zip/read-part';
import { Inflater } from './inflater';
import type { Folder, StoredFile, VaultStorage } from './storage';
import { findVaultPath } from './vault-path';

/** A larger file of a vault is not taken for one. Bytes. */
const LARGEST: Readonly<Record<Folder, number>> = {
  keys: 128 * 2 ** 10,
  packs: 17 * 2 ** 20,
  index: 2 ** 30,
  snapshots: 2 ** 30,
};

/** The files of one vault, by their names in it. */
type Entries = ReadonlyMap<string, DirectoryEntry>;

/**
 * A vault in a zip, read where it lies: an export, or a vault's folder as somebody zipped it, whatever folders it is in.
 * Nothing can be written to it. `open` throws DAMAGED for a file that the zip has not got as its directory says, and
 * FILE_UNREADABLE when the zip itself is gone.
 * @throws PasskeepError NOT_A_VAULT, SEVERAL_VAULTS, ZIP_DAMAGED, FILE_UNREADABLE; an abort.
 */
export async function zipStorage(zip: Blob, signal?: AbortSignal): Promise<VaultStorage> {
  const entries = await theVault(zip, signal);
  const inflater = new Inflater();
  return {
    async list(folder) {
      const found: StoredFile[] = [];
      for (const [path, { size }] of entries) if (path.startsWith(`${folder}/`)) found.push({ path, size });
      return found;
    },
    async open(path, openSignal) {
      const entry = entries.get(path);
      if (!entry) throw new PasskeepError('STORAGE_MISSING');
      const data = await entryData(zip, entry, openSignal);
      return entry.method === 0 ? slices(data) : inflater.open(data, entry.size);
    },
    write: readOnly,
    remove: readOnly,
    quarantine: readOnly,
  };
}

async function readOnly(): Promise<never> {
  throw new PasskeepError('STORAGE_REFUSED');
}

function slices(data: Blob): RandomAccess {
  return {
    size: data.size,
    async read(start, end, signal) {
      signal?.throwIfAborted();
      return await readPart(data, start, end);
    },
  };
}

/** The one vault in a zip; of several sets of files the one that has keys. */
async function theVault(zip: Blob, signal?: AbortSignal): Promise<Entries> {
  const vaults = new Map<string, Map<string, DirectoryEntry>>();
  let packed = 0;
  for await (const entry of readDirectory(zip, signal)) {
    const found = findVaultPath(entry.path);
    // What macOS adds beside each file.
    if (!found || found.prefix.startsWith('__MACOSX/')) continue;
    const vault = vaults.get(found.prefix) ?? new Map<string, DirectoryEntry>();
    vaults.set(found.prefix, vault);
    packed += entry.packedSize;
    // Files that share their bytes add up to more than there is.
    if (vault.has(found.path) || !isPlausible(entry, LARGEST[found.folder]) || packed > zip.size)
      throw new PasskeepError('ZIP_DAMAGED');
    vault.set(found.path, entry);
  }
  const [vault, ...more] = [...vaults.values()].filter(hasSlot);
  if (more.length > 0) throw new PasskeepError('SEVERAL_VAULTS');
  if (!vault) throw new PasskeepError('NOT_A_VAULT');
  return vault;
}

function hasSlot(vault: Entries): boolean {
  for (const path of vault.keys()) if (/^keys\/.*\.age$/.test(path)) return true;
  return false;
}

/** What is encrypted does not get smaller: a file of a vault that would inflate to much more is none. */
function isPlausible({ method, encrypted, packedSize, size }: DirectoryEntry, largest: number): boolean {
  if (encrypted || size > largest) return false;
  return method === 0 ? size === packedSize : method === 8 && size <= 2 * packedSize + SLACK;
}

/** A short text may inflate to more than twice its size. Bytes. */
const SLACK = 4096;
