import { headItems } from '../json/head-items';
import { asString } from '../json/shape';
import type { Format, FoundExport } from '../format';
import { type ExportFile, folderOf } from '../source/export-file';
import { isSealed } from '../source/kinds';
import { chooseInExport } from './layout';
import { SkypeMedia } from './media';
import { readSkype } from './read';

/**
 * Skype's export (until 2025): a tar with `messages.json` and `media/`. `{userId, exportDate, conversations: [{id,
 * displayName, threadProperties, MessageList: […]}]}`. Source: siwen-r/skype-export-parser.
 */
export const skype: Format = {
  async find(tree, signal) {
    const found: FoundExport[] = [];
    for (const file of tree.named(/\.json$/i))
      if (await isExport(file, signal)) {
        const media = new SkypeMedia(file, tree);
        found.push({
          messenger: 'skype',
          variant: 'json',
          path: media.hasFolder || file.zip !== null ? folderOf(file.path) : file.path,
          files: [file],
          read: ({ onBytes }, abort) => readSkype(file, media, onBytes, abort),
        });
      }
    return found;
  },
};

/** Who exported and when, and a conversation with an id and a list of messages, where the beginning has one. */
async function isExport(file: ExportFile, signal: AbortSignal): Promise<boolean> {
  if (isSealed(file.path)) return false;
  const items = await headItems(file, (path) => (path[3] === undefined ? chooseInExport(path) : 'skip'), signal);
  const has = (key: string): boolean => items.some(({ path, value }) => path[0] === key && asString(value) !== null);
  if (!has('userId') || !has('exportDate')) return false;
  return items.some(({ path, value }) => path[0] === 'conversations' && path[2] === 'id' && asString(value) !== null);
}
