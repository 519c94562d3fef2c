import { ChatEvents } from '../reading/chat-events';
import type { FoundExport, ReadOptions } from '../format';
import type { Chat, ChatKind, ExportEvent } from '../model';
import { readOneFile } from '../reading/one-file';
import { type ExportFile, folderOf, nameOf } from '../source/export-file';
import type { FileTree } from '../source/file-tree';
import { filesBelow } from '../source/files-below';
import { CopiedFiles } from './copied-files';
import { ME } from './draft';

/** Reads one chat's file; yields where what was gathered can be handed on. */
export type ReadChat = (
  file: ExportFile,
  events: ChatEvents,
  files: CopiedFiles,
  options: ReadOptions,
  signal: AbortSignal,
) => AsyncGenerator<unknown>;

/** The exports among chats: those in a folder, with what was copied beside them, are one. */
export function exportsOf(
  chats: readonly ExportFile[],
  tree: FileTree,
  variant: string,
  read: ReadChat,
): FoundExport[] {
  const byFolder = new Map<string, ExportFile[]>();
  for (const chat of chats) {
    const folder = folderOf(chat.path);
    const beside = byFolder.get(folder);
    if (beside) beside.push(chat);
    else byFolder.set(folder, [chat]);
  }
  const below = filesBelow(tree.files, byFolder.keys());
  return [...byFolder].map(([folder, files]) => {
    const texts = new Set(files);
    const copied = below.get(folder)?.filter((file) => !texts.has(file)) ?? [];
    return {
      messenger: 'imessage',
      variant,
      path: files.length === 1 && (copied.length === 0 || folder === '') ? (files[0]?.path ?? '') : folder,
      files,
      read: (options, signal) => readChats(files, new CopiedFiles(copied), read, options, signal),
    };
  });
}

async function* readChats(
  chats: readonly ExportFile[],
  files: CopiedFiles,
  read: ReadChat,
  options: ReadOptions,
  signal: AbortSignal,
): AsyncGenerator<readonly ExportEvent[]> {
  for (const chat of chats) yield* readOneFile(chat, readChat(chat, files, read, options, signal), signal);
}

async function* readChat(
  file: ExportFile,
  files: CopiedFiles,
  read: ReadChat,
  options: ReadOptions,
  signal: AbortSignal,
): AsyncGenerator<readonly ExportEvent[]> {
  const title = nameOf(file.path).replace(/\.(txt|html)$/i, '');
  const chat: Chat = { id: title, title, kind: 'unknown' };
  const events = new ChatEvents(chat);
  for await (const _ of read(file, events, files, options, signal)) yield events.take();
  events.chat({ ...chat, kind: kindOf(title, events.people) });
  yield events.take();
}

/** By the name of the file, which lists the handles of a group without a name, and by who wrote. */
function kindOf(title: string, people: readonly string[]): ChatKind {
  const others = people.filter((id) => id !== ME).length;
  if (others === 1 && people.includes(title)) return 'direct';
  if (title.includes(', ') || others > 1) return 'group';
  return /^(\+?[\d\s()-]{5,}|\S+@\S+)$/.test(title) ? 'direct' : 'unknown';
}
