import { classesOf } from '../html/classes';
import { type HtmlHandler, readHtml } from '../html/read-html';
import type { ChatKind } from '../model';
import type { ExportFile } from '../source/export-file';

/** What a list of chats calls them; in English whatever the program's language. */
const KINDS = new Map<string, ChatKind>([
  ['private', 'direct'],
  ['bot', 'bot'],
  ['group', 'group'],
  ['channel', 'channel'],
]);

/**
 * The kinds of an account's chats, by the names of their folders: from `lists/chats.html`. tdesktop,
 * export/output/export_output_html.cpp, writeDialogEnd.
 * @throws PasskeepError as {@link ExportFile.stream}
 */
export async function readChatKinds(
  list: ExportFile,
  onBytes: ((bytes: number) => void) | undefined,
  signal: AbortSignal,
): Promise<ReadonlyMap<string, ChatKind>> {
  const kinds = new Map<string, ChatKind>();
  let folder: string | null = null;
  let word: string | null = null;
  const handler: HtmlHandler = {
    open: (_tag, attributes) => {
      const classes = classesOf(attributes);
      if (classes.has('entry')) folder = /(?:^|\/)chats\/([^/]+)\/[^/]*$/.exec(attributes.href ?? '')?.[1] ?? null;
      word = classes.has('info') ? '' : null;
    },
    text: (text) => {
      if (word !== null && word.length < 100) word += text;
    },
    close: () => {
      const kind = KINDS.get(word?.trim() ?? '');
      if (kind && folder !== null) kinds.set(folder, kind);
      word = null;
    },
  };
  const lines = readHtml(list, handler, onBytes, signal);
  while (!(await lines.next()).done);
  return kinds;
}
