import { ChatEvents } from '../reading/chat-events';
import { readJson } from '../json/read-json';
import { asObject, asString } from '../json/shape';
import type { Chat, ExportEvent } from '../model';
import { readOneFile } from '../reading/one-file';
import type { ExportFile } from '../source/export-file';
import { messageOf, personOf } from './message';
import { chooseInRoom } from './layout';

/** Reads a room. @throws an abort */
export function readRoom(
  file: ExportFile,
  onBytes: ((bytes: number) => void) | undefined,
  signal: AbortSignal,
): AsyncGenerator<readonly ExportEvent[]> {
  return readOneFile(file, roomEvents(file, onBytes, signal), signal);
}

async function* roomEvents(
  file: ExportFile,
  onBytes: ((bytes: number) => void) | undefined,
  signal: AbortSignal,
): AsyncGenerator<readonly ExportEvent[]> {
  // The id and the name come first; what comes after the first messages only adds to the same chat.
  let chat: Chat = { id: '', title: '', kind: 'unknown' };
  let events: ChatEvents | undefined;
  for await (const batch of readJson(file, { choose: chooseInRoom, onBytes }, signal)) {
    const broken: ExportEvent[] = [];
    for (const item of batch)
      if ('unparsed' in item) broken.push({ type: 'unparsed', unparsed: item.unparsed });
      else if (item.path[0] === 'roomId' || item.path[0] === 'roomName') {
        const text = asString(item.value) ?? '';
        if (item.path[0] === 'roomName') chat = { ...chat, title: text };
        else if (!events) chat = { ...chat, id: text };
        events?.chat(chat);
      } else {
        events ??= new ChatEvents(chat);
        take(item.path[0], item.value, events, file);
      }
    yield [...broken, ...(events?.take() ?? [])];
  }
  if (!events) yield new ChatEvents(chat).take();
}

function take(key: unknown, value: unknown, events: ChatEvents, file: ExportFile): void {
  if (key === 'userExport') {
    const exporter = personOf(value);
    if (exporter) events.person(exporter, 'sure');
  } else if (key === 'messages') {
    const message = messageOf(value);
    const sender = personOf(asObject(value)?.['u']);
    if (message && sender) events.person(sender);
    if (message) events.message(message);
    else events.unparsed(file.path, null, 'unknown', JSON.stringify(value));
  }
}
