import { headItems } from '../json/head-items';
import { asString } from '../json/shape';
import type { Format, FoundExport } from '../format';
import { type ExportFile, folderOf } from '../source/export-file';
import { isEvent } from './event';
import { chooseInRoom } from './json-layout';
import { readRoom } from './json-read';
import { ElementMedia } from './media';

/**
 * Element's "Export chat" as JSON: `{room_name, room_creator, topic, export_date, exported_by, messages: [Matrix events]}`,
 * alone, or as `export.json` in a zip with `images/`, `videos/`, `audio/`, `files/`, `stickers/`. Source: JSONExport.ts and
 * Exporter.ts of element-web.
 */
export const elementJson: Format = {
  async find(tree, signal) {
    const found: FoundExport[] = [];
    for (const file of tree.named(/\.json$/i))
      if (await isRoom(file, signal)) {
        const media = new ElementMedia(file, tree);
        found.push({
          messenger: 'element',
          variant: 'json',
          path: media.hasFiles ? folderOf(file.path) : file.path,
          files: [file],
          read: ({ onBytes }, abort) => readRoom(file, media, onBytes, abort),
        });
      }
    return found;
  },
};

/** Who exported, when, and events of Matrix; where there are none, the name of the room and of who made it as well. */
async function isRoom(file: ExportFile, signal: AbortSignal): Promise<boolean> {
  const items = await headItems(file, chooseInRoom, signal);
  const has = (key: string): boolean => items.some(({ path, value }) => path[0] === key && asString(value) !== null);
  if (!has('exported_by') || !has('export_date')) return false;
  const messages = items.filter(({ path }) => path[0] === 'messages');
  if (messages.length > 0) return messages.some(({ value }) => isEvent(value));
  return has('room_name') && (has('room_creator') || has('topic'));
}
