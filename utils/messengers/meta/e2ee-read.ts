import type { ReadOptions } from '../format';
import { type JsonPath, readJson } from '../json/read-json';
import type { Chat, ExportEvent } from '../model';
import { orNothing } from '../reading/or-nothing';
import { readElements } from '../reading/read-elements';
import { type ExportFile, nameOf } from '../source/export-file';
import type { LinkedFiles } from '../reading/linked-files';
import { e2eeMessage } from './e2ee-message';
import { MetaChats } from './meta-chats';
import { metaName, metaString } from './strings';

interface ChatHead {
  readonly name: string;
  readonly people: readonly string[];
}

/** Reads all chats of an end-to-end-encrypted export. @throws an abort */
export async function* readE2ee(
  files: readonly ExportFile[],
  attachments: LinkedFiles,
  { onBytes }: ReadOptions,
  signal: AbortSignal,
): AsyncGenerator<readonly ExportEvent[]> {
  const chats = new MetaChats();
  const ids = new Set<string>();
  for (const file of files) {
    const { name, people } = await orNothing(readChatHead(file, signal), { name: '', people: [] }, signal);
    const chat = chatOf(name || nameOf(file.path).replace(/\.json$/i, ''), people.length, ids);
    ids.add(chat.id);
    const isKnown = name !== '' || people.length > 0;
    if (isKnown) yield chats.of(chat, people).take();
    const options = {
      choose: (path: JsonPath) => (path.length === 0 ? 'enter' : path[0] === 'messages' ? 'each' : 'skip'),
      chat: () => chats.of(chat, people),
      message: (element: unknown) => e2eeMessage(element, (uri, kind) => attachments.at(uri, file.path, kind)),
      onBytes,
      isKnown,
    } as const;
    yield* readElements(file, options, signal);
  }
  yield* chats.guesses();
}

/**
 * Threads are named `Alice_12`, where the number counts the export's chats: it is no part of the name, unless two chats have
 * the same.
 */
function chatOf(name: string, people: number, others: ReadonlySet<string>): Chat {
  const title = name.replace(/_\d{1,9}$/, '') || name;
  const id = [title, name].find((some) => !others.has(some)) ?? `${name} ${others.size}`;
  return { id, title, kind: people > 2 ? 'group' : people === 2 ? 'direct' : 'unknown' };
}

async function readChatHead(file: ExportFile, signal: AbortSignal): Promise<ChatHead> {
  let name = '';
  const people = new Set<string>();
  const choose = ([key, ...below]: JsonPath): 'enter' | 'each' | 'take' | 'skip' =>
    key === undefined
      ? 'enter'
      : key === 'participants'
        ? 'each'
        : key === 'threadName' && below.length === 0
          ? 'take'
          : 'skip';
  for await (const batch of readJson(file, { choose }, signal))
    for (const item of batch) {
      if ('unparsed' in item) continue;
      if (item.path[0] === 'threadName') name = metaString(item.value) ?? '';
      else people.add(metaName(item.value) ?? '');
    }
  people.delete('');
  return { name, people: [...people] };
}
