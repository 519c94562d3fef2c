import type { Format, FoundExport } from '../format';
import type { ChatKind } from '../model';
import { type ExportFile, HEAD, folderOf, nameOf, readHead } from '../source/export-file';
import type { FileTree } from '../source/file-tree';
import { readChatKinds } from './html-chat-list';
import { accountPages, accountRoot, pageNumber, pagesIn } from './html-pages';
import { type PagedChat, readHtmlExport } from './read-html-export';

/**
 * Telegram Desktop's HTML: the pages of one chat, or `chats/chat_001/messages.html` and so on of a whole account. tdesktop,
 * export/output/export_output_html.cpp.
 */
export const telegramHtml: Format = {
  async find(tree, signal) {
    const chats = new Map<string, PagedChat>();
    for (const page of tree.named(/\.html?$/i)) {
      // The first page of a chat speaks for the others; a page of another name stands for itself.
      const key = pageNumber(page.path) === null ? page.path : folderOf(page.path);
      if (!chats.has(key) && (await isChatPage(page, signal))) chats.set(key, chatAt(tree, page));
    }
    const accounts = new Map<string, PagedChat[]>();
    const found: FoundExport[] = [];
    for (const chat of chats.values()) {
      const root = accountOf(chat);
      const others = root === null ? null : accounts.get(root);
      if (root === null) found.push(singleChat(tree, chat));
      else if (others) others.push(chat);
      else accounts.set(root, [chat]);
    }
    const pages = accountPages(tree);
    for (const [root, of] of accounts) found.push(account(tree, root, of, pages.get(root) ?? []));
    return found;
  },
};

function chatAt(tree: FileTree, page: ExportFile): PagedChat {
  const folder = folderOf(page.path);
  return { folder, pages: pageNumber(page.path) === null ? [page] : pagesIn(tree, folder) };
}

/** The folder of the account that a chat is of; null: it stands alone. */
function accountOf({ pages: [first] }: PagedChat): string | null {
  return first ? accountRoot(first.path) : null;
}

function singleChat(tree: FileTree, chat: PagedChat): FoundExport {
  const first = chat.pages[0]?.path ?? '';
  return {
    messenger: 'telegram',
    variant: 'html',
    path: pageNumber(first) === null || chat.folder === '' ? first : chat.folder,
    files: chat.pages,
    read: (options, signal) => readHtmlExport([chat], UNKNOWN, (path) => tree.get(path), options, signal),
  };
}

const UNKNOWN = (): ChatKind => 'unknown';

function account(tree: FileTree, root: string, chats: readonly PagedChat[], files: readonly ExportFile[]): FoundExport {
  const list = files.find(({ path }) => nameOf(path) === 'chats.html' && nameOf(folderOf(path)) === 'lists');
  const read = new Set(chats.flatMap(({ pages }) => pages));
  return {
    messenger: 'telegram',
    variant: 'account-html',
    path: root,
    files,
    async *read(options, signal) {
      const kinds = list ? await readChatKinds(list, options.onBytes, signal) : new Map<string, ChatKind>();
      const kindOf = (folder: string): ChatKind => kinds.get(nameOf(folder)) ?? 'unknown';
      yield* readHtmlExport(chats, kindOf, (path) => tree.get(path), options, signal);
      for (const file of files) if (file !== list && !read.has(file)) options.onBytes?.(file.size);
    },
  };
}

/** Whether a page is one of a chat's: by its title, which is the same in every language, and by what holds its messages. */
async function isChatPage(page: ExportFile, signal: AbortSignal): Promise<boolean> {
  const head = new TextDecoder().decode(await readHead(page, HEAD, signal));
  const has = (pattern: RegExp): boolean => pattern.test(head);
  return (
    has(/<title>\s*Exported Data\s*<\/title>/) &&
    has(/class="page_wrap/) &&
    has(/class="(?:history|page_body chat_page)"/)
  );
}
