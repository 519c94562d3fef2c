import { EarlierEnd } from './earlier-end';
import type { Chat, Message, Moment, Participant } from '../model';
import { type ChatMark, type ChatSummary, MOST_NAMED, shortened } from './summary';
import { difference } from '../time/compare';
import { isoOf } from '../time/iso';

/** Counts one chat's messages. */
export class ChatTally {
  chat: Chat;
  /** Names by id; a sender that was never announced counts too. */
  readonly #people = new Map<string, string>();
  #me: ChatSummary['me'];
  /** Who wrote the last message that anybody did. */
  #recent: string | null = null;
  #messages = 0;
  #system = 0;
  #attachments = 0;
  #missing = 0;
  #first: Moment | null = null;
  #last: Moment | null = null;
  #atLast = 0;
  readonly #earlier: EarlierEnd | null;
  readonly #added = { messages: 0, attachments: 0 };

  constructor(chat: Chat, mark: ChatMark | undefined) {
    this.chat = chat;
    this.#earlier = EarlierEnd.of(mark);
  }

  /** Ids of those who wrote or were announced. */
  get people(): Iterable<string> {
    return this.#people.keys();
  }

  participant({ id, name }: Participant, me: 'sure' | 'guess' | undefined): void {
    this.#people.set(id, shortened(name));
    if (me && this.#me?.by !== 'file') this.#me = { id, by: me === 'sure' ? 'file' : 'guess' };
  }

  message({ kind, sender, time, attachments }: Message): void {
    this.#messages++;
    if (kind === 'system') this.#system++;
    if (sender !== null && sender !== this.#recent) this.#wrote(sender);
    const files = attachments?.length ?? 0;
    this.#attachments += files;
    if (attachments) for (const { path } of attachments) if (path === null) this.#missing++;
    if (!time) return;
    this.#at(time);
    if (!this.#earlier?.isBefore(time)) return;
    this.#added.messages++;
    this.#added.attachments += files;
  }

  #wrote(sender: string): void {
    this.#recent = sender;
    if (!this.#people.has(sender)) this.#people.set(sender, shortened(sender));
  }

  /** @param mostNamed people that may be named, beside {@link MOST_NAMED} */
  summary(mostNamed: number): ChatSummary {
    const { id, title, kind, dayFirst } = this.chat;
    const me = this.#me;
    return {
      id,
      title: shortened(title),
      kind,
      messages: this.#messages,
      system: this.#system,
      participants: this.#people.size,
      attachments: this.#attachments,
      attachmentsMissing: this.#missing,
      first: this.#first && isoOf(this.#first),
      last: this.#last && isoOf(this.#last),
      atLast: this.#atLast,
      ...(dayFirst && { dayFirst }),
      ...(me && { me }),
      ...(me?.by !== 'file' && { people: this.#named(Math.min(MOST_NAMED, mostNamed)) }),
      ...(this.#earlier && { added: this.#added }),
    };
  }

  #named(most: number): { id: string; name: string }[] {
    const guess = this.#me?.id;
    const ids = new Set(guess === undefined ? [] : [guess]);
    for (const id of this.#people.keys()) {
      if (ids.size >= most) break;
      ids.add(id);
    }
    return [...ids].slice(0, most).map((id) => ({ id, name: this.#people.get(id) ?? '' }));
  }

  #at(time: Moment): void {
    if (this.#first === null || difference(time, this.#first) < 0) this.#first = time;
    const later = this.#last === null ? 1 : difference(time, this.#last);
    if (later > 0) [this.#last, this.#atLast] = [time, 1];
    else if (later === 0) this.#atLast++;
  }
}
