import type { Message } from './model';

/** Different keys whose ordinals are remembered. */
const WINDOW = 2 ** 16;

/**
 * Names messages so that the same message has the same name in every export of the chat: by its native id; where there
 * is none by time, sender, content and, for those that are the same in all three, which of them it is. Merging goes by these.
 */
export class MessageKeys {
  readonly #seen = new Map<string, number>();

  /** The key of the next message, in the order of the export. Unique in its chat as far as the last 65,536 different ones. */
  next(message: Message): string {
    if (message.id !== null) return `id:${message.id}`;
    const same = `${message.time?.ms ?? ''}:${contentHash(message)}`;
    const ordinal = this.#seen.get(`${message.chat}:${same}`) ?? 0;
    this.#seen.set(`${message.chat}:${same}`, ordinal + 1);
    if (this.#seen.size > WINDOW) this.#seen.delete(this.#seen.keys().next().value as string);
    return `at:${same}:${ordinal}`;
  }
}

/** 53 bits over sender, text and attachments, as 14 hexadecimal digits. No secret depends on it. */
export function contentHash({ sender, text, attachments }: Pick<Message, 'sender' | 'text' | 'attachments'>): string {
  const names = attachments?.map(({ name }) => name) ?? [];
  const content = [sender ?? '', text, ...names].join('\0');
  // FNV-1a (draft-eastlake-fnv), 32 bits, twice with different starts, over UTF-16 units.
  let low = 0x811c9dc5;
  let high = 0x9747b28c;
  for (let at = 0; at < content.length; at++) {
    const unit = content.charCodeAt(at);
    low = Math.imul(low ^ unit, 0x01000193);
    high = Math.imul(high ^ unit ^ (low >>> 15), 0x01000193);
  }
  const number = (high >>> 0) * 2 ** 21 + ((low >>> 0) >>> 11);
  return number.toString(16).padStart(14, '0');
}
