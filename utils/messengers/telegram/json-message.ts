import { type JsonObject, asArray, asId, asNumber, asObject, asString } from '../json/shape';
import type { Message, Reaction, Reply } from '../model';
import type { Attachments } from './attachments';
import { peerId } from './chat-header';
import { filesOf, mediaOf } from './json-media';
import { serviceOf } from './json-service';
import { richText } from './json-text';
import { editedOf, timeOf } from './json-times';

/** What is filled in field by field: most messages have few of them. */
type Filling = { -readonly [Key in keyof Message]: Message[Key] };

/**
 * One element of a chat's `messages`. tdesktop, export/output/export_output_json.cpp, SerializeMessage.
 * @param sender as {@link senderOf} tells
 */
export function messageOf(
  object: JsonObject,
  chat: string,
  seq: number,
  sender: string | null,
  attachments: Attachments,
): Message {
  const time = timeOf(object, 'date');
  const message: Filling = { chat, id: asId(object.id), seq, time, sender, kind: 'text', text: '' };
  if (object.type === 'service') fillService(message, object);
  else if (object.type === 'unsupported') [message.kind, message.nativeKind] = ['other', 'unsupported'];
  else fillText(message, object);
  const files = filesOf(object, attachments);
  if (files.length > 0) message.attachments = files;
  if (object.reactions !== undefined) {
    const reactions = asArray(object.reactions).flatMap((reaction) => reactionOf(asObject(reaction)));
    if (reactions.length > 0) message.reactions = reactions;
  }
  const edited = editedOf(object);
  if (edited) message.edited = edited;
  return message;
}

/** Who wrote it, or did what it tells: the id, or the name where there is no id. null: nobody that is known. */
export function senderOf(object: JsonObject): { readonly id: string | null; readonly name: string } {
  const [id, name] =
    object.from_id !== undefined || object.from !== undefined
      ? [object.from_id, object.from]
      : [object.actor_id, object.actor];
  const known = asString(name) ?? '';
  return { id: peerId(id) ?? (known === '' ? null : known), name: known };
}

function fillService(message: Filling, object: JsonObject): void {
  const { kind, action, words } = serviceOf(object);
  message.kind = kind;
  message.text = words;
  if (action !== null) message.nativeKind = action;
  const about = asId(object.message_id ?? object.game_message_id ?? object.invoice_message_id);
  if (about !== null) message.replyTo = { id: about };
}

function fillText(message: Filling, object: JsonObject): void {
  const { text, entities } = richText(object.text ?? object.text_entities);
  message.text = text;
  if (entities) message.entities = entities;
  const media = mediaOf(object);
  if (media) {
    message.kind = media.kind;
    if (media.nativeKind !== undefined) message.nativeKind = media.nativeKind;
    if (media.words !== '') message.text = text === '' ? media.words : `${text}\n${media.words}`;
  }
  const reply = replyOf(object);
  if (reply) message.replyTo = reply;
  const { forwarded_from: from, saved_from: saved } = object;
  if (from !== undefined || saved !== undefined) message.forwarded = { from: asString(from) ?? asString(saved) };
}

function replyOf({ reply_to_message_id: id, reply_to_peer_id: peer }: JsonObject): Reply | null {
  const message = asId(id);
  if (message === null) return null;
  // In another chat, where that id means another message.
  const other = peerId(peer);
  return other === null ? { id: message } : { sender: other };
}

function reactionOf(reaction: JsonObject | null): Reaction[] {
  if (!reaction) return [];
  const emoji = asString(reaction.emoji) ?? asId(reaction.document_id) ?? asString(reaction.type) ?? '';
  const by = asArray(reaction.recent).flatMap((one) => senderOf(asObject(one) ?? {}).id ?? []);
  return [{ emoji, count: asNumber(reaction.count) ?? by.length, ...(by.length > 0 && { by }) }];
}
