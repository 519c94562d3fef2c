import { type JsonObject, asArray, asObject, asString } from '../json/shape';
import type { Chat, ChatKind } from '../model';

/** What a conversation says of itself. */
export interface Conversation {
  readonly id: string;
  readonly displayName: string;
  readonly topic: string;
  readonly members: readonly string[];
}

export const NO_CONVERSATION: Conversation = { id: '', displayName: '', topic: '', members: [] };

/** The conversation with one more of its fields. */
export function withField(conversation: Conversation, key: unknown, value: unknown): Conversation {
  if (key === 'id') return { ...conversation, id: asString(value) ?? '' };
  if (key === 'displayName') return { ...conversation, displayName: asString(value) ?? '' };
  const thread = key === 'threadProperties' ? asObject(value) : null;
  return thread
    ? { ...conversation, topic: asString(thread['topic']) ?? '', members: membersOf(thread) }
    : conversation;
}

/** A list, as JSON in a string: `["8:live:ann", "8:live:bob"]`. */
function membersOf(thread: JsonObject): readonly string[] {
  let list: unknown = thread['members'];
  if (typeof list === 'string')
    try {
      list = JSON.parse(list);
    } catch {
      return [];
    }
  return asArray(list).flatMap((member) => asString(member) ?? []);
}

/** The chat as Skype shows it. @param me who exported */
export function chatOf({ id, displayName, topic }: Conversation, me: string): Chat {
  return { id, title: displayName || topic || nameOf(id), kind: kindOf(id, me) };
}

/** By what stands before the colon: a person, a group, a bot, a telephone number, notes. */
function kindOf(id: string, me: string): ChatKind {
  if (id === me || id.startsWith('48:notes')) return 'self';
  const [, prefix] = /^(\d{1,3}):/.exec(id) ?? [];
  if (prefix === '19') return 'group';
  if (prefix === '28') return 'bot';
  return prefix === '8' || prefix === '4' || prefix === '2' || prefix === '1' ? 'direct' : 'unknown';
}

/** Somebody's name where only the id is known: `8:live:ann` is `ann`. */
export function nameOf(id: string): string {
  return id.replace(/^\d{1,3}:(?:live:)?/, '');
}
