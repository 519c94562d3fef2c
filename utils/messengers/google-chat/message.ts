import type { FoundMessage } from '../reading/chat-events';
import { type JsonObject, asArray, asNumber, asObject, asString } from '../json/shape';
import type { Attachment, Entity, MessageKind, Reaction, Reply } from '../model';
import { parseLocalised } from '../time/localised';
import { personOf } from './people';

/** Finds an attachment by the names that it had and has. */
export type FindAttachment = (name: string, exportName: string) => Attachment;

/** Fields of which a message has at least one. */
const SIGNS = ['message_id', 'topic_id', 'created_date', 'creator', 'message_state'] as const;

/** Whether a value looks like a message of Google Chat's Takeout. */
export function isMessage(value: unknown): boolean {
  const message = asObject(value);
  return message !== null && SIGNS.filter((sign) => Object.hasOwn(message, sign)).length > 1;
}

/**
 * A message of Google Chat's Takeout: `{creator{name,email,user_type}, created_date, updated_date?, text?, attached_files?,
 * quoted_message_metadata?, annotations?, reactions?, topic_id, message_id, message_state?, deleted_date?}`. Dates are prose
 * in the account's language. null: it is no message. Fields after abrignoni/RLEAPP, mrwoof/google-chat-takeout-reader and
 * exports as others describe them.
 * @param threadOf the message that began the topic, where it is another one
 */
export function messageOf(
  value: unknown,
  find: FindAttachment,
  threadOf: (topic: string, id: string) => string | null,
): FoundMessage | null {
  const message = asObject(value);
  if (!message || !SIGNS.some((sign) => Object.hasOwn(message, sign))) return null;
  const text = asString(message['text']) ?? '';
  const annotations = asArray(message['annotations']).map(asObject);
  const attachments = asArray(message['attached_files']).map((file) => attachmentOf(asObject(file), find));
  const entities = entitiesOf(annotations, text);
  const reactions = asArray(message['reactions']).flatMap(reactionOf);
  const id = asString(message['message_id']);
  const topic = asString(message['topic_id']);
  const root = topic !== null && id !== null ? threadOf(topic, id) : null;
  const reply = quoteOf(message) ?? (root === null ? null : { id: root });
  const updated = asString(message['updated_date']);
  const kind = kindOf(message, annotations, text, attachments.length > 0);
  return {
    id,
    time: parseLocalised(asString(message['created_date']) ?? ''),
    sender: personOf(message['creator'])?.id ?? null,
    kind,
    ...(kind === 'other' && { nativeKind: annotations.flatMap((one) => typeOf(one) ?? [])[0] ?? 'empty' }),
    text,
    ...(entities.length > 0 && { entities }),
    ...(attachments.length > 0 && { attachments }),
    ...(reply && { replyTo: reply }),
    ...(reactions.length > 0 && { reactions }),
    ...(updated !== null && { edited: { at: parseLocalised(updated) } }),
  };
}

function kindOf(
  message: JsonObject,
  annotations: readonly (JsonObject | null)[],
  text: string,
  hasFiles: boolean,
): MessageKind {
  const state = asString(message['message_state']);
  if (state === 'DELETED' || 'deleted_date' in message || 'deletion_metadata' in message) return 'deleted';
  if (hasFiles) return 'media';
  if (text !== '') return 'text';
  if (annotations.some((one) => one && 'membership_changed_metadata' in one)) return 'system';
  return annotations.some((one) => one && 'video_call_metadata' in one) ? 'call' : 'other';
}

function attachmentOf(file: JsonObject | null, find: FindAttachment): Attachment {
  const exportName = asString(file?.['export_name']) ?? '';
  return find(asString(file?.['original_name']) || exportName, exportName);
}

function quoteOf(message: JsonObject): Reply | null {
  const quoted = asObject(message['quoted_message_metadata']);
  if (!quoted) return null;
  const [id, text] = [asString(quoted['message_id']), asString(quoted['text'])];
  const sender = personOf(quoted['creator'])?.id;
  return { ...(id && { id }), ...(sender && { sender }), ...(text && { text }) };
}

/** `{emoji: {unicode}, reactor_emails: […]}` */
function reactionOf(value: unknown): readonly Reaction[] {
  const reaction = asObject(value);
  const emoji = asObject(reaction?.['emoji']);
  const custom = asObject(emoji?.['custom_emoji']);
  const name = asString(emoji?.['unicode']) ?? asString(custom?.['shortcode']) ?? asString(reaction?.['emoji']);
  if (!name) return [];
  const by = asArray(reaction?.['reactor_emails']).flatMap((email) => asString(email) ?? []);
  return [{ emoji: name, count: Math.max(by.length, 1), ...(by.length > 0 && { by }) }];
}

const FORMATS: Readonly<Record<string, Entity['kind']>> = {
  BOLD: 'bold',
  ITALIC: 'italic',
  UNDERLINE: 'underline',
  STRIKE: 'strike',
  MONOSPACE: 'code',
  SOURCE_CODE: 'pre',
  MONOSPACE_BLOCK: 'pre',
};

/** `{start_index, length, url_metadata | format_metadata | user_mention_metadata | …}` */
function entitiesOf(annotations: readonly (JsonObject | null)[], text: string): Entity[] {
  const entities: Entity[] = [];
  for (const annotation of annotations) {
    const start = asNumber(annotation?.['start_index']) ?? 0;
    const length = asNumber(annotation?.['length']) ?? 0;
    if (!annotation || !Number.isSafeInteger(start) || length < 1 || start < 0 || start + length > text.length)
      continue;
    entities.push({ ...meaningOf(annotation), start, length });
  }
  return entities.toSorted((a, b) => a.start - b.start);
}

function meaningOf(annotation: JsonObject): Pick<Entity, 'kind' | 'value'> {
  const url = asObject(annotation['url_metadata'])?.['url'];
  // Protocol buffers' SafeUrl, as its text form names its only field.
  const address = asString(url) ?? asString(asObject(url)?.['private_do_not_access_or_else_safe_url_wrapped_value']);
  if (address !== null) return { kind: 'link', value: address };
  const mention = asObject(annotation['user_mention_metadata']);
  if (mention) {
    const whom = personOf(mention['user'])?.id;
    return { kind: 'mention', ...(whom && { value: whom }) };
  }
  const format = asString(asObject(annotation['format_metadata'])?.['format_type']) ?? '';
  return { kind: Object.hasOwn(FORMATS, format) ? (FORMATS[format] as Entity['kind']) : 'other' };
}

/** What an annotation is about: the name of its field that ends in `_metadata`. */
function typeOf(annotation: JsonObject | null): string | null {
  return Object.keys(annotation ?? {}).find((key) => key.endsWith('_metadata')) ?? null;
}
