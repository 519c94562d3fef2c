import type { Folder } from './storage';

/** The vault's folders. */
export const FOLDERS: readonly Folder[] = ['keys', 'packs', 'index', 'snapshots'];

/** What a file found in one of a vault's folders is, by its name. */
export type FoundName =
  /** One of the vault's, or a copy of it that a sync program made beside it; `path` is the vault's. */
  | { readonly kind: 'vault' | 'copy'; readonly path: string }
  /** Half a file of a writer that was stopped, or a sync program's own; or something to be downloaded first. */
  | { readonly kind: 'leftover' | 'placeholder' }
  | { readonly kind: 'foreign' };

const SHAPES: Readonly<Record<Folder, RegExp>> = {
  keys: /^([0-9a-f]{32})\.(?:age|txt)$/,
  packs: /^([0-9a-f]{32})\.age$/,
  index: /^([0-9a-f]{32})\.age$/,
  snapshots: /^([0-9a-f]{64})\.age$/,
};

/**
 * A vault file's name inside one that a sync program made up for a copy of it:
 * `<id> (1).age`, `<id> (conflicted copy 2026-11-22).age`, `<id>.sync-conflict-20261122-101500-ABCDEFG.age`,
 * `<id>-LAPTOP.age`, `<id>_conf(1).age`, `Copy of <id>.age`, `<id>.age (1)`.
 */
const COPY = /(?:^|[^0-9a-f])([0-9a-f]{64}|[0-9a-f]{32})(?:[^0-9a-f].*)?\.(age|txt)(?:$|[^a-z0-9])/i;
const LEFTOVER =
  /^(?:~|\.~|\.syncthing\.|\.sb-|\.dat\.nosync)|\.(?:crswap|tmp|temp|part|partial|crdownload|download)$/i;
const PLACEHOLDER = /\.(?:icloud|cloud|cloudf)$/i;

/** What a file of this name in this folder is. */
export function classifyName(folder: Folder, name: string): FoundName {
  if (SHAPES[folder].test(name)) return { kind: 'vault', path: pathOf(folder, name) };
  if (LEFTOVER.test(name)) return { kind: 'leftover' };
  if (PLACEHOLDER.test(name)) return { kind: 'placeholder' };
  const [, id, ending] = COPY.exec(name) ?? [];
  const original = id && ending ? `${id.toLowerCase()}.${ending.toLowerCase()}` : '';
  return SHAPES[folder].test(original) ? { kind: 'copy', path: pathOf(folder, original) } : { kind: 'foreign' };
}

/** Whether a folder of this name holds files of `folder`: a sync program names one that two devices made `packs (1)`. */
export function isFolderName(folder: Folder, name: string): boolean {
  return name === folder || (name.startsWith(folder) && /^[ ._(\-~]/.test(name.slice(folder.length)));
}

function pathOf(folder: Folder, name: string): string {
  return folder === 'packs' ? `packs/${name.slice(0, 2)}/${name}` : `${folder}/${name}`;
}
