import { type ExportFile, nameOf } from '../source/export-file';
import type { FileTree } from '../source/file-tree';

/**
 * Which of a chat's pages a file is, from 1; null: none. They are `messages.html`, `messages2.html`…
 * tdesktop, export/output/export_output_html.cpp, messagesFile.
 */
export function pageNumber(path: string): number | null {
  const match = /^messages(\d{0,9})\.html$/i.exec(nameOf(path));
  return match && (match[1] === '' ? 1 : Number(match[1]));
}

/** A chat's pages in a folder, in their order. */
export function pagesIn(tree: FileTree, folder: string): readonly ExportFile[] {
  const pages = tree.in(folder).filter(({ path }) => pageNumber(path) !== null);
  return pages.toSorted((a, b) => (pageNumber(a.path) ?? 0) - (pageNumber(b.path) ?? 0));
}

/**
 * The pages of whole accounts, by the accounts' folders: of all chats, which are in `chats/chat_001` and so on, and the lists
 * and the contents that lead to them.
 */
export function accountPages(tree: FileTree): ReadonlyMap<string, readonly ExportFile[]> {
  const accounts = new Map<string, ExportFile[]>();
  for (const file of tree.named(/\.html$/i)) {
    const root = accountRoot(file.path);
    if (root === null) continue;
    const pages = accounts.get(root);
    if (pages) pages.push(file);
    else accounts.set(root, [file]);
  }
  return accounts;
}

/** The folder of the account that a page is of, by where it lies; null: of none. */
export function accountRoot(path: string): string | null {
  const parts = path.split('/');
  if (parts.at(-1) === 'export_results.html') return parts.slice(0, -1).join('/');
  if (parts.at(-2) === 'lists') return parts.slice(0, -2).join('/');
  return parts.at(-3) === 'chats' && pageNumber(path) !== null ? parts.slice(0, -3).join('/') : null;
}
