import type { Participant } from '@/utils/messengers/model';
import type { KeyedMessage, Unseen } from './captured';
import { attachmentOf } from './media';
import { MOST_IN_BATCH } from './protocol';
import type { Resolved } from './resolve';
import type { Given } from './wire';

/** Writes rows as messages, and remembers who wrote and what could not be seen. */
export class Writing {
  readonly #people = new Map<string, string>();
  readonly #unseen: Set<Unseen>;

  /** @param unseen what the page never shows */
  constructor(unseen: readonly Unseen[]) {
    this.#unseen = new Set(unseen);
  }

  get unseen(): readonly Unseen[] {
    return [...this.#unseen];
  }

  /** What is to be sent of rows, which are oldest first: the newest batch first, its files before it. */
  *batches(rows: readonly Resolved[]): Generator<Given> {
    for (let end = rows.length; end > 0; end -= MOST_IN_BATCH) {
      const part = rows.slice(Math.max(0, end - MOST_IN_BATCH), end);
      for (const { held } of part) {
        for (const { got } of held.media) if (got) yield { type: 'media', path: got.path, blob: got.blob };
      }
      yield { type: 'messages', people: this.#newPeople(part), messages: part.map((row) => this.#keyed(row)) };
    }
  }

  #newPeople(rows: readonly Resolved[]): Participant[] {
    const fresh = new Map<string, Participant>();
    for (const { sender } of rows) {
      if (!sender || this.#people.get(sender.id) === sender.name) continue;
      this.#people.set(sender.id, sender.name);
      fresh.set(sender.id, { id: sender.id, name: sender.name });
    }
    return [...fresh.values()];
  }

  #keyed({ held: { row, media }, sender, time, key }: Resolved): KeyedMessage {
    const attachments = media.map(attachmentOf);
    if (attachments.some(({ path }) => path === null)) this.#unseen.add('media');
    if (time?.precision === 'minute') this.#unseen.add('seconds');
    if (row.kind === 'unread') {
      this.#unseen.add('senders').add('times');
      return {
        key,
        message: { id: row.id, time: null, sender: null, kind: 'other', nativeKind: `unread:${row.check}`, text: '' },
      };
    }
    if (row.sender === 'same' && !sender) this.#unseen.add('senders');
    if (time === null) this.#unseen.add('times');
    return {
      key,
      message: {
        id: row.id,
        time,
        sender: sender?.id ?? null,
        ...row.message,
        ...(attachments.length > 0 && { attachments }),
      },
    };
  }
}
