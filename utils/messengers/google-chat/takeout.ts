import { type ExportFile, folderOf, nameOf } from '../source/export-file';
import type { FileTree } from '../source/file-tree';
import { type Placed, type ZipsByFolder, zipsBeside, zipsOf, zipsTogether } from '../source/zips-together';

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

/** A file, and its path in its zip or in what was given. */
interface Found extends Placed {
  readonly inner: string;
}

/** The Takeouts that the names of files and folders look like. Zips beside each other are parts of one, where they fit. */
export function takeoutsIn(tree: FileTree): readonly Takeout[] {
  const zips = zipsOf(tree);
  return zipsTogether(tree.named(NAME).map(foundAt)).flatMap((part) =>
    [...Map.groupBy(part, ({ inner }) => folderOf(folderOf(folderOf(inner))))].map(([root, files]) =>
      takeoutOf(root, files, zips),
    ),
  );
}

function foundAt(file: ExportFile): Found {
  const before = file.zip === null ? '' : `${file.zip}/`;
  return { file, before, inner: file.path.slice(before.length) };
}

/** @param root the folder that the folders of groups and users are in, in each zip */
function takeoutOf(root: string, placed: readonly Found[], zips: ZipsByFolder): Takeout {
  const named = (name: string) => placed.filter(({ file }) => nameOf(file.path).toLowerCase() === name);
  const talk = [...named('messages.json'), ...named('group_info.json')];
  const groups = [...Map.groupBy(talk, ({ inner }) => folderOf(inner))]
    .map(([folder, files]) => groupOf(folder, files, zips))
    .toSorted((a, b) => (a.name < b.name ? -1 : 1));
  const [{ file }] = placed as [Found];
  const isOneFile = placed.length === 1;
  const top = file.zip === null ? root : root === '' ? file.zip : `${file.zip}/${root}`;
  const isOneGroup = groups.length === 1 && root === '';
  return {
    path: isOneFile ? file.path : isOneGroup ? folderOf(file.path) : folderOf(top) || top,
    groups,
    users: named('user_info.json').map((one) => one.file),
  };
}

function groupOf(folder: string, files: readonly Found[], zips: ZipsByFolder): GroupFiles {
  const named = (name: string) => files.find(({ file }) => nameOf(file.path).toLowerCase() === name)?.file;
  const [{ file }] = files as [Found];
  return {
    name: nameOf(folder),
    info: named('group_info.json'),
    messages: named('messages.json'),
    folders:
      file.zip === null
        ? [folder]
        : zipsBeside(file.zip, zips).map((zip) => (folder === '' ? zip : `${zip}/${folder}`)),
  };
}
