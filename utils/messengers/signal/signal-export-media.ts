import type { Attachment } from '../model';
import type { FileTree } from '../source/file-tree';
import { kindByName } from '../reading/attachment-kind';

/** The files of one chat's folder, and the stickers beside the chats. */
export class ExportedMedia {
  readonly #tree: FileTree;
  readonly #folder: string;

  constructor(tree: FileTree, folder: string) {
    this.#tree = tree;
    this.#folder = folder;
  }

  /** @param path as the exporter writes it, from the chat's folder on: white space in it is `%20` */
  attachment(name: string, path: string): Attachment {
    const found = this.#find(path) ?? this.#find(path.replaceAll('%20', ' '));
    const kind = /(^|\/)exported_stickers\//.test(path) ? 'sticker' : kindByName(name === '' ? path : name);
    return { kind, name, path: found, ...(found === null && { missing: 'not-found' }) };
  }

  #find(path: string): string | null {
    const parts = this.#folder.split('/').filter(Boolean);
    for (const part of path.split('/'))
      if (part === '..') parts.pop();
      else if (part !== '.' && part !== '') parts.push(part);
    return this.#tree.get(parts.join('/'))?.path ?? null;
  }
}
