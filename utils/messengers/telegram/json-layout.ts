import type { Choice, JsonPath } from '../json/read-json';

/** Members of a whole account's export. tdesktop, export/output/export_output_json.cpp. */
export const ACCOUNT_MEMBERS: ReadonlySet<unknown> = new Set([
  'about',
  'personal_information',
  'profile_pictures',
  'stories',
  'profile_music',
  'contacts',
  'frequent_contacts',
  'sessions',
  'web_sessions',
  'other_data',
  'chats',
  'left_chats',
]);

/**
 * What of an export is read: a chat at its root, or those in `chats.list` and `left_chats.list`; and who made it. Everything
 * else is passed by.
 */
export function choosePart(path: JsonPath): Choice {
  const [first, second] = path;
  if (path.length === 0) return 'enter';
  const isList = first === 'chats' || first === 'left_chats';
  if (path.length === 1) return isList ? 'enter' : first === 'personal_information' ? 'take' : memberOfChat(first);
  if (!isList || second !== 'list') return 'skip';
  return path.length < 4 ? 'enter' : memberOfChat(path[3]);
}

function memberOfChat(key: unknown): Choice {
  if (key === 'messages') return 'each';
  return key === 'name' || key === 'type' || key === 'id' ? 'take' : 'skip';
}
