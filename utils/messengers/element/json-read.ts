import { ChatEvents } from '../reading/chat-events';
import { headItems } from '../json/head-items';
import { readJson } from '../json/read-json';
import { asObject, asString } from '../json/shape';
import type { ExportEvent, Participant } from '../model';
import { readOneFile } from '../reading/one-file';
import type { ExportFile } from '../source/export-file';
import { chooseInRoom } from './json-layout';
import { messageOf } from './json-message';
import type { ElementMedia } from './media';
import { memberOf } from './state';

/** Reads a room. @throws an abort */
export function readRoom(
  file: ExportFile,
  media: ElementMedia,
  onBytes: ((bytes: number) => void) | undefined,
  signal: AbortSignal,
): AsyncGenerator<readonly ExportEvent[]> {
  return readOneFile(file, roomEvents(file, media, onBytes, signal), signal);
}

async function* roomEvents(
  file: ExportFile,
  media: ElementMedia,
  onBytes: ((bytes: number) => void) | undefined,
  signal: AbortSignal,
): AsyncGenerator<readonly ExportEvent[]> {
  const { id, title, exporter } = await roomOf(file, signal);
  const events = new ChatEvents({ id, title, kind: 'unknown' });
  const people = new People(events, exporter);
  for await (const batch of readJson(file, { choose: chooseInRoom, onBytes }, signal)) {
    const broken: ExportEvent[] = [];
    for (const item of batch)
      if ('unparsed' in item) broken.push({ type: 'unparsed', unparsed: item.unparsed });
      else if (item.path[0] === 'messages') {
        const message = messageOf(item.value, media);
        if (message) {
          people.meet(message.sender, memberOf(asObject(item.value) ?? {}));
          events.message(message);
        } else events.unparsed(file.path, null, 'unknown', JSON.stringify(item.value));
      }
    yield [...broken, ...events.take()];
  }
  yield events.take();
}

/** What the beginning says: the room's id is in its events only. */
async function roomOf(file: ExportFile, signal: AbortSignal): Promise<{ id: string; title: string; exporter: string }> {
  const items = await headItems(file, chooseInRoom, signal);
  const text = (key: string): string => asString(items.find(({ path }) => path[0] === key)?.value) ?? '';
  const events = items.filter(({ path }) => path[0] === 'messages').map(({ value }) => asObject(value));
  const room = events.map((event) => asString(event?.['room_id'])).find((id) => id);
  const title = text('room_name');
  return { id: room ?? title, title, exporter: text('exported_by') };
}

/** Who is in the room, by names that change, and who of them exported it. */
class People {
  readonly #events: ChatEvents;
  /** A name, or an id where there is no name. */
  readonly #exporter: string;

  constructor(events: ChatEvents, exporter: string) {
    this.#events = events;
    this.#exporter = exporter;
  }

  meet(sender: string | null, member: Participant | null): void {
    // Others have their ids for names, until the room says more.
    if (sender !== null && sender === this.#exporter) this.#events.person({ id: sender, name: sender }, 'sure');
    if (!member) return;
    const { id, name } = member;
    // Two people can have the same name: only an id is sure.
    const me = id === this.#exporter ? 'sure' : name !== '' && name === this.#exporter ? 'guess' : undefined;
    this.#events.person({ id, name: name || id }, me);
  }
}
