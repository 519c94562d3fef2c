import { type ExportFile, folderOf } from './export-file';
import type { FileTree } from './file-tree';

/** A file of an export, and where the export begins. */
export interface Placed {
  readonly file: ExportFile;
  /** The beginning of its path up to there: '' or ending in `/`. */
  readonly before: string;
}

/** Zips beside each other that can be parts of one export. Among more, each is read for itself: comparing all takes too long. */
const MOST_PARTS = 256;

/** Zips, by the folder that they are in. */
export type ZipsByFolder = ReadonlyMap<string, readonly string[]>;

/**
 * The files of each export. Exports that begin at the same place of zips beside each other are parts of one, unless they
 * have the same file: then one is older.
 */
export function zipsTogether<T extends Placed>(files: readonly T[]): readonly (readonly T[])[] {
  const exports: T[][] = [];
  const byRoot = new Map<string, { readonly paths: Set<string>; readonly files: T[] }[]>();
  for (const some of Map.groupBy(files, ({ before }) => before).values()) {
    const [{ file, before }] = some as [T];
    if (file.zip === null) {
      exports.push(some);
      continue;
    }
    const root = `${folderOf(file.zip)}\0${before.slice(file.zip.length)}`;
    const others = byRoot.get(root) ?? [];
    byRoot.set(root, others);
    const paths = some.map(({ file: { path } }) => path.slice(before.length));
    const same = others.slice(0, MOST_PARTS).find((one) => paths.every((path) => !one.paths.has(path)));
    if (same) {
      same.files.push(...some);
      for (const path of paths) same.paths.add(path);
    } else {
      others.push({ paths: new Set(paths), files: some });
      exports.push(some);
    }
  }
  return exports;
}

/** The zips that files are in. */
export function zipsOf({ files }: FileTree): ZipsByFolder {
  return Map.groupBy(new Set(files.flatMap(({ zip }) => zip ?? [])), folderOf);
}

/** The zips beside a zip, itself included: what may be parts of one export. */
export function zipsBeside(zip: string, zips: ZipsByFolder): readonly string[] {
  const beside = zips.get(folderOf(zip)) ?? [];
  return beside.length <= MOST_PARTS ? beside : [zip];
}

/** Where parts of an export can begin: where its files say, and at the same place of zips that have nothing but attachments. */
export function placesOf(files: readonly Placed[], zips: ZipsByFolder): readonly string[] {
  const places = new Set(files.map(({ before }) => before));
  const [first] = files;
  const own = first?.file.zip;
  if (first && own) for (const zip of zipsBeside(own, zips)) places.add(zip + first.before.slice(own.length));
  return [...places];
}
