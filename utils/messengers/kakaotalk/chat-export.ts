import { ChatEvents } from '../reading/chat-events';
import type { FoundExport, ReadOptions } from '../format';
import type { Chat, ExportEvent } from '../model';
import { type ExportFile, folderOf } from '../source/export-file';
import type { FileTree } from '../source/file-tree';

/** How whoever exports is named on Korean phones. */
const ME = '회원님';

/** Reads the one chat of a file; yields where what was gathered can be handed on. */
export type ReadChat = (
  events: ChatEvents,
  pathOf: (name: string) => string | null,
  onBytes: ReadOptions['onBytes'],
  signal: AbortSignal,
) => AsyncGenerator<unknown>;

/** An export that is one file with one chat. */
export function chatExport(file: ExportFile, tree: FileTree, variant: string, chat: Chat, read: ReadChat): FoundExport {
  return {
    messenger: 'kakaotalk',
    variant,
    path: file.path,
    files: [file],
    async *read({ onBytes }, signal) {
      const events = new ChatEvents(chat);
      for await (const _ of read(events, besides(file, tree), onBytes, signal)) yield events.take();
      yield conclude(chat, events);
    },
  };
}

/** Where files lie that are in the folder of a text. */
function besides(file: ExportFile, tree: FileTree): (name: string) => string | null {
  const folder = folderOf(file.path);
  return (name) => (name.includes('/') ? null : (tree.get(folder === '' ? name : `${folder}/${name}`)?.path ?? null));
}

/** What is known of a chat when everybody has been seen: a chat of two is named like the other one. */
function conclude(chat: Chat, events: ChatEvents): readonly ExportEvent[] {
  const { people } = events;
  const isDirect = people.length <= 2 && people.includes(chat.title);
  events.chat({ ...chat, kind: isDirect ? 'direct' : people.length > 1 ? 'group' : chat.kind });
  const other = isDirect ? people.find((id) => id !== chat.title) : undefined;
  const me = people.includes(ME) ? ME : other;
  if (me !== undefined) events.person({ id: me, name: me }, 'guess');
  return events.take();
}
