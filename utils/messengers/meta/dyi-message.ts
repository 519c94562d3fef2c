import type { FoundMessage } from '../reading/chat-events';
import { filled } from '../reading/filled';
import { type JsonObject, asArray, asNumber, asObject, asString } from '../json/shape';
import type { Attachment, Entity, MessageKind } from '../model';
import { momentOf } from '../time/iso';
import { metaReactions, metaString } from './strings';

/** Finds the file of an address; its kind by its name where none is told. */
export type FindAttachment = (uri: string, kind?: Attachment['kind']) => Attachment;

/** What Messenger puts behind the second message that an edit leaves in the export. mlomb/chat-analytics#114. */
const EDITED = ' (edited)';

const FILES: readonly (readonly [string, Attachment['kind'] | undefined])[] = [
  ['photos', 'image'],
  ['videos', 'video'],
  ['audio_files', 'audio'],
  ['gifs', 'image'],
  ['files', undefined],
];

/**
 * A message of Meta's "Download your information", in JSON: `{sender_name, timestamp_ms, content?, type?, photos…, share,
 * reactions…}`; in 2018 `timestamp` in seconds. null: it is no message. Fields after kenn-io/msgvault and mlomb/chat-analytics.
 */
export function dyiMessage(value: unknown, find: FindAttachment): FoundMessage | null {
  const message = asObject(value);
  if (!message || !(Object.hasOwn(message, 'sender_name') || Object.hasOwn(message, 'timestamp_ms'))) return null;
  const attachments = attachmentsOf(message, find);
  const { text, entities, isEdited, owner } = textOf(message);
  const reactions = metaReactions(asArray(message['reactions']));
  const type = asString(message['type']);
  const kind = kindOf(message, text, attachments);
  const nativeKind = message['is_geoblocked_for_viewer'] === true ? 'geoblocked' : message['missed'] ? 'missed' : type;
  const seconds = asNumber(message['timestamp']);
  return {
    id: null,
    time:
      momentOf(asNumber(message['timestamp_ms']), 0, 'millisecond') ??
      momentOf(seconds === null ? null : seconds * 1000, 0, 'second'),
    sender: metaString(message['sender_name']) || null,
    kind,
    text,
    ...(nativeKind && nativeKind !== 'Generic' && { nativeKind }),
    ...filled({ entities, attachments, reactions }),
    ...(isEdited && { edited: { at: null } }),
    ...(owner !== null && { forwarded: { from: owner } }),
  };
}

function kindOf(message: JsonObject, text: string, attachments: readonly Attachment[]): MessageKind {
  const { type } = message;
  if (message['is_unsent'] === true) return 'deleted';
  if (type === 'Subscribe' || type === 'Unsubscribe') return 'system';
  if (type === 'Call' || asNumber(message['call_duration']) !== null) return 'call';
  if (type === 'Poll') return 'poll';
  if (attachments.length > 0) return attachments.every(({ kind }) => kind === 'sticker') ? 'sticker' : 'media';
  return text === '' ? 'other' : 'text';
}

/** The text, and below it what was shared where it does not have that anyway. */
function textOf(message: JsonObject): { text: string; entities: Entity[]; isEdited: boolean; owner: string | null } {
  const content = metaString(message['content']) ?? '';
  const isEdited = content.endsWith(EDITED);
  let text = isEdited ? content.slice(0, -EDITED.length) : content;
  const entities: Entity[] = [];
  const share = asObject(message['share']);
  const add = (part: string | null, kind: 'link' | 'quote'): void => {
    if (!part) return;
    if (!text.includes(part)) text += (text && '\n') + part;
    entities.push({ kind, start: text.indexOf(part), length: part.length, ...(kind === 'link' && { value: part }) });
  };
  add(metaString(share?.['link']), 'link');
  add(metaString(share?.['share_text']), 'quote');
  entities.sort((a, b) => a.start - b.start);
  return { text, entities, isEdited, owner: metaString(share?.['original_content_owner']) || null };
}

function attachmentsOf(message: JsonObject, find: FindAttachment): readonly Attachment[] {
  const sticker = asObject(message['sticker']);
  const found = FILES.flatMap(([key, kind]) => asArray(message[key]).map((file) => attachmentOf(file, find, kind)));
  return sticker ? [...found, attachmentOf(sticker, find, 'sticker')] : found;
}

/** A file as Meta's JSON has it, `{uri}`; one without its address is counted as missing. */
export function attachmentOf(file: unknown, find: FindAttachment, kind?: Attachment['kind']): Attachment {
  const uri = metaString(asObject(file)?.['uri']);
  return uri ? find(uri, kind) : { kind: kind ?? 'unknown', name: '', path: null, missing: 'left-out' };
}
