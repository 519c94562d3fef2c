import type { FoundExport } from './format';
import type { ExportEvent, Message, Participant } from './model';
import { ChatTally } from './chat-tally';
import { type ChatMarks, type ExportSummary, MOST_NAMED, markKey } from './summary';

/** Gathers what a summary says from an export's events. Memory: the chats and the people in them. */
export class Summariser {
  readonly #found: FoundExport;
  readonly #marks: ChatMarks;
  readonly #chats = new Map<string, ChatTally>();
  readonly #people = new Set<string>();
  #unparsed = 0;
  readonly #unparsedFirst: ExportSummary['unparsedFirst'][number][] = [];

  constructor(found: FoundExport, marks: ChatMarks) {
    this.#found = found;
    this.#marks = marks;
  }

  take(event: ExportEvent): void {
    if (event.type === 'message') this.#message(event.message);
    else if (event.type === 'participant') this.#participant(event.chat, event.participant, event.me);
    else if (event.type === 'chat') {
      const { id } = event.chat;
      const known = this.#chats.get(id);
      if (known) known.chat = event.chat;
      else this.#chats.set(id, new ChatTally(event.chat, this.#marks.get(markKey(this.#found.messenger, id))));
    } else {
      this.#unparsed++;
      if (this.#unparsedFirst.length < MOST_NAMED) this.#unparsedFirst.push(event.unparsed);
    }
  }

  summary(): ExportSummary {
    const { path, messenger, variant } = this.#found;
    const chats = [...this.#chats.values()].map((tally) => tally.summary());
    return {
      path,
      messenger,
      variant,
      chats,
      people: this.#people.size,
      unparsed: this.#unparsed,
      unparsedFirst: this.#unparsedFirst,
    };
  }

  #message(message: Message): void {
    if (message.sender !== null) this.#people.add(message.sender);
    this.#chats.get(message.chat)?.message(message);
  }

  #participant(chat: string, participant: Participant, me: 'sure' | 'guess' | undefined): void {
    this.#people.add(participant.id);
    this.#chats.get(chat)?.participant(participant, me);
  }
}
