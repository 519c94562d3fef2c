import type { Chat, Message, Moment, Participant } from './model';
import { type ChatMark, type ChatSummary, MOST_NAMED } from './summary';
import { clockOf, isoOf } from './time/iso';

/** Counts one chat's messages. */
export class ChatTally {
  chat: Chat;
  readonly #mark: ChatMark | undefined;
  /** Ids; a sender that was never announced counts too. */
  readonly #people = new Map<string, string>();
  #me: ChatSummary['me'];
  #messages = 0;
  #system = 0;
  #attachments = 0;
  #missing = 0;
  #first: Moment | null = null;
  #last: Moment | null = null;
  #atLast = 0;
  /** The time of the mark on both kinds of clock; what is later is new, and of what is at it what is more than there was. */
  readonly #since: { readonly ms: number; readonly atLast: number } | null;
  readonly #added = { messages: 0, attachments: 0 };
  #atMark = 0;

  constructor(chat: Chat, mark: ChatMark | undefined) {
    this.chat = chat;
    this.#mark = mark;
    this.#since = mark?.last ? { ms: clockOf(mark.last), atLast: mark.atLast } : null;
  }

  participant({ id, name }: Participant, me: 'sure' | 'guess' | undefined): void {
    this.#people.set(id, name);
    if (me && this.#me?.by !== 'file') this.#me = { id, by: me === 'sure' ? 'file' : 'guess' };
  }

  message({ kind, sender, time, attachments }: Message): void {
    this.#messages++;
    if (kind === 'system') this.#system++;
    if (sender !== null && !this.#people.has(sender)) this.#people.set(sender, sender);
    const files = attachments?.length ?? 0;
    this.#attachments += files;
    if (attachments) for (const { path } of attachments) if (path === null) this.#missing++;
    if (time) this.#at(time, files);
  }

  summary(): ChatSummary {
    const { id, title, kind, dayFirst } = this.chat;
    const me = this.#mark?.me !== undefined && this.#me?.by !== 'file' ? this.#answered(this.#mark.me) : this.#me;
    return {
      id,
      title,
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
      ...(me?.by !== 'file' && { people: this.#named() }),
      ...(this.#since && { added: this.#added }),
    };
  }

  #answered(id: string): ChatSummary['me'] {
    return this.#people.has(id) ? { id, by: 'answer' } : this.#me;
  }

  #named(): { id: string; name: string }[] {
    return [...this.#people].slice(0, MOST_NAMED).map(([id, name]) => ({ id, name }));
  }

  #at(time: Moment, files: number): void {
    if (this.#first === null || time.ms < this.#first.ms) this.#first = time;
    if (this.#last === null || time.ms > this.#last.ms) [this.#last, this.#atLast] = [time, 1];
    else if (time.ms === this.#last.ms) this.#atLast++;
    if (!this.#since || time.ms < this.#since.ms) return;
    if (time.ms === this.#since.ms && ++this.#atMark <= this.#since.atLast) return;
    this.#added.messages++;
    this.#added.attachments += files;
  }
}
