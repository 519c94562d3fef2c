import type { ChatEvents, FoundMessage } from '../chat-events';
import type { ReadOptions } from '../format';
import { readHtml } from '../html/read-html';
import type { Attachment, Chat, ExportEvent } from '../model';
import { readOneFile } from '../one-file';
import type { ExportFile } from '../source/export-file';
import type { FileTree } from '../source/file-tree';
import { LinkedFiles } from '../linked-files';
import { DyiPage, type PageMessage } from './html-page';
import { listedPeople } from './html-people';
import { MetaChats } from './meta-chats';
import type { MetaRoot } from './thread-files';

/** Reads all conversations of an export in HTML. @throws an abort */
export async function* readDyiHtml(
  root: MetaRoot,
  tree: FileTree,
  { onBytes }: ReadOptions,
  signal: AbortSignal,
): AsyncGenerator<readonly ExportEvent[]> {
  const chats = new MetaChats();
  const attachments = new LinkedFiles(tree, root.bases);
  for (const { name, files } of root.threads)
    for (const file of files)
      yield* readOneFile(file, readPage(file, name, chats, attachments, onBytes, signal), signal);
  yield* chats.guesses();
}

async function* readPage(
  file: ExportFile,
  thread: string,
  chats: MetaChats,
  attachments: LinkedFiles,
  onBytes: ReadOptions['onBytes'],
  signal: AbortSignal,
): AsyncGenerator<readonly ExportEvent[]> {
  const page = new DyiPage();
  let chat: ChatEvents | undefined;
  for await (const _ of readHtml(file, page, onBytes, signal)) {
    const [first] = page.found;
    if (first) chat ??= chatOf(page, first, thread, chats);
    for (const found of page.found) chat?.message(messageOf(found, file, attachments));
    page.found = [];
    if (chat) yield chat.take();
  }
  const excerpt = page.title;
  if (!chat || page.isCut)
    yield [
      { type: 'unparsed', unparsed: { file: file.path, line: null, reason: chat ? 'too-long' : 'unknown', excerpt } },
    ];
}

function chatOf(page: DyiPage, first: PageMessage, thread: string, chats: MetaChats): ChatEvents {
  const title = page.title.trim();
  const people = listedPeople(page.intro, [title, first.sender], page.language);
  const kind: Chat['kind'] = people.length > 2 ? 'group' : people.length === 2 ? 'direct' : 'unknown';
  return chats.of({ id: thread || title, title, kind }, people);
}

function messageOf({ sender, time, body }: PageMessage, file: ExportFile, attachments: LinkedFiles): FoundMessage {
  const { text, entities, files, reactions } = body;
  const found = files.map(({ uri, kind }) => attachmentOf(uri, kind, file, attachments));
  return {
    id: null,
    time,
    sender: sender || null,
    kind:
      found.length > 0
        ? found.every(({ kind }) => kind === 'sticker')
          ? 'sticker'
          : 'media'
        : text
          ? 'text'
          : 'other',
    text,
    ...(entities.length > 0 && { entities }),
    ...(found.length > 0 && { attachments: found }),
    ...(reactions.length > 0 && { reactions }),
  };
}

/** Addresses in pages may be written with `%20`. */
function attachmentOf(
  uri: string,
  kind: Attachment['kind'] | undefined,
  { path }: ExportFile,
  attachments: LinkedFiles,
): Attachment {
  const found = attachments.at(uri, path, kind);
  if (found.missing !== 'not-found' || !uri.includes('%')) return found;
  try {
    const decoded = attachments.at(decodeURIComponent(uri), path, kind);
    return decoded.path === null ? found : decoded;
  } catch {
    return found;
  }
}
