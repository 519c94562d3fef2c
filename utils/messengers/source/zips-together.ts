import { type ExportFile, folderOf } from './export-file';
import type { FileTree } from './file-tree';

/** A file of an export, and where the export begins. */
export interface Placed {
  readonly file: ExportFile;
  /** The beginning of its path up to there: '' or ending in `/`. */
  readonly before: string;
}

/**
 * The files of each export. Exports that begin at the same place of zips beside each other are parts of one, unless they
 * have the same file: then one is older.
 */
export function zipsTogether<T extends Placed>(files: readonly T[]): readonly (readonly T[])[] {
  const merged: { readonly root: string; readonly paths: Set<string>; readonly files: T[] }[] = [];
  for (const some of Map.groupBy(files, ({ before }) => before).values()) {
    const [{ file, before }] = some as [T];
    const root = file.zip === null ? '' : `${folderOf(file.zip)}\0${before.slice(file.zip.length)}`;
    const paths = some.map(({ file: { path } }) => path.slice(before.length));
    const same = merged.find((one) => root && one.root === root && paths.every((path) => !one.paths.has(path)));
    if (same) {
      same.files.push(...some);
      for (const path of paths) same.paths.add(path);
    } else merged.push({ root, paths: new Set(paths), files: some });
  }
  return merged.map((one) => one.files);
}

/** The zips that files are in. */
export function zipsOf({ files }: FileTree): ReadonlySet<string> {
  return new Set(files.flatMap(({ zip }) => zip ?? []));
}

/** Where parts of an export can begin: where its files say, and at the same place of zips that have nothing but attachments. */
export function placesOf(files: readonly Placed[], zips: ReadonlySet<string>): readonly string[] {
  const places = new Set(files.map(({ before }) => before));
  const [first] = files;
  const own = first?.file.zip;
  if (first && own)
    for (const zip of zips) if (folderOf(zip) === folderOf(own)) places.add(zip + first.before.slice(own.length));
  return [...places];
}
