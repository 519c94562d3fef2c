import { ChatEvents } from '../reading/chat-events';
import type { Chat, ExportEvent } from '../model';

/** The chats of one export while it is read, each known by its id however many files it is in. */
export class MetaChats {
  readonly #chats = new Map<string, { readonly chat: Chat; readonly events: ChatEvents }>();

  /** The events of a chat; said the first time that it is met, with who is listed in it each time. */
  of(chat: Chat, people: readonly string[]): ChatEvents {
    const known = this.#chats.get(chat.id) ?? { chat, events: new ChatEvents(chat) };
    this.#chats.set(chat.id, known);
    for (const name of people) known.events.person({ id: name, name });
    return known.events;
  }

  /** Says in each chat who made the export, when all is read and that can be guessed. */
  *guesses(): Generator<readonly ExportEvent[]> {
    const me = this.#me();
    if (me === null) return;
    for (const { events } of this.#chats.values())
      if (events.people.includes(me)) {
        events.person({ id: me, name: me }, 'guess');
        yield events.take();
      }
  }

  /** Who is in every chat and gives none of those of two its name; null: nobody, or several. */
  #me(): string | null {
    let common: Set<string> | undefined;
    for (const { events } of this.#chats.values()) {
      const { people } = events;
      if (people.length > 1) common = new Set(people).intersection(common ?? new Set(people));
    }
    for (const { chat } of this.#chats.values()) if (chat.kind === 'direct') common?.delete(chat.title);
    const [me, another] = common ?? [];
    return me === undefined || another !== undefined ? null : me;
  }
}
