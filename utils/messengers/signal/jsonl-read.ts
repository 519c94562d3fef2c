import { ChatEvents } from '../reading/chat-events';
import { type JsonLine, readJsonLines } from '../json/json-lines';
import { asId, asNumber, asObject, type JsonObject } from '../json/shape';
import type { ExportEvent, Unparsed } from '../model';
import { EXCERPT } from '../model';
import type { ExportFile } from '../source/export-file';
import { momentOf } from '../time/iso';
import { SignalFiles } from './jsonl-files';
import { readItem } from './jsonl-item';
import { type Recipient, Recipients, SELF } from './jsonl-recipients';

/** Frames that belong to no chat. */
const OTHER_FRAMES: ReadonlySet<string> = new Set(['stickerPack', 'notificationProfile', 'chatFolder']);

/** Reads an export, a batch for every block. @throws PasskeepError as {@link ExportFile.stream} */
export async function* readFrames(
  file: ExportFile,
  below: readonly ExportFile[],
  onBytes: ((bytes: number) => void) | undefined,
  signal: AbortSignal,
): AsyncGenerator<readonly ExportEvent[]> {
  const reader = new FrameReader(file.path, new SignalFiles(below));
  for await (const lines of readJsonLines(file, onBytes, signal)) {
    for (const line of lines) await reader.line(line);
    yield reader.take();
  }
  reader.end();
  yield reader.take();
}

/** Makes events of lines. Memory: people, groups and chats. */
class FrameReader {
  readonly #path: string;
  readonly #files: SignalFiles;
  readonly #recipients = new Recipients();
  /** By their numbers in the file, and by their ids. */
  readonly #chats = new Map<string, OpenChat>();
  readonly #chatsById = new Map<string, OpenChat>();
  readonly #touched = new Set<OpenChat>();
  #unparsed: ExportEvent[] = [];

  constructor(path: string, files: SignalFiles) {
    this.#path = path;
    this.#files = files;
  }

  async line({ number, text, object, reason }: JsonLine): Promise<void> {
    // The header, which is known.
    if (number === 1) return;
    if (!object || !(await this.#frame(object))) this.#problem(number, reason ?? 'unknown', text);
  }

  end(): void {
    for (const chat of this.#chats.values()) this.#announce(chat);
  }

  take(): readonly ExportEvent[] {
    const events = [...this.#touched].flatMap((chat) => chat.events.take()).concat(this.#unparsed);
    this.#touched.clear();
    this.#unparsed = [];
    return events;
  }

  async #frame(frame: JsonObject): Promise<boolean> {
    const [kind] = Object.keys(frame);
    if (kind === undefined) return true;
    const content = asObject(frame[kind]);
    if (!content) return false;
    if (kind === 'account') this.#recipients.account(content);
    else if (kind === 'recipient') await this.#recipients.add(content);
    else if (kind === 'chat') this.#open(asId(content['id']) ?? '', this.#recipients.get(content['recipientId']));
    else if (kind === 'chatItem') await this.#item(content);
    else if (kind === 'adHocCall') this.#call(content);
    else return OTHER_FRAMES.has(kind);
    return true;
  }

  async #item(item: JsonObject): Promise<void> {
    const number = asId(item['chatId']) ?? '';
    const nobody: Recipient = { key: `chat:${number}`, name: '', kind: 'unknown', members: [] };
    const chat = this.#chats.get(number) ?? this.#open(number, nobody);
    this.#announce(chat);
    const message = await readItem(item, this.#recipients, this.#files);
    if (message.sender !== null) this.#person(chat, message.sender);
    chat.events.message(message);
  }

  /** A call by a link has no chat of its own in Signal; here it is in one that is named like the link. */
  #call(call: JsonObject): void {
    const number = `call:${asId(call['recipientId']) ?? ''}`;
    const chat = this.#chats.get(number) ?? this.#open(number, this.#recipients.get(call['recipientId']));
    const time = momentOf(asNumber(call['callTimestamp']), 0, 'millisecond');
    this.#touched.add(chat);
    chat.events.message({
      id: asId(call['callId']),
      time,
      sender: null,
      kind: 'call',
      nativeKind: 'adHocCall',
      text: '',
    });
  }

  #open(number: string, recipient: Recipient): OpenChat {
    const { key: id, name: title, kind } = recipient;
    const chat = this.#chatsById.get(id) ?? {
      events: new ChatEvents({ id, title, kind }),
      recipient,
      isAnnounced: false,
    };
    this.#chats.set(number, chat);
    this.#chatsById.set(id, chat);
    this.#touched.add(chat);
    return chat;
  }

  /** Says who is in a chat: once, when everybody has been described, which is before its first message. */
  #announce(chat: OpenChat): void {
    this.#touched.add(chat);
    if (chat.isAnnounced) return;
    chat.isAnnounced = true;
    const { kind, key } = chat.recipient;
    if (kind === 'direct' || kind === 'self' || kind === 'channel') this.#person(chat, key);
    else for (const member of this.#recipients.membersOf(chat.recipient)) this.#person(chat, member);
  }

  #person({ events }: OpenChat, id: string): void {
    events.person({ id, name: this.#recipients.nameOf(id) }, id === SELF ? 'sure' : undefined);
  }

  /** Only what is a message may be shown: other frames hold keys. */
  #problem(line: number, reason: Unparsed['reason'], text: string): void {
    const excerpt = /^\s*\{\s*"chatItem"/.test(text) ? text.slice(0, EXCERPT) : '';
    this.#unparsed.push({ type: 'unparsed', unparsed: { file: this.#path, line, reason, excerpt } });
  }
}

interface OpenChat {
  readonly events: ChatEvents;
  readonly recipient: Recipient;
  isAnnounced: boolean;
}
