import { kindByName } from './attachment-kind';
import type { Attachment } from '../model';
import { folderOf, nameOf } from '../source/export-file';
import type { FileTree } from '../source/file-tree';

/** Finds the files that messages name by addresses. */
export class LinkedFiles {
  readonly #tree: FileTree;
  readonly #bases: readonly string[];

  /** @param bases what addresses may be relative to: '' or ending in `/`, the likeliest first */
  constructor(tree: FileTree, bases: readonly string[]) {
    this.#tree = tree;
    this.#bases = bases;
  }

  /**
   * The file that a message names.
   * @param address relative to one of the bases, or to the folder of the message's file; or somewhere on a server
   * @param from path of the message's file
   * @param kind absent: by its name
   */
  at(address: string, from: string, kind?: Attachment['kind']): Attachment {
    const isRemote = /^(?:https?:)?\/\//i.test(address);
    const name = nameOf(isRemote ? address.replace(/[?#].*$/s, '') : address);
    const file = { kind: kind ?? kindByName(name), name };
    if (isRemote) return { ...file, path: null, missing: 'remote', url: address };
    const path = this.#pathOf(address.split('/'), from);
    return path === null ? { ...file, path, missing: 'not-found' } : { ...file, path };
  }

  #pathOf(parts: readonly string[], from: string): string | null {
    const folder = folderOf(from) && `${folderOf(from)}/`;
    const whole = parts.filter((part) => part !== '' && part !== '.').join('/');
    // Of a folder that was taken out of its export, the last two parts: `photos/1.jpg`.
    const last = parts.slice(-2).join('/');
    // Meta leaves the root folder out, or has it once more: from `messages/` on all agree.
    const inner = whole.slice(Math.max(0, whole.lastIndexOf('messages/')));
    const places = this.#bases.flatMap((base) => [base + whole, base + inner]);
    for (const path of [...places, resolved(folder + whole), folder + last, folder + (parts.at(-1) ?? '')])
      if (this.#tree.get(path)) return path;
    return null;
  }
}

/** The path without `..`. */
function resolved(path: string): string {
  const parts: string[] = [];
  for (const part of path.split('/'))
    if (part === '..') parts.pop();
    else parts.push(part);
  return parts.join('/');
}
