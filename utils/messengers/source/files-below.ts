import { type ExportFile, folderOf } from './export-file';

/** The files in each of some folders and in those below them ('' is the top). */
export function filesBelow(
  files: readonly ExportFile[],
  folders: Iterable<string>,
): ReadonlyMap<string, readonly ExportFile[]> {
  const below = new Map([...folders].map((folder) => [folder, [] as ExportFile[]]));
  for (const file of files)
    for (let folder = folderOf(file.path); ; folder = folderOf(folder)) {
      below.get(folder)?.push(file);
      if (folder === '') break;
    }
  return below;
}
