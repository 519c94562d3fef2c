import { kindByName } from '../reading/attachment-kind';
import { ChatEvents, type FoundMessage } from '../reading/chat-events';
import { readHtml } from '../html/read-html';
import type { Attachment, ExportEvent, MessageKind } from '../model';
import { type ExportFile, folderOf, nameOf } from '../source/export-file';
import type { FileTree } from '../source/file-tree';
import { parseLocalised } from '../time/localised';
import { ElementPage, type Tile } from './html-page';

/** Reads the pages of a room, which begin anew on each of them. @throws PasskeepError as {@link ExportFile.stream} */
export async function* readPages(
  pages: readonly ExportFile[],
  tree: FileTree,
  onBytes: ((bytes: number) => void) | undefined,
  signal: AbortSignal,
): AsyncGenerator<readonly ExportEvent[]> {
  let events: ChatEvents | undefined;
  let sender: string | null = null;
  for (const file of pages) {
    const page = new ElementPage();
    for await (const _ of readHtml(file, page, onBytes, signal)) {
      for (const { tile, day } of page.tiles()) {
        const { title, exporter } = page.room;
        events ??= new ChatEvents({ id: title.trim() || file.path, title: title.trim(), kind: 'unknown' });
        // A message without a name is by whoever wrote the one before it.
        sender = tile.name.trim() || sender;
        const isMe = exporter !== null && (sender === exporter.name || sender === exporter.id);
        if (isMe && tile.look !== 'info') events.person({ id: sender ?? '', name: sender ?? '' }, 'guess');
        events.message(messageOf(tile, day, tile.look === 'info' ? null : sender, folderOf(file.path), tree));
      }
      if (events) yield events.take();
    }
    const { title } = page.room;
    events ??= new ChatEvents({ id: title.trim() || file.path, title: title.trim(), kind: 'unknown' });
  }
  if (events) yield events.take();
}

function messageOf(tile: Tile, day: string, sender: string | null, folder: string, tree: FileTree): FoundMessage {
  const attachments = [...tile.files].map(([path, tag]) => attachmentOf(path, tag, tile.look, folder, tree));
  const text = tile.text.replace(/\n+$/, '');
  return {
    id: tile.id || null,
    time: parseLocalised(tile.date) ?? parseLocalised(`${day} ${tile.clock}`),
    sender,
    kind: kindOf(tile, text),
    ...(tile.look === 'emote' && { nativeKind: 'm.emote' }),
    text,
    ...(attachments.length > 0 && { attachments }),
    ...(tile.answers && { replyTo: { id: tile.answers } }),
  };
}

function kindOf({ look, files }: Tile, text: string): MessageKind {
  if (look === 'info') return 'system';
  if (look === 'deleted' || look === 'sticker') return look;
  if (files.size > 0) return 'media';
  return text === '' ? 'other' : 'text';
}

const KINDS: ReadonlyMap<string, Attachment['kind']> = new Map([
  ['img', 'image'],
  ['video', 'video'],
  ['audio', 'audio'],
]);

function attachmentOf(path: string, tag: string, look: Tile['look'], folder: string, tree: FileTree): Attachment {
  const place = folder === '' ? path : `${folder}/${path}`;
  const isThere = tree.get(place) !== undefined;
  return {
    kind: look === 'sticker' ? 'sticker' : (KINDS.get(tag) ?? kindByName(path)),
    name: nameOf(path),
    path: isThere ? place : null,
    ...(!isThere && { missing: 'not-found' }),
  };
}
