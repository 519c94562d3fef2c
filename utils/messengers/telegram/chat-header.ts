import { asId, asString } from '../json/shape';
import type { Chat, ChatKind } from '../model';

/**
 * The kinds of chats that Telegram Desktop writes, and in which of Telegram's three sets of ids theirs are (the same number
 * may be a user's and a channel's). tdesktop, export/output/export_output_json.cpp.
 */
const TYPES = new Map<string, { readonly kind: ChatKind; readonly ids: 'user' | 'chat' | 'channel' }>([
  ['saved_messages', { kind: 'self', ids: 'user' }],
  ['replies', { kind: 'bot', ids: 'user' }],
  ['verification_codes', { kind: 'bot', ids: 'user' }],
  ['personal_chat', { kind: 'direct', ids: 'user' }],
  ['bot_chat', { kind: 'bot', ids: 'user' }],
  ['private_group', { kind: 'group', ids: 'chat' }],
  ['private_supergroup', { kind: 'group', ids: 'channel' }],
  ['public_supergroup', { kind: 'group', ids: 'channel' }],
  ['private_channel', { kind: 'channel', ids: 'channel' }],
  ['public_channel', { kind: 'channel', ids: 'channel' }],
]);

/** What stands beside a chat's messages, as far as it has been read. */
export interface ChatHeader {
  name?: unknown;
  type?: unknown;
  id?: unknown;
}

/** Whether Telegram Desktop has such a kind of chat. */
export function isChatType(type: unknown): boolean {
  return typeof type === 'string' && TYPES.has(type);
}

/** The chat that a header tells of. Its id is written as those of senders are: `user12`, `channel34`. */
export function chatOf(header: ChatHeader): Chat {
  const type = TYPES.get(asString(header.type) ?? '');
  const number = asId(header.id);
  const title = asString(header.name) ?? '';
  return { id: number === null ? title : `${type?.ids ?? ''}${number}`, title, kind: type?.kind ?? 'unknown' };
}

/** Whose the other side of a chat of two is; null in any other chat. */
export function partnerOf({ id, kind }: Chat): string | null {
  return (kind === 'direct' || kind === 'bot') && id.startsWith('user') ? id : null;
}

/**
 * A person's, group's or channel's id as newer exports write it. Older ones write a number that holds the set of ids above
 * its lowest 32 bits. tdesktop before 2.6, data/data_types.h, PeerId.
 */
export function peerId(value: unknown): string | null {
  if (typeof value !== 'number') return asString(value);
  if (value < 2 ** 32) return `user${value}`;
  return value < 2 ** 33 ? `chat${value - 2 ** 32}` : `channel${value - 2 ** 33}`;
}
