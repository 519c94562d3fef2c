import { ChatEvents, type FoundMessage } from '../reading/chat-events';
import type { ChatKind, ExportEvent } from '../model';
import { readOneFile } from '../reading/one-file';
import { type ExportFile, nameOf } from '../source/export-file';
import type { FileTree } from '../source/file-tree';
import { readLines } from '../text/lines';
import { readData } from './signal-export-json';
import { MarkdownReader } from './signal-export-markdown';
import { ExportedMedia } from './signal-export-media';

/** One chat of an export. */
export interface ChatFiles {
  readonly folder: string;
  readonly markdown: ExportFile | null;
  /** Read in place of the other where it is there: it says the same, and more. */
  readonly data: ExportFile | null;
}

/** What the exporter calls its user, and nobody. */
const ME = 'Me';
const NOBODY = 'No-Sender';
const OWN_NOTES = 'Note to Self';

/** Reads all chats. @throws PasskeepError as {@link ExportFile.stream} */
export async function* readChats(
  chats: readonly ChatFiles[],
  tree: FileTree,
  onBytes: ((bytes: number) => void) | undefined,
  signal: AbortSignal,
): AsyncGenerator<readonly ExportEvent[]> {
  for (const chat of chats) {
    // Both files count as progress; one is read.
    if (chat.data && chat.markdown) onBytes?.(chat.markdown.size);
    const file = chat.data ?? chat.markdown;
    if (file)
      yield* readOneFile(file, readChat(chat, file, new ExportedMedia(tree, chat.folder), onBytes, signal), signal);
  }
}

async function* readChat(
  { folder, data }: ChatFiles,
  file: ExportFile,
  media: ExportedMedia,
  onBytes: ((bytes: number) => void) | undefined,
  signal: AbortSignal,
): AsyncGenerator<readonly ExportEvent[]> {
  const title = nameOf(folder);
  const chat = { id: title, title, kind: 'unknown' } as const;
  const events = new ChatEvents(chat);
  const say = (message: FoundMessage): void => {
    const { sender, text, attachments, kind } = message;
    if (sender === ME) events.person({ id: ME, name: ME }, 'sure');
    const isNotice = sender === NOBODY && kind === 'text' && text === '' && !attachments;
    events.message({ ...message, ...(sender === NOBODY && { sender: null }), ...(isNotice && { kind: 'system' }) });
  };
  const reader = data ? null : new MarkdownReader(file.path, events, media, say);
  for await (const lines of readLines(file, onBytes, signal)) {
    for (const line of lines)
      if (reader) reader.line(line);
      else readData(line, file.path, events, media, say);
    yield events.take();
  }
  reader?.end();
  events.chat({ ...chat, kind: kindOf(title, events.people) });
  yield events.take();
}

/** By who wrote: the exporter does not tell. */
function kindOf(title: string, people: readonly string[]): ChatKind {
  const others = people.filter((id) => id !== ME);
  if (others.length === 0) return title === OWN_NOTES ? 'self' : 'unknown';
  if (others.length > 1) return 'group';
  return others[0] === title ? 'direct' : 'group';
}
