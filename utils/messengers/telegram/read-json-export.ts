import type { ReadOptions } from '../format';
import { type JsonItem, type JsonPath, readJson } from '../json/read-json';
import { asId, asObject } from '../json/shape';
import type { Chat, ExportEvent } from '../model';
import type { ExportFile } from '../source/export-file';
import type { Attachments } from './attachments';
import { type ChatHeader, chatOf, partnerOf } from './chat-header';
import { choosePart } from './json-layout';
import { messageOf, senderOf } from './json-message';
import { repairEscapes } from './repair-escapes';

/**
 * Reads a `result.json`: its chats, one after the other.
 * @throws PasskeepError as {@link ExportFile.stream}
 */
export async function* readJsonExport(
  file: ExportFile,
  attachments: Attachments,
  { onBytes }: ReadOptions,
  signal: AbortSignal,
): AsyncGenerator<readonly ExportEvent[]> {
  const reader = new ChatsReader(attachments);
  const isElement = (value: unknown): boolean => asObject(value) !== null;
  const options = { choose: choosePart, repair: repairEscapes, isElement, onBytes };
  for await (const batch of readJson(file, options, signal)) {
    const events: ExportEvent[] = [];
    for (const item of batch)
      if ('unparsed' in item) events.push({ type: 'unparsed', unparsed: item.unparsed });
      else reader.take(item, events);
    if (events.length > 0) yield events;
  }
  yield reader.finish();
}

/** Makes events of what an export holds. Memory: the chats, and the people of one. */
class ChatsReader {
  readonly #attachments: Attachments;
  /** By id: messages so far. A chat may come in two pieces. */
  readonly #counts = new Map<string, number>();
  /** Who made the export. */
  #me: string | null = null;
  #path: JsonPath | null = null;
  /** Which chat that path is in. */
  #place: string | null = null;
  #header: ChatHeader = {};
  /** Once its first message, or its end, has come. */
  #chat: Chat | null = null;
  /** Whether the header has more than was told. */
  #isStale = false;
  #seq = 0;
  #people = new Set<string>();

  constructor(attachments: Attachments) {
    this.#attachments = attachments;
  }

  take({ path, value }: JsonItem, events: ExportEvent[]): void {
    if (path[0] === 'personal_information') {
      const id = asId(asObject(value)?.user_id);
      this.#me = id === null ? null : `user${id}`;
      return;
    }
    if (path !== this.#path) this.#turnTo(path, events);
    const key = path.at(-1);
    if (key === 'messages') return this.#message(value, events);
    this.#header[key as keyof ChatHeader] = value;
    this.#isStale = true;
  }

  finish(): readonly ExportEvent[] {
    const events: ExportEvent[] = [];
    this.#endChat(events);
    return events;
  }

  #turnTo(path: JsonPath, events: ExportEvent[]): void {
    this.#path = path;
    const place = path.slice(0, -1).join('/');
    if (place === this.#place) return;
    this.#endChat(events);
    this.#place = place;
  }

  #message(value: unknown, events: ExportEvent[]): void {
    const object = asObject(value) ?? {};
    const chat = this.#chat ?? this.#beginChat(events);
    const { id, name } = senderOf(object);
    if (id !== null && !this.#people.has(id)) this.#person(chat, id, name, events);
    events.push({ type: 'message', message: messageOf(object, chat.id, this.#seq++, id, this.#attachments) });
  }

  #beginChat(events: ExportEvent[]): Chat {
    let chat = chatOf(this.#header);
    // Chats without an id of their own may have one title.
    for (let nth = 2; this.#header.id === undefined && this.#counts.has(chat.id); nth++)
      chat = { ...chat, id: `${chat.title} (${nth})` };
    this.#chat = chat;
    this.#seq = this.#counts.get(chat.id) ?? 0;
    this.#isStale = false;
    events.push({ type: 'chat', chat });
    const partner = partnerOf(chat);
    if (partner !== null) this.#person(chat, partner, chat.title, events);
    return chat;
  }

  #endChat(events: ExportEvent[]): void {
    if (this.#place === null) return;
    const chat = this.#chat ?? this.#beginChat(events);
    if (this.#isStale) events.push({ type: 'chat', chat: { ...chatOf(this.#header), id: chat.id } });
    this.#counts.set(chat.id, this.#seq);
    this.#header = {};
    this.#chat = null;
    this.#isStale = false;
    this.#people = new Set();
  }

  #person(chat: Chat, id: string, name: string, events: ExportEvent[]): void {
    this.#people.add(id);
    const me = this.#isMe(chat, id) ? ({ me: 'sure' } as const) : {};
    events.push({ type: 'participant', chat: chat.id, participant: { id, name }, ...me });
  }

  /** Where the export does not name its maker: of two people the one whose chat it is not. */
  #isMe(chat: Chat, id: string): boolean {
    if (this.#me !== null) return id === this.#me;
    if (chat.kind === 'self') return id === chat.id;
    const partner = partnerOf(chat);
    return partner !== null && id !== partner && id.startsWith('user');
  }
}
