import type { Chat, ExportEvent, Message, Participant, Unparsed } from '../model';
import { EXCERPT } from '../model';

/** A message as a format finds it, without what {@link ChatEvents} adds. */
export type FoundMessage = Omit<Message, 'chat' | 'seq'>;

/** The events of one chat, gathered until the next batch: counts its messages and announces people when they are first seen. */
export class ChatEvents {
  #events: ExportEvent[] = [];
  readonly #people = new Map<string, { readonly name: string; readonly me: 'sure' | 'guess' | undefined }>();
  #seq = 0;
  #chat: string;

  constructor(chat: Chat) {
    this.#chat = chat.id;
    this.chat(chat);
  }

  /** Ids of those that were seen so far. */
  get people(): readonly string[] {
    return [...this.#people.keys()];
  }

  /** Says the chat again, with what is known of it by now. */
  chat(chat: Chat): void {
    this.#chat = chat.id;
    this.#events.push({ type: 'chat', chat });
  }

  /** Announces somebody; nothing happens when that, or more, was said already. */
  person(participant: Participant, me?: 'sure' | 'guess'): void {
    const { id, name } = participant;
    const known = this.#people.get(id);
    if (known && (name === known.name || name === '') && (me === known.me || me === undefined)) return;
    this.#people.set(id, { name, me });
    this.#events.push({ type: 'participant', chat: this.#chat, participant, ...(me && { me }) });
  }

  /** A message; its sender is announced by the id as the name where nobody did it. */
  message(message: FoundMessage): void {
    const { sender } = message;
    if (sender !== null && !this.#people.has(sender)) this.person({ id: sender, name: sender });
    this.#events.push({ type: 'message', message: { ...message, chat: this.#chat, seq: this.#seq++ } });
  }

  /** A piece that is not understood; `text` from its start. */
  unparsed(file: string, line: number | null, reason: Unparsed['reason'], text: string): void {
    this.#events.push({ type: 'unparsed', unparsed: { file, line, reason, excerpt: text.slice(0, EXCERPT) } });
  }

  /** What came since it was last called. */
  take(): readonly ExportEvent[] {
    const events = this.#events;
    this.#events = [];
    return events;
  }
}
