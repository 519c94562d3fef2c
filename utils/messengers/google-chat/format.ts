import { headItems } from '../json/head-items';
import type { Format, FoundExport } from '../format';
import { isMessage } from './message';
import { chooseInGroup } from './people';
import { readTakeout } from './read';
import { type GroupFiles, takeoutsIn } from './takeout';

/**
 * Google Chat from Google Takeout: `Takeout/Google Chat/Groups/{DM|Space} ID/{group_info,messages}.json` with attachments
 * beside them, and `Users/User N/user_info.json`. Folders have names in the account's language, files have not.
 */
export const googleChat: Format = {
  async find(tree, signal) {
    const found: FoundExport[] = [];
    for (const { groups, ...takeout } of takeoutsIn(tree)) {
      const own: GroupFiles[] = [];
      for (const group of groups) if (await isGroup(group, signal)) own.push(group);
      // A group without messages tells nothing by itself.
      if (!own.some(({ messages }) => messages)) continue;
      const files = [...own.flatMap(({ info, messages }) => [info, messages]), ...takeout.users];
      found.push({
        messenger: 'google-chat',
        variant: 'takeout',
        path: takeout.path,
        files: files.filter((file) => file !== undefined),
        read: (options, abort) => readTakeout({ groups: own, ...takeout }, tree, options, abort),
      });
    }
    return found;
  },
};

/** Messages with the fields of Google Chat's; or none at all, with the other file beside them; or only that other file. */
async function isGroup({ info, messages }: GroupFiles, signal: AbortSignal): Promise<boolean> {
  if (!messages) return info !== undefined && (await hasMembers(info, signal));
  const choose = ([key]: readonly unknown[]) => (key === undefined ? 'enter' : key === 'messages' ? 'each' : 'skip');
  const items = await headItems(messages, choose, signal);
  if (items.length === 0) return info !== undefined && (await hasMembers(info, signal));
  return items.some(({ value }) => isMessage(value));
}

async function hasMembers(info: NonNullable<GroupFiles['info']>, signal: AbortSignal): Promise<boolean> {
  return (await headItems(info, chooseInGroup, signal)).some(({ path }) => path[0] === 'members');
}
