import { type ExportFile, folderOf, nameOf } from './export-file';

/** The files that were given, zips opened, as a tree that formats look through. */
export class FileTree {
  /** In the order given. */
  readonly files: readonly ExportFile[];
  readonly #byPath = new Map<string, ExportFile>();
  readonly #byFolder = new Map<string, ExportFile[]>();

  /** Of two files with the same path the first counts. */
  constructor(files: readonly ExportFile[]) {
    for (const file of files) {
      if (this.#byPath.has(file.path)) continue;
      this.#byPath.set(file.path, file);
      const folder = folderOf(file.path);
      const siblings = this.#byFolder.get(folder);
      if (siblings) siblings.push(file);
      else this.#byFolder.set(folder, [file]);
    }
    this.files = [...this.#byPath.values()];
  }

  /** The file at exactly this path. */
  get(path: string): ExportFile | undefined {
    return this.#byPath.get(path);
  }

  /** The files right in a folder or zip ('' is the top), not those in folders below it. */
  in(folder: string): readonly ExportFile[] {
    return this.#byFolder.get(folder) ?? [];
  }

  /** The files whose name matches. */
  named(pattern: RegExp): readonly ExportFile[] {
    return this.files.filter(({ path }) => pattern.test(nameOf(path)));
  }

  /** A tree without some files. */
  without(claimed: ReadonlySet<ExportFile>): FileTree {
    return claimed.size === 0 ? this : new FileTree(this.files.filter((file) => !claimed.has(file)));
  }
}
