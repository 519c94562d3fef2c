import { ChatEvents } from '../reading/chat-events';
import { type JsonItem, readJson } from '../json/read-json';
import { asObject, asString } from '../json/shape';
import type { ExportEvent } from '../model';
import { readOneFile } from '../reading/one-file';
import type { ExportFile } from '../source/export-file';
import { chatOf, type Conversation, nameOf, NO_CONVERSATION, withField } from './conversation';
import { chooseInExport } from './layout';
import type { SkypeMedia } from './media';
import { messageOf } from './message';

/** Reads all conversations. @throws an abort */
export function readSkype(
  file: ExportFile,
  media: SkypeMedia,
  onBytes: ((bytes: number) => void) | undefined,
  signal: AbortSignal,
): AsyncGenerator<readonly ExportEvent[]> {
  return readOneFile(file, skypeEvents(file, media, onBytes, signal), signal);
}

async function* skypeEvents(
  file: ExportFile,
  media: SkypeMedia,
  onBytes: ((bytes: number) => void) | undefined,
  signal: AbortSignal,
): AsyncGenerator<readonly ExportEvent[]> {
  const reader = new SkypeReader(file, media);
  for await (const batch of readJson(file, { choose: chooseInExport, onBytes }, signal)) {
    const broken: ExportEvent[] = [];
    for (const item of batch)
      if ('unparsed' in item) broken.push({ type: 'unparsed', unparsed: item.unparsed });
      else reader.take(item);
    yield [...broken, ...reader.events()];
  }
  reader.finish();
  yield reader.events();
}

/** Gathers the events of the conversations, one after another. */
class SkypeReader {
  readonly #file: ExportFile;
  readonly #media: SkypeMedia;
  /** By the id: a conversation may be in two places. */
  readonly #chats = new Map<string, ChatEvents>();
  readonly #names = new Map<string, string>();
  #me = '';
  #index: unknown = null;
  #conversation: Conversation = NO_CONVERSATION;
  #chat: ChatEvents | null = null;

  constructor(file: ExportFile, media: SkypeMedia) {
    this.#file = file;
    this.#media = media;
  }

  take({ path: [top, index, key], value }: JsonItem): void {
    if (top === 'userId') this.#me = asString(value) ?? '';
    if (top !== 'conversations') return;
    if (index !== this.#index) {
      this.finish();
      this.#index = index;
    }
    if (key === 'MessageList') this.#message(value);
    else {
      this.#conversation = withField(this.#conversation, key, value);
      // The id and the name come first; what comes after messages is said again.
      if (this.#chat) this.#describe(this.#chat);
    }
  }

  /** Ends the conversation, which may have no messages. */
  finish(): void {
    if (this.#index !== null && !this.#chat) this.#begin();
    this.#conversation = NO_CONVERSATION;
    this.#chat = null;
  }

  events(): readonly ExportEvent[] {
    return [...this.#chats.values()].flatMap((chat) => chat.take());
  }

  #begin(): ChatEvents {
    const { id } = this.#conversation;
    if (id === '') this.#conversation = { ...this.#conversation, id: `conversation ${String(this.#index)}` };
    const known = this.#chats.get(this.#conversation.id);
    this.#chat = known ?? new ChatEvents(chatOf(this.#conversation, this.#me));
    this.#chats.set(this.#conversation.id, this.#chat);
    this.#describe(this.#chat);
    return this.#chat;
  }

  #describe(chat: ChatEvents): void {
    const { id, displayName, members } = this.#conversation;
    if (/^(?:8|4|2|1):/.test(id) && id !== this.#me) this.#person(chat, id, displayName);
    for (const member of members) if (member !== id) this.#person(chat, member, null);
  }

  /** @param name as the export writes it here; somebody who has none here may have had one before */
  #person(chat: ChatEvents, id: string, name: string | null): void {
    if (name) this.#names.set(id, name);
    chat.person({ id, name: this.#names.get(id) ?? nameOf(id) }, id === this.#me ? 'sure' : undefined);
  }

  #message(value: unknown): void {
    const chat = this.#chat ?? this.#begin();
    const message = messageOf(value, this.#media);
    if (!message) chat.unparsed(this.#file.path, null, 'unknown', JSON.stringify(value));
    else {
      const source = asObject(value) ?? {};
      if (message.sender !== null) this.#person(chat, message.sender, asString(source['displayName']));
      chat.message(message);
    }
  }
}
