import { kindByName } from '../attachment-kind';
import { ChatEvents } from '../chat-events';
import type { ReadOptions } from '../format';
import { asObject } from '../json/shape';
import type { Attachment, ExportEvent } from '../model';
import { orNothing } from '../or-nothing';
import { readElements } from '../read-elements';
import type { FileTree } from '../source/file-tree';
import { messageOf } from './message';
import { type GroupInfo, kindOf, type Person, personOf, readGroupInfo, readOwner, titleOf } from './people';
import type { GroupFiles, Takeout } from './takeout';
import { Threads } from './threads';

const NO_INFO: GroupInfo = { name: '', members: [] };

/** Reads all conversations of a Takeout. @throws an abort */
export async function* readTakeout(
  { groups, users }: Takeout,
  tree: FileTree,
  { onBytes }: ReadOptions,
  signal: AbortSignal,
): AsyncGenerator<readonly ExportEvent[]> {
  let owner: Person | null = null;
  for (const file of users) owner = (await orNothing(readOwner(file, onBytes, signal), null, signal)) ?? owner;
  for (const group of groups) {
    const reading = group.info ? readGroupInfo(group.info, onBytes, signal) : NO_INFO;
    const info = await orNothing(Promise.resolve(reading), NO_INFO, signal);
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
