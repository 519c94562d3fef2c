import { type ExportFile, folderOf, nameOf } from '../source/export-file';
import type { FileTree } from '../source/file-tree';

/** The files of an export: `media/0-weu-d1-abc.1.jpg`, beside `media/0-weu-d1-abc.json`, which describes it. */
export class SkypeMedia {
  readonly #messages: ExportFile;
  readonly #tree: FileTree;
  #paths: ReadonlyMap<string, string> | undefined;

  constructor(messages: ExportFile, tree: FileTree) {
    this.#messages = messages;
    this.#tree = tree;
  }

  /** Whether the export has files at all: otherwise it was made without. */
  get hasFolder(): boolean {
    return this.#all.size > 0;
  }

  /** The file of an object; null where it is not there. */
  pathOf(object: string): string | null {
    return this.#all.get(object) ?? null;
  }

  get #all(): ReadonlyMap<string, string> {
    return (this.#paths ??= this.#find());
  }

  /** In `media/` beside the messages, or beside the tar that they are in. */
  #find(): ReadonlyMap<string, string> {
    const { path, zip } = this.#messages;
    const folder = folderOf(path);
    const paths = new Map<string, string>();
    const add = (file: ExportFile): void => {
      const object = /^[^.]+/.exec(nameOf(file.path))?.[0];
      if (object === undefined) return;
      // What describes the file counts only where the file itself is not there.
      if (!paths.has(object) || paths.get(object)?.endsWith('.json')) paths.set(object, file.path);
    };
    this.#tree.in(folder === '' ? 'media' : `${folder}/media`).forEach(add);
    if (zip !== null && paths.size === 0)
      for (const file of this.#tree.files)
        if (nameOf(folderOf(file.path)) === 'media' && file.zip !== null && folderOf(file.zip) === folderOf(zip))
          add(file);
    return paths;
  }
}
