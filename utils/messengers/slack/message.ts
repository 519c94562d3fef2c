import type { FoundMessage } from '../reading/chat-events';
import { type JsonObject, asArray, asNumber, asObject, asString } from '../json/shape';
import type { MessageKind, Participant, Reaction } from '../model';
import { attachmentsOf, type Places } from './attachment';
import { mrkdwnOf } from './content';
import { nameOfUser } from './directory';
import { type Names, plainText } from './text';
import { momentOfTs } from './timestamp';

/** Whether a value looks like an element of a day's file. */
export function isMessage(value: unknown): boolean {
  const message = asObject(value);
  return message !== null && (momentOfTs(message['ts']) !== null || message['type'] === 'message');
}

/**
 * An element of a day's file: `{type: "message", subtype?, user | bot_id, user_profile?, text, ts, thread_ts?, reactions?,
 * files?, attachments?, blocks?, edited?}`. null: it is no message. Sources: slack.com/help 220556107, docs.slack.dev
 * "message" event and its subtypes.
 */
export function messageOf(value: unknown, names: Names, places: Places): FoundMessage | null {
  const message = asObject(value);
  if (!message || !isMessage(message)) return null;
  const attachments = attachmentsOf(message, places);
  const { text, entities } = plainText(mrkdwnOf(message), names);
  const subtype = asString(message['subtype']);
  const id = asString(message['ts']);
  const thread = asString(message['thread_ts']);
  const reactions = asArray(message['reactions']).flatMap(reactionOf);
  const edited = asObject(message['edited']);
  const shared = asArray(message['attachments'])
    .map(asObject)
    .find((card) => card?.['is_share'] === true);
  return {
    id,
    time: momentOfTs(message['ts']),
    sender: senderOf(message)?.id ?? null,
    kind: kindOf(subtype, text, attachments.length > 0),
    ...(subtype && { nativeKind: subtype }),
    text,
    ...(entities.length > 0 && { entities }),
    ...(attachments.length > 0 && { attachments }),
    ...(thread && thread !== id && { replyTo: { id: thread } }),
    ...(reactions.length > 0 && { reactions }),
    ...(edited && { edited: { at: momentOfTs(edited['ts']) } }),
    ...(shared && { forwarded: { from: asString(shared['author_id']) ?? asString(shared['author_name']) } }),
  };
}

/** What Slack itself writes; `huddle_thread` is a call. */
const SYSTEM =
  /^(?:(?:channel|group|mpim|im)_|(?:un)?pinned_item$|bot_(?:add|remove|enable|disable)$|reminder_add$|joiner_|app_conversation_|sh_room_|ekm_)/;

function kindOf(subtype: string | null, text: string, hasFiles: boolean): MessageKind {
  if (subtype === 'tombstone' || subtype === 'message_deleted') return 'deleted';
  if (subtype === 'huddle_thread') return 'call';
  if (subtype !== null && SYSTEM.test(subtype)) return 'system';
  if (hasFiles) return 'media';
  return text === '' ? 'other' : 'text';
}

/** Who wrote: a person, or a bot, by its id or by the name under which it wrote; null where nothing tells. */
export function senderOf(message: JsonObject): Participant | null {
  const profile = asObject(message['user_profile']) ?? asObject(message['bot_profile']);
  const name = asString(message['username']) || (profile ? nameOfUser(profile) : '');
  const user = asString(message['user']) || asString(asObject(message['comment'])?.['user']);
  const id = user || asString(message['bot_id']) || name;
  return id ? { id, name } : null;
}

function reactionOf(value: unknown): readonly Reaction[] {
  const reaction = asObject(value);
  const emoji = asString(reaction?.['name']);
  if (!emoji) return [];
  const by = asArray(reaction?.['users']).flatMap((user) => asString(user) ?? []);
  return [{ emoji, count: asNumber(reaction?.['count']) ?? by.length, ...(by.length > 0 && { by }) }];
}
