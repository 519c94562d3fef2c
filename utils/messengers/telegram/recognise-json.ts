import { headItems } from '../json/head-items';
import { type JsonObject, asObject } from '../json/shape';
import type { ExportFile } from '../source/export-file';
import { isChatType } from './chat-header';
import { ACCOUNT_MEMBERS, choosePart } from './json-layout';

/** What a file may be. */
export type JsonVariant = 'json' | 'account-json';

/**
 * Which of Telegram Desktop's JSON exports a file is, by the members at the top of its first 64 KiB and by the messages in
 * there; null for none.
 * @throws PasskeepError as {@link ExportFile.stream}
 */
export async function recogniseJson(file: ExportFile, signal: AbortSignal): Promise<JsonVariant | null> {
  const members = new Set<unknown>();
  const lists = new Set<unknown>();
  const items = await headItems(
    file,
    (path) => {
      if (path.length === 1) members.add(path[0]);
      if (path.length === 2 && path[1] === 'list') lists.add(path[0]);
      // Entered only to see what it has.
      return path.length === 1 && ACCOUNT_MEMBERS.has(path[0]) ? enterOrTake(path[0]) : choosePart(path);
    },
    signal,
  );
  const messages = items.filter(({ path }) => path.at(-1) === 'messages').map(({ value }) => value);
  const looking = messages.filter(looksLikeMessage).length;
  if (looking * 2 < messages.length) return null;
  if (members.has('messages')) {
    const type = items.find(({ path }) => path.length === 1 && path[0] === 'type')?.value;
    return looking > 0 || (messages.length === 0 && isChatType(type)) ? 'json' : null;
  }
  const isAccount = members.size > 0 && [...members].every((member) => ACCOUNT_MEMBERS.has(member));
  const personal = asObject(items.find(({ path }) => path[0] === 'personal_information')?.value);
  const isKnown = looking > 0 || typeof personal?.user_id === 'number' || (lists.size > 0 && members.has('about'));
  return isAccount && isKnown ? 'account-json' : null;
}

function enterOrTake(member: string | number | undefined): 'enter' | 'take' {
  return member === 'personal_information' ? 'take' : 'enter';
}

const MESSAGE_TYPES: ReadonlySet<unknown> = new Set(['message', 'service', 'unsupported']);

/** Whether an element of `messages` has what Telegram Desktop gives every one: a type of three, and an id or a time. */
function looksLikeMessage(value: unknown): boolean {
  const message: JsonObject = asObject(value) ?? {};
  const isNumbered = typeof message.id === 'number' || typeof message.date_unixtime === 'string';
  const hasContent = message.type === 'message' ? 'text' in message || 'text_entities' in message : true;
  return MESSAGE_TYPES.has(message.type) && isNumbered && hasContent;
}
