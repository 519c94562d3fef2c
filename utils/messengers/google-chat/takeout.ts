import { type ExportFile, folderOf, nameOf } from '../source/export-file';
import type { FileTree } from '../source/file-tree';

/** One conversation of a Takeout: what its folder holds, in however many zips the folder is. */
export interface GroupFiles {
  /** The folder's name: `DM AAAA`, `Space BBBB`; '' where the files lie in none. */
  readonly name: string;
  readonly info: ExportFile | undefined;
  readonly messages: ExportFile | undefined;
  /** Paths of the folder, one in each zip that may have some of its attachments. */
  readonly folders: readonly string[];
}

/** One Takeout, or a folder or file out of one. */
export interface Takeout {
  /** As {@link FoundExport.path}. */
  readonly path: string;
  readonly groups: readonly GroupFiles[];
  /** `user_info.json`: who asked for it. */
  readonly users: readonly ExportFile[];
}

/** Names that Takeout does not translate, other than those of its folders. */
const NAME = /^(?:messages|group_info|user_info)\.json$/i;

/** Where a file lies: in which zip or folder given, and its path in there. */
interface Placed {
  readonly file: ExportFile;
  readonly inner: string;
}

/** The Takeouts that the names of files and folders look like. Zips beside each other are parts of one, where they fit. */
export function takeoutsIn(tree: FileTree): readonly Takeout[] {
  const placed = tree.named(NAME).map((file) => ({ file, inner: innerPath(file) }));
  const zips = [...new Set(tree.files.flatMap(({ zip }) => zip ?? []))];
  return mergedParts(placed).flatMap((part) =>
    [...Map.groupBy(part, ({ inner }) => folderOf(folderOf(folderOf(inner))))].map(([root, files]) =>
      takeoutOf(root, files, zips),
    ),
  );
}

function innerPath({ path, zip }: ExportFile): string {
  return zip === null ? path : path.slice(zip.length + 1);
}

/** Files of zips that lie beside each other, together unless two of them have the same file: two exports of one account. */
function mergedParts(placed: readonly Placed[]): readonly (readonly Placed[])[] {
  const parts: { readonly beside: string | null; readonly inner: Set<string>; readonly placed: Placed[] }[] = [];
  for (const [zip, some] of Map.groupBy(placed, ({ file }) => file.zip)) {
    const beside = zip === null ? null : folderOf(zip);
    const fitting = parts.find(
      (part) => beside !== null && part.beside === beside && some.every(({ inner }) => !part.inner.has(inner)),
    );
    const part = fitting ?? { beside, inner: new Set<string>(), placed: [] };
    if (!fitting) parts.push(part);
    for (const one of some) {
      part.inner.add(one.inner);
      part.placed.push(one);
    }
  }
  return parts.map((part) => part.placed);
}

/** @param root the folder that the folders of groups and users are in, in each zip */
function takeoutOf(root: string, placed: readonly Placed[], zips: readonly string[]): Takeout {
  const named = (name: string) => placed.filter(({ file }) => nameOf(file.path).toLowerCase() === name);
  const talk = [...named('messages.json'), ...named('group_info.json')];
  const groups = [...Map.groupBy(talk, ({ inner }) => folderOf(inner))]
    .map(([folder, files]) => groupOf(folder, files, zips))
    .toSorted((a, b) => (a.name < b.name ? -1 : 1));
  const [{ file }] = placed as [Placed];
  const isOneFile = placed.length === 1;
  const top = file.zip === null ? root : root === '' ? file.zip : `${file.zip}/${root}`;
  const isOneGroup = groups.length === 1 && root === '';
  return {
    path: isOneFile ? file.path : isOneGroup ? folderOf(file.path) : folderOf(top) || top,
    groups,
    users: named('user_info.json').map((one) => one.file),
  };
}

function groupOf(folder: string, files: readonly Placed[], zips: readonly string[]): GroupFiles {
  const named = (name: string) => files.find(({ file }) => nameOf(file.path).toLowerCase() === name)?.file;
  const [{ file }] = files as [Placed];
  const beside = zips.filter((zip) => file.zip !== null && folderOf(zip) === folderOf(file.zip));
  return {
    name: nameOf(folder),
    info: named('group_info.json'),
    messages: named('messages.json'),
    folders: file.zip === null ? [folder] : beside.map((zip) => (folder === '' ? zip : `${zip}/${folder}`)),
  };
}
