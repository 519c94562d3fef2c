import type { ChatEvents, FoundMessage } from '../reading/chat-events';
import { filled } from '../reading/filled';
import type { ReadOptions } from '../format';
import { readHtml } from '../html/read-html';
import { EXCERPT, type Attachment, type Chat, type ExportEvent } from '../model';
import { orNothing } from '../reading/or-nothing';
import { readOneFile } from '../reading/one-file';
import type { ExportFile } from '../source/export-file';
import type { FileTree } from '../source/file-tree';
import { parseLocalised } from '../time/localised';
import { LinkedFiles } from '../reading/linked-files';
import { dayOrderOf } from './html-day-order';
import { DyiPage, type PageMessage } from './html-page';
import { listedPeople } from './html-people';
import { MetaChats } from './meta-chats';
import type { MetaRoot } from './thread-files';

/** Reads all conversations of an export in HTML. @throws an abort */
export async function* readDyiHtml(
  root: MetaRoot,
  tree: FileTree,
  { onBytes, answers }: ReadOptions,
  signal: AbortSignal,
): AsyncGenerator<readonly ExportEvent[]> {
  const files = root.threads.flatMap((thread) => thread.files);
  const dayFirst = await orNothing(dayOrderOf(files, signal), undefined, signal);
  const pages = { chats: new MetaChats(), linked: new LinkedFiles(tree, root.bases), dayFirst, answers };
  for (const { name, files: parts } of root.threads)
    for (const file of parts) yield* readOneFile(file, readPage(file, name, pages, onBytes, signal), signal);
  yield* pages.chats.guesses();
}

/** What all pages of an export share. */
interface Pages {
  readonly chats: MetaChats;
  readonly linked: LinkedFiles;
  readonly dayFirst: Chat['dayFirst'];
  readonly answers: ReadOptions['answers'];
}

async function* readPage(
  file: ExportFile,
  thread: string,
  pages: Pages,
  onBytes: ReadOptions['onBytes'],
  signal: AbortSignal,
): AsyncGenerator<readonly ExportEvent[]> {
  const page = new DyiPage();
  let chat: Chat | undefined;
  let events: ChatEvents | undefined;
  for await (const line of readHtml(file, page, onBytes, signal)) {
    const [first] = page.found;
    if (first && !chat) {
      chat = chatOf(page, thread, pages);
      const people = listedPeople(page.intro, [chat.title, first.sender], page.language);
      events = pages.chats.of({ ...chat, kind: kindOf(people.length) }, people);
    }
    for (const found of page.found) events?.message(messageOf(found, chat?.dayFirst, file, pages.linked));
    for (const text of page.unknown) events?.unparsed(file.path, line, 'unknown', text);
    page.found = [];
    page.unknown = [];
    if (events) yield events.take();
  }
  const excerpt = page.title.slice(0, EXCERPT);
  if (!chat || page.isCut)
    yield [
      { type: 'unparsed', unparsed: { file: file.path, line: null, reason: chat ? 'too-long' : 'unknown', excerpt } },
    ];
}

function chatOf({ title }: DyiPage, thread: string, { dayFirst, answers }: Pages): Chat {
  const id = thread || title.trim();
  const answer = answers?.get(id)?.dayFirst;
  const order =
    dayFirst?.by === 'guess' && answer !== undefined ? ({ value: answer, by: 'answer' } as const) : dayFirst;
  return { id, title: title.trim(), kind: 'unknown', ...(order && { dayFirst: order }) };
}

function kindOf(people: number): Chat['kind'] {
  return people > 2 ? 'group' : people === 2 ? 'direct' : 'unknown';
}

function messageOf(
  { sender, date, body: { text, entities, files, reactions } }: PageMessage,
  dayFirst: Chat['dayFirst'],
  file: ExportFile,
  linked: LinkedFiles,
): FoundMessage {
  const found = files.map(({ uri, kind }) => attachmentOf(uri, kind, file, linked));
  const shown = found.every(({ kind }) => kind === 'sticker') ? 'sticker' : 'media';
  return {
    id: null,
    time: parseLocalised(date, dayFirst && { dayFirst: dayFirst.value }),
    sender: sender || null,
    kind: found.length > 0 ? shown : text ? 'text' : 'other',
    text,
    ...filled({ entities, attachments: found, reactions }),
  };
}

/** Addresses in pages may be written with `%20`. */
function attachmentOf(
  uri: string,
  kind: Attachment['kind'] | undefined,
  { path }: ExportFile,
  linked: LinkedFiles,
): Attachment {
  const found = linked.at(uri, path, kind);
  if (found.missing !== 'not-found' || !uri.includes('%')) return found;
  try {
    const decoded = linked.at(decodeURIComponent(uri), path, kind);
    return decoded.path === null ? found : decoded;
  } catch {
    return found;
  }
}
