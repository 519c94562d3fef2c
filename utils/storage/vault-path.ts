import { classifyName, FOLDERS } from './folder-names';
import type { Folder } from './storage';

/** A path that ends in the name of a vault's file. */
export interface FoundPath {
  /** What stands before the vault: '' or folders, each ended by `/`. */
  readonly prefix: string;
  readonly folder: Folder;
  /** `packs/3f/3f….age` */
  readonly path: string;
}

/** Finds the vault's file in a path with `/` between its parts; null when it names none. */
export function findVaultPath(path: string): FoundPath | null {
  const name = path.slice(path.lastIndexOf('/') + 1);
  for (const folder of FOLDERS) {
    const found = classifyName(folder, name);
    if (found.kind !== 'vault' || !path.endsWith(found.path)) continue;
    const prefix = path.slice(0, -found.path.length);
    if (prefix === '' || prefix.endsWith('/')) return { prefix, folder, path: found.path };
  }
  return null;
}
