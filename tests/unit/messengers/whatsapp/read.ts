import type { Chat, ExportEvent, Message } from '@/utils/messengers/model';
import type { ReadOptions } from '@/utils/messengers/format';
import { whatsapp } from '@/utils/messengers/whatsapp/format';
import { find, memoryFile, only, readAll } from '../lib/read';

/** One chat, read. */
export interface ReadChat {
  readonly chat: Chat;
  readonly messages: readonly Message[];
  readonly events: readonly ExportEvent[];
  readonly path: string;
}

/** Reads a text as a chat, with other files beside it. @returns null where it is not recognised as one */
export async function readChatText(
  text: string | Uint8Array,
  {
    path = '_chat.txt',
    files = [],
    block = 4096,
    options = {},
  }: { path?: string; files?: readonly string[]; block?: number; options?: ReadOptions } = {},
): Promise<ReadChat | null> {
  const others = files.map((name) => memoryFile(name, 'content'));
  const [found] = await find(whatsapp, [memoryFile(path, text, block), ...others]);
  if (!found) return null;
  const events = await readAll(found, options);
  const chat = only(events, 'chat').at(-1)?.chat;
  if (!chat) throw new Error('A chat was found, and none was read.');
  return { chat, messages: only(events, 'message').map(({ message }) => message), events, path: found.path };
}

/** As {@link readChatText}, of what must be recognised. */
export async function chatOf(...args: Parameters<typeof readChatText>): Promise<ReadChat> {
  const read = await readChatText(...args);
  if (!read) throw new Error('Not recognised.');
  return read;
}

/** Each message in short: who, what kind, which text, which files. */
export function inShort({ messages }: ReadChat): readonly string[] {
  return messages.map(({ sender, kind, text, attachments }) => {
    const files = (attachments ?? []).map(({ name, path, missing }) => `${name} ${path ?? missing}`);
    return [sender ?? '-', kind, text, ...files].join(' | ');
  });
}
