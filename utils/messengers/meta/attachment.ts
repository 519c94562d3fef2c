import { kindByName } from '../attachment-kind';
import type { Attachment } from '../model';
import { folderOf, nameOf } from '../source/export-file';
import type { FileTree } from '../source/file-tree';

/** Finds the files that messages name by addresses. */
export class MetaAttachments {
  readonly #tree: FileTree;
  readonly #bases: readonly string[];

  /** @param bases what addresses may be relative to: '' or ending in `/`, the likeliest first */
  constructor(tree: FileTree, bases: readonly string[]) {
    this.#tree = tree;
    this.#bases = bases;
  }

  /**
   * The file that a message names.
   * @param uri relative to the top of the zip, or to the folder of the message's file; or somewhere on a server
   * @param from path of the message's file
   * @param kind absent: by its name
   */
  at(uri: string, from: string, kind?: Attachment['kind']): Attachment {
    const isRemote = /^(?:https?:)?\/\//i.test(uri);
    const name = nameOf(isRemote ? uri.replace(/[?#].*$/s, '') : uri);
    const file = { kind: kind ?? kindByName(name), name };
    if (isRemote) return { ...file, path: null, missing: 'remote', url: uri };
    const path = this.#pathOf(uri.replace(/^(?:\.?\/)+/, ''), from);
    return path === null ? { ...file, path, missing: 'not-found' } : { ...file, path };
  }

  #pathOf(uri: string, from: string): string | null {
    const folder = folderOf(from) && `${folderOf(from)}/`;
    // Some exports leave the root folder out, or have it once more: from `messages/` on they agree.
    const inner = uri.slice(Math.max(0, uri.lastIndexOf('messages/')));
    // Of a folder that was taken out of its export, the last two parts: `photos/1.jpg`.
    const last = uri.split('/').slice(-2).join('/');
    const places = this.#bases.flatMap((base) => [base + uri, base + inner]);
    for (const path of [...places, folder + uri, folder + last, folder + nameOf(uri)])
      if (this.#tree.get(path)) return path;
    return null;
  }
}
