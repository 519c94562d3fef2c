import { kindByName } from '../reading/attachment-kind';
import { ChatEvents } from '../reading/chat-events';
import type { ReadOptions } from '../format';
import type { JsonItem } from '../json/read-json';
import { asObject } from '../json/shape';
import type { Attachment, ExportEvent } from '../model';
import { readAside } from '../reading/read-aside';
import { readElements } from '../reading/read-elements';
import type { FileTree } from '../source/file-tree';
import { messageOf } from './message';
import {
  chooseInGroup,
  chooseInUser,
  type GroupInfo,
  GroupReader,
  kindOf,
  type Person,
  personOf,
  titleOf,
} from './people';
import type { GroupFiles, Takeout } from './takeout';
import { Threads } from './threads';

/** Reads all conversations of a Takeout. @throws an abort */
export async function* readTakeout(
  { groups, users }: Takeout,
  tree: FileTree,
  { onBytes }: ReadOptions,
  signal: AbortSignal,
): AsyncGenerator<readonly ExportEvent[]> {
  let owner: Person | null = null;
  for (const file of users) {
    const take = ({ value }: JsonItem): void => void (owner = personOf(value) ?? owner);
    yield* readAside(file, { choose: chooseInUser, onBytes }, take, signal);
  }
  for (const group of groups) {
    const info = new GroupReader();
    const take = (item: JsonItem): void => info.take(item);
    if (group.info) yield* readAside(group.info, { choose: chooseInGroup, onBytes }, take, signal);
    yield* readGroup(group, info, owner, tree, onBytes, signal);
  }
}

async function* readGroup(
  { name, folders, messages }: GroupFiles,
  info: GroupInfo,
  owner: Person | null,
  tree: FileTree,
  onBytes: ReadOptions['onBytes'],
  signal: AbortSignal,
): AsyncGenerator<readonly ExportEvent[]> {
  const events = new ChatEvents({ id: groupId(name), title: titleOf(info, owner), kind: kindOf(info) });
  const announce = ({ id, name: called }: Person): void =>
    events.person({ id, name: called }, id === owner?.id ? 'sure' : undefined);
  info.members.forEach(announce);
  yield events.take();
  if (!messages) return;
  const threads = new Threads();
  const find = (original: string, exported: string): Attachment => attachmentOf(original, exported, folders, tree);
  const options = {
    choose: ([key]: readonly unknown[]) => (key === undefined ? 'enter' : key === 'messages' ? 'each' : 'skip'),
    chat: () => events,
    isKnown: false,
    message: (element: unknown) => {
      const creator = personOf(asObject(element)?.['creator']);
      if (creator) announce(creator);
      return messageOf(element, find, (topic, id) => threads.rootOf(topic, id));
    },
    onBytes,
  } as const;
  yield* readElements(messages, options, signal);
}

/** A group's id is the last word of its folder's name, the only one that is not translated. */
function groupId(folder: string): string {
  return folder.slice(folder.lastIndexOf(' ') + 1);
}

/** Attachments lie beside the messages, in whichever zip there was room. */
function attachmentOf(name: string, exported: string, folders: readonly string[], tree: FileTree): Attachment {
  const places = folders.map((folder) => (folder === '' ? exported : `${folder}/${exported}`));
  const path = (exported && places.find((place) => tree.get(place))) || null;
  return { kind: kindByName(name), name, path, ...(path === null && { missing: 'not-found' }) };
}
