import { kindByName } from '../reading/attachment-kind';
import type { FoundMessage } from '../reading/chat-events';
import { type JsonObject, asArray, asNumber, asObject, asString } from '../json/shape';
import type { Attachment, MessageKind, Moment, Participant, Reaction } from '../model';
import { nameOf } from '../source/export-file';
import { momentOf, parseIso } from '../time/iso';

/** Whether a value looks like one of Rocket.Chat's messages. */
export function isMessage(value: unknown): boolean {
  const message = asObject(value);
  return (
    asString(message?.['_id']) !== null && (asObject(message?.['u']) !== null || momentOfTs(message?.['ts']) !== null)
  );
}

/**
 * One of Rocket.Chat's messages: `{_id, ts, u{_id, username, name}, msg, t?, tmid?, attachments?, files?, reactions?,
 * editedAt?}`; the web client's export has only some of it. null: it is no message. Source: IMessage.ts of Rocket.Chat.
 */
export function messageOf(value: unknown): FoundMessage | null {
  const message = asObject(value);
  if (!message || !isMessage(message)) return null;
  const cards = asArray(message['attachments'])
    .map(asObject)
    .filter((card) => card !== null);
  const attachments = attachmentsOf(message, cards);
  const { text, quotes } = textOf(message, cards);
  const thread = asString(message['tmid']);
  const replyTo = quotes === null ? thread && { id: thread } : quotes;
  const type = asString(message['t']);
  const reactions = reactionsOf(message['reactions']);
  const edited = momentOfTs(message['editedAt']);
  return {
    id: asString(message['_id']),
    time: momentOfTs(message['ts']),
    sender: personOf(message['u'])?.id ?? null,
    kind: kindOf(message, type, text, attachments),
    ...(type && { nativeKind: type }),
    text,
    ...(attachments.length > 0 && { attachments }),
    ...(replyTo && { replyTo }),
    ...(reactions.length > 0 && { reactions }),
    ...(edited && { edited: { at: edited } }),
  };
}

/** `{_id, username, name?}`; of who exported `{id, username, name}`. */
export function personOf(value: unknown): Participant | null {
  const user = asObject(value);
  const username = asString(user?.['username']) ?? '';
  const id = asString(user?.['_id']) || asString(user?.['id']) || username;
  return id === '' ? null : { id, name: asString(user?.['name']) || username };
}

function kindOf(
  message: JsonObject,
  type: string | null,
  text: string,
  attachments: readonly Attachment[],
): MessageKind {
  if (type === 'rm') return 'deleted';
  if (type !== null && /call|^videoconf|^voip|^rtc$/.test(type)) return 'call';
  // What is encrypted is somebody's message, whatever it says.
  if (type !== null && type !== 'e2e' && !type.startsWith('otr')) return 'system';
  if (asObject(message['location'])) return 'location';
  if (attachments.length > 0) return 'media';
  return text === '' ? 'other' : 'text';
}

/** What a quotation puts in front of the text: an empty link to the message. */
const QUOTE = /^\[ ?\]\([^()\s]{1,2000}[?&]msg=([\w-]{1,100})[^()\s]{0,200}\)\s?/;

/** The text, descriptions of files below it where it has not got them, and the message that it quotes. */
function textOf(
  message: JsonObject,
  cards: readonly JsonObject[],
): { text: string; quotes: { id: string; sender?: string; text?: string } | null } {
  const written = asString(message['msg']) ?? '';
  const match = QUOTE.exec(written);
  const own = match ? written.slice(match[0].length) : written;
  const descriptions = cards.flatMap((card) => asString(card['description']) || []).filter((one) => !own.includes(one));
  const text = [own, ...descriptions].filter((part) => part !== '').join('\n');
  if (!match) return { text, quotes: null };
  const quoted = cards.find((card) => asString(card['message_link']) !== null);
  const [sender, words] = [asString(quoted?.['author_name']), asString(quoted?.['text'])];
  return { text, quotes: { id: match[1] ?? '', ...(sender && { sender }), ...(words && { text: words }) } };
}

/** Files are on the server: the export has their addresses at most. */
function attachmentsOf(message: JsonObject, cards: readonly JsonObject[]): readonly Attachment[] {
  const files = asArray(message['files'])
    .map(asObject)
    .filter((file) => file !== null);
  const shown = cards.filter(isFile).map((card) => attachmentOf(card));
  if (shown.length > 0) return shown;
  return files.filter((file) => file['typeGroup'] !== 'thumb').map((file) => attachmentOf(file));
}

const ADDRESSES = ['title_link', 'image_url', 'video_url', 'audio_url'] as const;

function isFile(card: JsonObject): boolean {
  return card['type'] === 'file' || ADDRESSES.some((key) => asString(card[key]) !== null);
}

function attachmentOf(file: JsonObject): Attachment {
  const url = ADDRESSES.map((key) => asString(file[key])).find((address) => address);
  const name = asString(file['title']) || asString(file['name']) || nameOf((url ?? '').replace(/[?#].*$/s, ''));
  const type = ['image_type', 'video_type', 'audio_type', 'type'].map((key) => asString(file[key])).find(isMime);
  const sizes = ['image_size', 'video_size', 'audio_size', 'size'].map((key) => asNumber(file[key]));
  const size = sizes.find((one) => one !== null);
  const [, main] = /^(image|video|audio)\//.exec(type ?? '') ?? [];
  return {
    kind: main === undefined ? kindByName(name) : (main as 'image' | 'video' | 'audio'),
    name,
    path: null,
    missing: url ? 'remote' : 'left-out',
    ...(typeof size === 'number' && { size }),
    ...(type && { type }),
    ...(url && { url }),
  };
}

function isMime(type: string | null): boolean {
  return type !== null && type.includes('/');
}

/** `{":+1:": {usernames: ["ann"]}}` */
function reactionsOf(value: unknown): readonly Reaction[] {
  return Object.entries(asObject(value) ?? {}).map(([emoji, reaction]) => {
    const by = asArray(asObject(reaction)?.['usernames']).flatMap((user) => asString(user) ?? []);
    return { emoji, count: by.length, ...(by.length > 0 && { by }) };
  });
}

/** ISO 8601, or a date as MongoDB writes it: `{"$date": …}`. */
function momentOfTs(value: unknown): Moment | null {
  const date = asObject(value)?.['$date'] ?? value;
  return typeof date === 'number' ? momentOf(date, 0, 'millisecond') : parseIso(asString(date) ?? '');
}
