import type { ReadOptions } from '../format';
import { readHtml } from '../html/read-html';
import type { Chat, ChatKind, ExportEvent, Unparsed } from '../model';
import { type ExportFile, folderOf } from '../source/export-file';
import { Attachments } from './attachments';
import { type Draft, messageOfDraft } from './html-draft';
import { ChatPages } from './html-page';
import { pageNumber } from './html-pages';

/** One chat's pages. */
export interface PagedChat {
  readonly folder: string;
  readonly pages: readonly ExportFile[];
}

/** Where the sender's account is gone; in English whatever the program's language. */
const DELETED = 'Deleted Account';

/**
 * Reads the pages of chats, one chat after the other.
 * @param kindOf by folder, as far as the export tells
 * @throws PasskeepError as {@link ExportFile.stream}
 */
export async function* readHtmlExport(
  chats: readonly PagedChat[],
  kindOf: (folder: string) => ChatKind,
  find: (path: string) => ExportFile | undefined,
  { onBytes }: ReadOptions,
  signal: AbortSignal,
): AsyncGenerator<readonly ExportEvent[]> {
  const ids = new Set<string>();
  for (const { folder, pages } of chats) {
    const reader = new PagesReader(kindOf(folder), ids, new Attachments(folder, find));
    for (const page of pages) {
      let last = 1;
      for await (const line of readHtml(page, reader.pages, onBytes, signal)) {
        const events = reader.events(page.path, (last = line));
        if (events.length > 0) yield events;
      }
      const events = [...reader.endPage(page.path, last), ...missingPages(reader.pages, page, find)];
      if (events.length > 0) yield events;
    }
  }
}

/** The pages that a page leads to and that are not there. Each is told by the page before or after it, or both. */
function missingPages(
  read: ChatPages,
  page: ExportFile,
  find: (path: string) => ExportFile | undefined,
): ExportEvent[] {
  const links = read.neighbours;
  read.neighbours = [];
  if (pageNumber(page.path) === null) return [];
  return links
    .map((link) => `${folderOf(page.path)}/${link}`.replace(/^\//, ''))
    .filter((path) => pageNumber(path) !== null && !find(path))
    .map((path) => unparsed(path, null, 'unreadable'));
}

/** Makes events of the messages on one chat's pages. Memory: its people. */
class PagesReader {
  readonly pages = new ChatPages();
  readonly #kind: ChatKind;
  readonly #ids: Set<string>;
  readonly #attachments: Attachments;
  readonly #people = new Set<string>();
  #chat: Chat | null = null;
  #seq = 0;
  /** Of the message before. */
  #sender: string | null = null;
  #forwardedFrom: string | null = null;
  #tooLong = 0;

  /** @param ids of the export's chats so far */
  constructor(kind: ChatKind, ids: Set<string>, attachments: Attachments) {
    this.#kind = kind;
    this.#ids = ids;
    this.#attachments = attachments;
  }

  /** What was read up to a line. */
  events(file: string, line: number): ExportEvent[] {
    const events: ExportEvent[] = [];
    for (const draft of this.pages.drafts()) this.#message(draft, this.#begun(events), events);
    for (; this.#tooLong < this.pages.tooLong; this.#tooLong++) events.push(unparsed(file, line, 'too-long'));
    return events;
  }

  endPage(file: string, line: number): ExportEvent[] {
    const events = this.events(file, line);
    this.#begun(events);
    if (this.pages.isCut) events.push(unparsed(file, line, 'cut-short'));
    this.pages.isCut = false;
    return events;
  }

  #begun(events: ExportEvent[]): Chat {
    if (this.#chat) return this.#chat;
    const title = this.pages.title ?? '';
    let id = title;
    for (let nth = 2; this.#ids.has(id); nth++) id = `${title} (${nth})`;
    this.#ids.add(id);
    this.#chat = { id, title: title === DELETED ? '' : title, kind: this.#kind };
    events.push({ type: 'chat', chat: this.#chat });
    return this.#chat;
  }

  #message(draft: Draft, chat: Chat, events: ExportEvent[]): void {
    const sender = this.#senderOf(draft);
    if (sender !== null && !this.#people.has(sender)) {
      this.#people.add(sender);
      events.push({ type: 'participant', chat: chat.id, participant: { id: sender, name: sender } });
    }
    if (draft.forwarded) this.#forwardedFrom = draft.forwarded.from ??= this.#forwardedFrom;
    events.push({
      type: 'message',
      message: messageOfDraft(draft, chat.id, this.#seq++, sender, this.#attachments),
    });
  }

  #senderOf({ isService, isJoined, from }: Draft): string | null {
    if (isService) return null;
    if (!isJoined || from !== null) this.#sender = from === DELETED ? null : from;
    return this.#sender;
  }
}

function unparsed(file: string, line: number | null, reason: Unparsed['reason']): ExportEvent {
  return { type: 'unparsed', unparsed: { file, line, reason, excerpt: '' } };
}
