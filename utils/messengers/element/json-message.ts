import { kindByName } from '../reading/attachment-kind';
import type { FoundMessage } from '../reading/chat-events';
import { type JsonObject, asNumber, asObject, asString } from '../json/shape';
import type { Attachment, MessageKind } from '../model';
import { momentOf } from '../time/iso';
import { isEvent, isRedacted, relationOf, replacementOf } from './event';
import type { ElementMedia } from './media';
import { withoutFallback } from './reply';
import { stateText } from './state';

/**
 * An event of Matrix as Element exports it. Every event is a message: also reactions and edits that stand for themselves, as
 * what they are about may be far before them. null: it is no event. Source: Matrix specification, "Client-Server API".
 */
export function messageOf(value: unknown, media: ElementMedia): FoundMessage | null {
  const event = asObject(value);
  const type = asString(event?.['type']);
  if (!event || type === null || !isEvent(event)) return null;
  const own = asObject(event['content']) ?? {};
  const replaced = replacementOf(event);
  const relation = relationOf(own);
  const isEdit = relation?.type === 'm.replace';
  const content = replaced?.content ?? (isEdit ? asObject(own['m.new_content']) : null) ?? own;
  const id = asString(event['event_id']);
  const attachment = attachmentOf(type, content, id ?? '', media);
  const { text, quoted } = textOf(event, type, content, relation?.key ?? null);
  const at = momentOf(asNumber(event['origin_server_ts']), 0, 'millisecond');
  const earlier = asString(own['body']);
  const kind = kindOf(event, type, content, attachment);
  const nativeKind = isEdit ? 'm.replace' : nativeKindOf(type, content);
  return {
    id,
    time: at,
    sender: asString(event['sender']),
    kind,
    ...(nativeKind && { nativeKind }),
    text,
    ...(attachment && { attachments: [attachment] }),
    ...(relation?.event && { replyTo: { id: relation.event, ...quoted } }),
    ...(replaced && {
      edited: {
        at: momentOf(replaced.at, 0, 'millisecond'),
        ...(earlier !== null && { earlier: [withoutFallback(earlier).text] }),
      },
    }),
    ...(isEdit && { edited: { at } }),
  };
}

/** Messages of people, by their `msgtype` or their event's type, with the folder that Element puts their files in. */
const FILES: ReadonlyMap<string, readonly [Attachment['kind'] | null, string]> = new Map([
  ['m.image', ['image', 'images']],
  ['m.video', ['video', 'videos']],
  ['m.audio', ['audio', 'audio']],
  ['m.file', [null, 'files']],
  ['m.sticker', ['sticker', 'stickers']],
]);

function kindOf(event: JsonObject, type: string, content: JsonObject, attachment: Attachment | null): MessageKind {
  if ('state_key' in event || type === 'm.room.redaction') return 'system';
  if (isRedacted(event)) return 'deleted';
  if (attachment) return attachment.kind === 'sticker' ? 'sticker' : 'media';
  if (/^(?:m|org\.matrix\.msc3401)\.call\./.test(type)) return 'call';
  if (/^(?:m|org\.matrix\.msc3381)\.poll\.start$/.test(type)) return 'poll';
  if (content['msgtype'] === 'm.location') return 'location';
  if (type === 'm.room.message') return asString(content['body']) ? 'text' : 'other';
  return 'other';
}

/** What `kind` does not say: emotes and notices, and events that are no texts. */
function nativeKindOf(type: string, content: JsonObject): string | null {
  const msgtype = asString(content['msgtype']);
  if (type !== 'm.room.message') return type;
  return msgtype === 'm.text' ? null : msgtype;
}

function textOf(
  event: JsonObject,
  type: string,
  content: JsonObject,
  key: string | null,
): ReturnType<typeof withoutFallback> {
  if ('state_key' in event) return { text: stateText(event, content), quoted: {} };
  if (key !== null) return { text: key, quoted: {} };
  const body = asString(content['body']) ?? '';
  if (type.endsWith('.poll.start')) return { text: pollText(content) ?? body, quoted: {} };
  if (isFile(type, content)) return { text: captionOf(content), quoted: {} };
  // Only an answer has something before its own text.
  return asObject(content['m.relates_to'] ?? asObject(event['content'])?.['m.relates_to'])
    ? withoutFallback(body)
    : { text: body, quoted: {} };
}

/** The question and its answers, in either of the ways that the specification has had. */
function pollText(content: JsonObject): string | null {
  const poll =
    asObject(content['m.poll']) ??
    asObject(content['m.poll.start']) ??
    asObject(content['org.matrix.msc3381.poll.start']);
  const answers = poll?.['answers'];
  const lines = [poll?.['question'], ...(Array.isArray(answers) ? answers : [])].map(extensibleText);
  return poll ? lines.filter((line) => line).join('\n') : null;
}

function extensibleText(value: unknown): string {
  const object = asObject(value);
  const texts = object?.['m.text'];
  const first = asObject(Array.isArray(texts) ? texts[0] : null)?.['body'];
  const plain = [object?.['body'], object?.['org.matrix.msc1767.text'], object?.['m.text'], first];
  return plain.map(asString).find((text) => text) ?? '';
}

function isFile(type: string, content: JsonObject): boolean {
  return type === 'm.sticker' || FILES.has(asString(content['msgtype']) ?? '');
}

/** Since 1.10 a file may have a text of its own: its name is in another field then. */
function captionOf(content: JsonObject): string {
  const [name, body] = [asString(content['filename']), asString(content['body'])];
  return name !== null && body !== null && body !== name ? body : '';
}

function attachmentOf(type: string, content: JsonObject, event: string, media: ElementMedia): Attachment | null {
  if (!isFile(type, content)) return null;
  const [kind, folder] = FILES.get(type === 'm.sticker' ? type : (asString(content['msgtype']) ?? '')) ?? [
    null,
    'files',
  ];
  const body = asString(content['body']) ?? '';
  const name = asString(content['filename']) ?? body;
  const info = asObject(content['info']);
  const [size, mime] = [asNumber(info?.['size']), asString(info?.['mimetype'])];
  const url = asString(content['url']) ?? asString(asObject(content['file'])?.['url']);
  const isVoice = 'org.matrix.msc3245.voice' in content || 'org.matrix.msc3245.voice.v2' in content;
  const path = media.find(folder, event, body) ?? media.find(folder, event, name);
  return {
    kind: isVoice ? 'voice' : (kind ?? kindByName(name)),
    name,
    path,
    ...(path === null && { missing: media.hasFiles ? 'not-found' : 'left-out' }),
    ...(size !== null && { size }),
    ...(mime && { type: mime }),
    ...(url && { url }),
  };
}
