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
 * The pages of a whole account below its folder: of all chats, and the lists and the contents that lead to them. Chats are
 * in `chats/chat_001` and so on.
 */
export function accountPages(tree: FileTree, folder: string): readonly ExportFile[] {
  const root = folder === '' ? '' : `${folder}/`;
  return tree.files.filter(({ path }) => {
    if (!path.startsWith(root)) return false;
    const parts = path.slice(root.length).split('/');
    if (parts.length === 3) return parts[0] === 'chats' && pageNumber(path) !== null;
    return parts.length === 2 ? parts[0] === 'lists' && /\.html$/i.test(path) : parts[0] === 'export_results.html';
  });
}
