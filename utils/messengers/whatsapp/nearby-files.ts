import { type ExportFile, folderOf, nameOf } from '../source/export-file';
import type { FileTree } from '../source/file-tree';
import type { FindFile } from './attachment';

/** Files by their names, as {@link keyOf} has them. */
type Named = ReadonlyMap<string, ExportFile>;

/** What lies around chats. What is looked up is gathered once for all of them: there can be thousands. */
export class NearbyFiles {
  readonly #tree: FileTree;
  /** Chats by the folder that they lie in, and by their zip. */
  readonly #inFolder = new Map<string, number>();
  readonly #inZip = new Map<string, number>();
  readonly #named = new Map<string, Named>();
  #elsewhere: Named | undefined;

  constructor(tree: FileTree, chats: readonly ExportFile[]) {
    this.#tree = tree;
    for (const { path, zip } of chats) {
      countUp(this.#inFolder, folderOf(path));
      if (zip !== null) countUp(this.#inZip, zip);
    }
  }

  /** The zip or folder that a chat fills; its own file where there is nothing else, or another chat. */
  placeOf({ path, zip }: ExportFile): string {
    if (zip !== null && this.#inZip.get(zip) === 1) return zip;
    const folder = folderOf(path);
    return this.#inFolder.get(folder) === 1 && this.#tree.in(folder).length > 1 ? folder : path;
  }

  /** Finds files beside a chat, then those in folders and zips that hold no chat: parts of one that was split. */
  finderFor(chat: ExportFile): FindFile {
    const folder = folderOf(chat.path);
    return (name) => {
      const key = keyOf(name);
      const beside = this.#beside(folder).get(key);
      return (beside !== chat && beside) || (this.#elsewhere ??= this.#withoutChats()).get(key) || null;
    };
  }

  #beside(folder: string): Named {
    let named = this.#named.get(folder);
    if (!named) this.#named.set(folder, (named = byName(this.#tree.in(folder))));
    return named;
  }

  #withoutChats(): Named {
    return byName(this.#tree.files.filter(({ path }) => !this.#inFolder.has(folderOf(path))));
  }
}

function countUp(counts: Map<string, number>, key: string): void {
  counts.set(key, (counts.get(key) ?? 0) + 1);
}

/** Of two files with the same name the first counts. */
function byName(files: readonly ExportFile[]): Named {
  return new Map(files.toReversed().map((file) => [keyOf(nameOf(file.path)), file]));
}

/** The name of a file is written in one way in a text and in another in some file systems. */
function keyOf(name: string): string {
  return name.normalize('NFC');
}
