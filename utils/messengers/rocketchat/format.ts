import { headItems } from '../json/head-items';
import { asObject, asString } from '../json/shape';
import type { Format, FoundExport } from '../format';
import type { ExportFile } from '../source/export-file';
import { chooseInRoom } from './layout';
import { isMessage } from './message';
import { readRoom } from './read';

/**
 * What Rocket.Chat's web client exports of a room, as JSON: `{roomId, roomName, userExport{id, username, name, roles},
 * exportDate, messages[]}`; before 2023 the messages came third. Source: useDownloadExportMutation.ts of Rocket.Chat.
 */
export const rocketchat: Format = {
  async find(tree, signal) {
    const found: FoundExport[] = [];
    for (const file of tree.named(/\.json$/i))
      if (await isRoom(file, signal))
        found.push({
          messenger: 'rocketchat',
          variant: 'json',
          path: file.path,
          files: [file],
          read: ({ onBytes }, abort) => readRoom(file, onBytes, abort),
        });
    return found;
  },
};

/** A room's id, and messages as Rocket.Chat has them; where there is none, who exported and when. */
async function isRoom(file: ExportFile, signal: AbortSignal): Promise<boolean> {
  const items = await headItems(file, chooseInRoom, signal);
  const at = (key: string): unknown[] => items.filter(({ path }) => path[0] === key).map(({ value }) => value);
  if (!at('roomId').some((id) => asString(id) !== null)) return false;
  const messages = at('messages');
  if (messages.length > 0) return messages.some(isMessage);
  return at('userExport').some(asObject) && at('exportDate').some(asString);
}
