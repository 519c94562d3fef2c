import { parseObject } from '../json/parse-object';
import type { Format, FoundExport } from '../format';
import { type ExportFile, folderOf, nameOf } from '../source/export-file';
import type { FileTree } from '../source/file-tree';
import { headLines } from '../text/head-lines';
import { isHeader } from './signal-export-markdown';
import { type ChatFiles, readChats } from './signal-export-read';

/**
 * What carderne/signal-export makes of Signal Desktop's database: a folder for each chat with `chat.md` (`index.md` once), since
 * version 2 `data.json` (a message a line), `index.html` and `media/`. Source: its sigexport/models.py, create.py, main.py.
 */
export const signalExport: Format = {
  async find(tree, signal) {
    const byRoot = new Map<string, ChatFiles[]>();
    for (const markdown of tree.named(/^(chat|index)\.md$/)) {
      const json = tree.get([folderOf(markdown.path), 'data.json'].filter(Boolean).join('/'));
      const data = json && isData(await headLines(json, signal)) ? json : null;
      if (!data && !isMarkdown(await headLines(markdown, signal))) continue;
      add(byRoot, { folder: folderOf(markdown.path), markdown, data });
    }
    for (const data of tree.named(/^data\.json$/)) {
      const folder = folderOf(data.path);
      const isAlone = !tree.in(folder).some(({ path }) => /^(chat|index)\.md$/.test(nameOf(path)));
      if (isAlone && isData(await headLines(data, signal))) add(byRoot, { folder, markdown: null, data });
    }
    return [...byRoot].map(([root, chats]) => exportOf(root, chats, tree));
  },
};

function add(byRoot: Map<string, ChatFiles[]>, chat: ChatFiles): void {
  const root = folderOf(chat.folder);
  const chats = byRoot.get(root);
  if (chats) chats.push(chat);
  else byRoot.set(root, [chat]);
}

function exportOf(root: string, chats: readonly ChatFiles[], tree: FileTree): FoundExport {
  const [only] = chats;
  const files = chats.flatMap(({ data, markdown }) =>
    [data, markdown].filter((file): file is ExportFile => file !== null),
  );
  return {
    messenger: 'signal',
    variant: 'signal-export',
    path: chats.length > 1 || !only ? root : only.folder || (files[0]?.path ?? ''),
    files,
    read: (options, signal) => readChats(chats, tree, options.onBytes, signal),
  };
}

/** The first line that is not empty is a message. An empty chat is none that anybody misses. */
function isMarkdown(lines: readonly string[]): boolean {
  return isHeader(lines.find((line) => line.trim() !== '') ?? '');
}

/** The first line is a message with these fields. */
function isData(lines: readonly string[]): boolean {
  const first = parseObject(lines[0] ?? '');
  return (
    first !== null &&
    ['date', 'sender', 'body', 'attachments', 'reactions'].every((field) => Object.hasOwn(first, field))
  );
}
