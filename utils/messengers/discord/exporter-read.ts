import { ChatEvents } from '../reading/chat-events';
import type { ReadOptions } from '../format';
import type { JsonPath } from '../json/read-json';
import { asObject } from '../json/shape';
import type { LinkedFiles } from '../reading/linked-files';
import type { ExportEvent } from '../model';
import { readElements } from '../reading/read-elements';
import type { ExporterFile } from './exporter-head';
import { exporterAuthor, exporterMessage } from './exporter-message';

/** Reads channels, the parts of each after each other. @throws an abort */
export async function* readExporter(
  files: readonly ExporterFile[],
  linked: LinkedFiles,
  { onBytes }: ReadOptions,
  signal: AbortSignal,
): AsyncGenerator<readonly ExportEvent[]> {
  for (const parts of Map.groupBy(files, ({ chat }) => chat.id).values()) {
    const [{ chat }] = parts as [ExporterFile];
    const events = new ChatEvents(chat);
    yield events.take();
    const names = new Map<string, string>();
    for (const { file } of parts) {
      const message = (element: unknown): ReturnType<typeof exporterMessage> => {
        const author = exporterAuthor(asObject(element)?.['author']);
        if (author) {
          events.person(author);
          names.set(author.id, author.name);
        }
        return exporterMessage(element, chat.id, (address, kind) => linked.at(address, file.path, kind));
      };
      yield* readElements(file, { choose, chat: () => events, message, isKnown: true, onBytes }, signal);
    }
    if (chat.kind !== 'direct') continue;
    const me = ownerOf(names, chat.title);
    if (me) events.person(me, 'guess');
    yield events.take();
  }
}

function choose(path: JsonPath): 'enter' | 'each' | 'skip' {
  return path.length === 0 ? 'enter' : path[0] === 'messages' ? 'each' : 'skip';
}

/** Of the two in a direct chat the one whose name it has not got; null: that tells nothing. */
function ownerOf(names: ReadonlyMap<string, string>, title: string): { id: string; name: string } | null {
  const others = [...names].filter(([, name]) => name !== title);
  const [[id, name] = ['', '']] = others;
  return names.size === 2 && others.length === 1 ? { id, name } : null;
}
