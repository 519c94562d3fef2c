import type { Format, FoundExport } from '../format';
import { type ExportFile, HEAD, folderOf, nameOf, readHead } from '../source/export-file';
import { readPages } from './html-read';

/**
 * Element's "Export chat" as HTML: `messages.html`, `messages2.html`… with `css/`, `images/` and others beside them. Source:
 * HtmlExport.tsx of element-web.
 */
export const elementHtml: Format = {
  async find(tree, signal) {
    const rooms = new Map<string, ExportFile[]>();
    for (const file of tree.named(/\.html?$/i)) {
      if (!(await isPage(file, signal))) continue;
      // Pages of other names than Element's own are each a room.
      const key = pageNumber(file) === null ? file.path : folderOf(file.path);
      const pages = rooms.get(key);
      if (pages) pages.push(file);
      else rooms.set(key, [file]);
    }
    return [...rooms].map(([key, files]): FoundExport => {
      const pages = files.toSorted((a, b) => (pageNumber(a) ?? 0) - (pageNumber(b) ?? 0));
      const path = pages.length > 1 || tree.in(folderOf(key)).length > 1 ? key : (pages[0]?.path ?? key);
      return {
        messenger: 'element',
        variant: 'html',
        path,
        files: pages,
        read: ({ onBytes }, abort) => readPages(pages, tree, onBytes, abort),
      };
    });
  },
};

/** From 1; null: none of Element's names. */
function pageNumber({ path }: ExportFile): number | null {
  const match = /^(?:messages(\d{0,6})|index)\.html$/i.exec(nameOf(path));
  return match && Number(match[1] || 1);
}

/** Element's own page around a list of messages: by its classes. */
async function isPage(file: ExportFile, signal: AbortSignal): Promise<boolean> {
  const head = new TextDecoder().decode(await readHead(file, HEAD, signal));
  return /\bmx_MatrixChat(?:_wrapper)?\b/.test(head) && /\bmx_RoomView_MessageList\b/.test(head);
}
