import type { FoundExport } from '../format';
import type { Chat, ExportEvent } from '../model';
import { ChatTally } from './chat-tally';
import { type ChatMarks, type ExportSummary, markKey, MOST_NAMED, MOST_NAMED_IN_ALL } from './summary';

/** Gathers what a summary says from an export's events. Memory: the chats and the people in them. */
export class Summariser {
  readonly #found: FoundExport;
  readonly #marks: ChatMarks;
  readonly #chats = new Map<string, ChatTally>();
  /** The one asked for last: one chat's messages follow each other. */
  #recent: ChatTally | null = null;
  #unparsed = 0;
  readonly #unparsedFirst: ExportSummary['unparsedFirst'][number][] = [];

  constructor(found: FoundExport, marks: ChatMarks) {
    this.#found = found;
    this.#marks = marks;
  }

  take(event: ExportEvent): void {
    if (event.type === 'message') {
      this.#tally(event.message.chat).message(event.message);
    } else if (event.type === 'participant') {
      this.#tally(event.chat).participant(event.participant, event.me);
    } else if (event.type === 'chat') this.#tally(event.chat.id).chat = event.chat;
    else {
      this.#unparsed++;
      if (this.#unparsedFirst.length < MOST_NAMED) this.#unparsedFirst.push(event.unparsed);
    }
  }

  summary(): ExportSummary {
    const { path, messenger, variant, captured } = this.#found;
    const people = new Set<string>();
    let named = 0;
    const chats = [...this.#chats.values()].map((tally) => {
      for (const id of tally.people) people.add(id);
      const summary = tally.summary(MOST_NAMED_IN_ALL - named);
      named += summary.people?.length ?? 0;
      return summary;
    });
    return {
      path,
      messenger,
      variant,
      chats,
      people: people.size,
      unparsed: this.#unparsed,
      unparsedFirst: this.#unparsedFirst,
      ...(captured && { captured }),
    };
  }

  /** What is counted of a chat; of one that was never announced too, so that none of its messages is left out. */
  #tally(id: string): ChatTally {
    if (this.#recent?.chat.id === id) return this.#recent;
    const tally = this.#chats.get(id) ?? this.#begun(id);
    this.#recent = tally;
    return tally;
  }

  #begun(id: string): ChatTally {
    const unannounced: Chat = { id, title: '', kind: 'unknown' };
    const tally = new ChatTally(unannounced, this.#marks.get(markKey(this.#found.messenger, id)));
    this.#chats.set(id, tally);
    return tally;
  }
}
