import type { Reply } from '../model';
import type { Draft } from './draft';

/** Replies that are waited for at most. */
const MOST_WAITING = 4096;

/** A reply as it stands under what it answers. */
export interface ThreadReply {
  readonly draft: Draft;
  readonly isMe: boolean;
  readonly replyTo: Reply;
}

/**
 * Replies stand twice: under the message that they answer, and in their own place. The first tells what is answered; a reply
 * that never comes in its own place (outside of the days that were exported) is a message all the same.
 */
export class Threads {
  readonly #waiting = new Map<string, ThreadReply[]>();
  #count = 0;

  /** @returns one that has waited too long and is not waited for any more, when there are too many */
  wait(reply: ThreadReply): ThreadReply | undefined {
    const key = keyOf(reply.draft);
    const same = this.#waiting.get(key);
    if (same) same.push(reply);
    else this.#waiting.set(key, [reply]);
    return ++this.#count > MOST_WAITING ? this.#takeFirst() : undefined;
  }

  /** What a message in its own place answers. */
  replyTo(draft: Draft): Reply | undefined {
    const key = keyOf(draft);
    const same = this.#waiting.get(key);
    const reply = same?.shift();
    if (!reply) return undefined;
    this.#count--;
    if (same?.length === 0) this.#waiting.delete(key);
    return reply.replyTo;
  }

  /** Those that never came. */
  *rest(): Generator<ThreadReply> {
    for (const replies of this.#waiting.values()) yield* replies;
    this.#waiting.clear();
    this.#count = 0;
  }

  #takeFirst(): ThreadReply | undefined {
    const key = this.#waiting.keys().next().value ?? '';
    const same = this.#waiting.get(key);
    const reply = same?.shift();
    if (same?.length === 0) this.#waiting.delete(key);
    this.#count--;
    return reply;
  }
}

function keyOf({ id, time, sender, parts, versions }: Draft): string {
  return id ?? [time?.ms, sender, ...parts, ...versions].join('\0');
}

/** Of what is answered, as much as is quoted. */
export function quoteOf({ id, sender, parts, versions }: Draft): Reply {
  const text = [...parts, ...versions.slice(-1)].join('\n').slice(0, 500);
  return { ...(id !== null && { id }), ...(sender !== '' && { sender }), ...(text !== '' && { text }) };
}
