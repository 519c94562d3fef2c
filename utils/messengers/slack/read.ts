import { ChatEvents } from '../reading/chat-events';
import type { ReadOptions } from '../format';
import { asObject } from '../json/shape';
import type { Chat, ExportEvent } from '../model';
import { readElements } from '../reading/read-elements';
import type { ExportFile } from '../source/export-file';
import type { FileTree } from '../source/file-tree';
import { type Conversation, DirectoryReader } from './directory';
import { messageOf, senderOf } from './message';
import type { Workspace } from './workspace';

/** Reads all conversations of a workspace, each day by day. @throws an abort */
export async function* readWorkspace(
  workspace: Workspace,
  tree: FileTree,
  { onBytes }: ReadOptions,
  signal: AbortSignal,
): AsyncGenerator<readonly ExportEvent[]> {
  const directory = new DirectoryReader();
  yield* directory.read(workspace, onBytes, signal);
  const root = workspace.root === '' ? '' : `${workspace.root}/`;
  for (const { conversation, folder, days } of withDays(directory, workspace))
    yield* readDays(conversation, days, directory, { tree, root, folder: `${root}${folder}/` }, onBytes, signal);
}

interface WithDays {
  readonly conversation: Conversation;
  readonly folder: string;
  readonly days: readonly ExportFile[];
}

/** Conversations with their days: a folder has the name of a channel, or the id of a direct one. What no list has comes last. */
function* withDays({ conversations }: DirectoryReader, { days }: Workspace): Generator<WithDays> {
  const left = new Map(days);
  for (const conversation of conversations) {
    const folder = [conversation.name, conversation.id].find((name) => left.has(name)) ?? conversation.id;
    yield { conversation, folder, days: left.get(folder) ?? [] };
    left.delete(folder);
  }
  for (const [folder, files] of left)
    yield { conversation: { id: folder, name: folder, kind: 'unknown', members: [] }, folder, days: files };
}

async function* readDays(
  conversation: Conversation,
  days: readonly ExportFile[],
  { people, conversations }: DirectoryReader,
  places: { readonly tree: FileTree; readonly root: string; readonly folder: string },
  onBytes: ReadOptions['onBytes'],
  signal: AbortSignal,
): AsyncGenerator<readonly ExportEvent[]> {
  const channels = new Map(conversations.map(({ id, name }) => [id, name]));
  const names = { person: (id: string) => people.get(id) ?? null, channel: (id: string) => channels.get(id) || null };
  const events = new ChatEvents(chatOf(conversation, people));
  for (const id of conversation.members) events.person({ id, name: people.get(id) ?? id });
  yield events.take();
  const options = {
    choose: () => 'each' as const,
    chat: () => events,
    isKnown: false,
    message: (element: unknown) => {
      const sender = senderOf(asObject(element) ?? {});
      if (sender) events.person({ id: sender.id, name: people.get(sender.id) ?? (sender.name || sender.id) });
      return messageOf(element, names, places);
    },
    onBytes,
  } as const;
  for (const day of days) yield* readElements(day, options, signal);
}

/** People whose names stand for that of a chat without one. */
const MOST_IN_TITLE = 10;

function chatOf({ id, name, kind, members }: Conversation, people: ReadonlyMap<string, string>): Chat {
  const isNamed = name !== '' && kind !== 'group';
  const others = members.slice(0, MOST_IN_TITLE).map((member) => people.get(member) ?? member);
  return { id, title: isNamed ? name : others.join(', ') || name, kind };
}
