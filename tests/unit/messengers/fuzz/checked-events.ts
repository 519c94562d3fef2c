import type { FoundExport } from '@/utils/messengers/format';
import { EXCERPT, type ExportEvent, type Message, MESSAGE_KINDS, type Moment } from '@/utils/messengers/model';
import { isoOf } from '@/utils/messengers/time/iso';
import { GO_ON } from '../lib/read';

const KINDS: ReadonlySet<string> = new Set(MESSAGE_KINDS);
const REASONS = new Set(['syntax', 'cut-short', 'too-long', 'unknown', 'unreadable']);

/** What reading came to. */
export interface Checked {
  readonly messages: number;
  readonly unparsed: number;
  /** Events of the largest batch. */
  readonly largest: number;
}

/**
 * Reads an export to its end and holds every event to what the model says of it.
 * @param paths of all files that there are
 * @throws Error for what is not as it should be
 */
export async function checkedEvents(found: FoundExport, paths: ReadonlySet<string>): Promise<Checked> {
  const checker = new Checker(paths);
  let largest = 0;
  for await (const batch of found.read({}, GO_ON)) {
    largest = Math.max(largest, batch.length);
    for (const event of batch) checker.take(event);
  }
  return { messages: checker.messages, unparsed: checker.unparsed, largest };
}

class Checker {
  messages = 0;
  unparsed = 0;
  readonly #paths: ReadonlySet<string>;
  /** By chat: the number that its next message has. */
  readonly #next = new Map<string, number>();

  constructor(paths: ReadonlySet<string>) {
    this.#paths = paths;
  }

  take(event: ExportEvent): void {
    if (event.type === 'chat') {
      const { id, title } = event.chat;
      must(typeof id === 'string' && typeof title === 'string', 'a chat has an id and a title', event);
      if (!this.#next.has(id)) this.#next.set(id, 0);
    } else if (event.type === 'participant') {
      const { id, name } = event.participant;
      must(this.#next.has(event.chat), 'a chat comes before its participants', event);
      must(typeof id === 'string' && typeof name === 'string', 'a participant has an id and a name', event);
    } else if (event.type === 'unparsed') {
      const { file, line, reason, excerpt } = event.unparsed;
      this.unparsed++;
      must(this.#paths.has(file) || reason === 'unreadable', 'what was not understood is in a file', event);
      must(line === null || (Number.isInteger(line) && line >= 1), 'lines count from 1', event);
      must(REASONS.has(reason), 'a reason that is known', event);
      must(typeof excerpt === 'string' && excerpt.length <= EXCERPT, 'an excerpt is short', event);
    } else this.#message(event.message);
  }

  #message(message: Message): void {
    const { chat, id, seq, time, sender, kind, text, entities = [], attachments = [], reactions = [] } = message;
    this.messages++;
    must(seq === this.#next.get(chat), `messages of a chat are counted, from ${this.#next.get(chat)}`, message);
    this.#next.set(chat, seq + 1);
    must(id === null || typeof id === 'string', 'an id is text', message);
    must(sender === null || typeof sender === 'string', 'a sender is an id', message);
    must(KINDS.has(kind), 'a kind that is known', message);
    must(typeof text === 'string', 'text is text', message);
    for (const moment of [time, message.edited?.at, message.forwarded?.at]) if (moment) mustBeMoment(moment);
    for (const { start, length } of entities) {
      const fits = Number.isInteger(start) && Number.isInteger(length) && start >= 0 && length >= 0;
      must(fits && start + length <= text.length, 'an entity is a part of its text', message);
    }
    for (const { path, missing, size, name } of attachments) {
      must((path === null) === (missing !== undefined), 'an attachment is here, or missing for a reason', message);
      must(path === null || this.#paths.has(path), 'the path of an attachment is one of a file', message);
      must(size === undefined || (Number.isFinite(size) && size >= 0), 'sizes are sizes', message);
      must(typeof name === 'string', 'a name is text', message);
    }
    for (const { count, emoji } of reactions)
      must(Number.isInteger(count) && count >= 0 && typeof emoji === 'string', 'reactions are counted', message);
    JSON.stringify(message);
  }
}

function mustBeMoment(moment: Moment): void {
  must(Number.isFinite(moment.ms), 'a time is a number', moment);
  must(moment.zone === null || Math.abs(moment.zone) <= 24 * 60, 'a zone is less than a day', moment);
  isoOf(moment);
}

function must(holds: boolean, what: string, event: unknown): void {
  if (!holds) throw new Error(`${what}: ${JSON.stringify(event).slice(0, 500)}`);
}
