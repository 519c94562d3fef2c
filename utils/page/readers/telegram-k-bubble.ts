import type { Chat, Message, Participant, Reply } from '@/utils/messengers/model';
import { momentOf } from '@/utils/messengers/time/iso';
import { markedTextOf, type MarkedText } from '../marked-text';
import type { Row } from '../reader';
import { textOf } from '../text-of';
import { mediaIn } from './telegram-k-media';
import { OWN } from './telegram-people';

/** Beside the text in a `.message`: its time, which stands twice, reactions, previews, quotes, files, and voices. */
const BESIDE_TEXT =
  '.time, .time-inner, .reactions, .reply, .webpage, .document-container, .name, .bubble-beside-button, ' +
  '.replies-footer, poll-element, .message-empty, audio-element';

/**
 * A `.bubble`: `data-mid`, `data-peer-id` (of the chat), `data-timestamp` (seconds since 1970), `.is-out` or `.is-in`,
 * `.service` for what Telegram itself says. Only the first of a group has the sender's name; the group has the picture.
 * @param names by ids; those that are seen are added
 */
export function bubbleRow(bubble: Element, chat: Chat, names: Map<string, string>): Row {
  const id = bubble.getAttribute('data-mid');
  if (id === null || !/^-?\d{1,20}(?:\.\d+)?$/.test(id)) return { kind: 'unread', id: null, check: 'mid' };
  const seconds = bubble.getAttribute('data-timestamp') ?? '';
  const time = /^\d{1,12}$/.test(seconds) ? momentOf(Number(seconds) * 1000, 0, 'second') : null;
  if (!time) return { kind: 'unread', id, check: 'timestamp' };
  if (bubble.matches('.service')) {
    const service = bubble.querySelector('.service-msg');
    if (!service) return { kind: 'unread', id, check: 'service' };
    const text = textOf(service).trim();
    return { kind: 'message', id, sender: null, time, message: { kind: 'system', text }, media: [] };
  }
  const body = bubble.querySelector('.message');
  const media = mediaIn(bubble);
  const { text, entities } = textIn(bubble, body);
  if (text === '' && media.length === 0 && !body) return { kind: 'unread', id, check: 'message' };
  const sender = senderOf(bubble, chat, names);
  if (sender === null) return { kind: 'unread', id, check: 'sender' };
  const reply = replyIn(bubble);
  const from = bubble.matches('.forwarded') ? nameIn(bubble) : null;
  return {
    kind: 'message',
    id,
    sender,
    time,
    message: {
      kind: kindOf(bubble, text, media.length),
      text,
      ...(entities.length > 0 && { entities }),
      ...(reply && { replyTo: reply }),
      ...(bubble.querySelector('.time-edited') && { edited: { at: null } }),
      ...(from !== null && { forwarded: { from } }),
    },
    media,
  };
}

/** A message of nothing but emoji has them where others have a picture. */
function textIn(bubble: Element, body: Element | null): MarkedText {
  const big = bubble.matches('.emoji-big') ? bubble.querySelector('.attachment') : null;
  const reading = { leaveOut: BESIDE_TEXT, instead: emojiOf };
  if (big) {
    const emoji = [big, ...big.querySelectorAll('*')].map(emojiOf).filter((one) => one !== null);
    const text = emoji.join('') || textOf(big).trim();
    if (text !== '') return { text, entities: [] };
  }
  const own = body?.querySelector(':scope > .translatable-message') ?? body?.querySelector('.translatable-message');
  const marked = own && !own.closest(BESIDE_TEXT) ? markedTextOf(own, reading) : null;
  const whole = marked ?? (body && markedTextOf(body, reading));
  return whole ? trimmed(whole) : { text: '', entities: [] };
}

/** Pictures of emoji that are no `img`. */
function emojiOf(element: Element): string | null {
  return element.getAttribute('data-sticker-emoji');
}

/** Without the space that is left at the end where the time stood. */
function trimmed({ text, entities }: MarkedText): MarkedText {
  const end = text.trimEnd().length;
  const cut = entities.map((entity) => ({ ...entity, length: Math.min(entity.length, end - entity.start) }));
  return { text: text.slice(0, end), entities: cut.filter(({ length }) => length > 0) };
}

/** null: it should be told in a group, and is not. */
function senderOf(bubble: Element, chat: Chat, names: Map<string, string>): Participant | 'same' | null {
  if (bubble.matches('.is-out')) return OWN;
  if (chat.kind === 'direct') return { id: chat.id, name: chat.title };
  const group = bubble.closest('.bubbles-group');
  const picture = group?.querySelector('.bubbles-group-avatar[data-peer-id], .user-avatar[data-peer-id]');
  const named = [
    ...(group ?? bubble).querySelectorAll('.bubble:not(.forwarded) .name .peer-title, .name .peer-title'),
  ].find((title) => !title.closest('.forwarded, .reply'));
  const id = picture?.getAttribute('data-peer-id') ?? named?.getAttribute('data-peer-id') ?? '';
  const shown = named ? textOf(named).trim() : '';
  if (id !== '' && shown !== '') names.set(id, shown);
  const name = shown || (names.get(id) ?? '');
  if (id !== '' || name !== '') return { id: id || name, name };
  if (chat.kind === 'channel' || bubble.matches('.channel-post')) return { id: chat.id, name: chat.title };
  return bubble.matches('.is-group-first') ? null : 'same';
}

/** Of a forwarded message: who wrote it first. */
function nameIn(bubble: Element): string | null {
  const name = bubble.querySelector('.name .peer-title, .bubble-name-forwarded');
  return (name && textOf(name).trim()) || null;
}

function replyIn(bubble: Element): Reply | null {
  const reply = bubble.querySelector('.reply');
  if (!reply) return null;
  const [title, quoted] = ['.reply-title', '.reply-subtitle'].map((selector) => reply.querySelector(selector));
  const sender = title ? textOf(title).trim() : '';
  const text = quoted ? markedTextOf(quoted, { instead: emojiOf }).text.trim() : '';
  const id = reply.getAttribute('data-reply-to-mid') ?? '';
  if (sender === '' && text === '' && id === '') return null;
  return { ...(id !== '' && { id }), ...(sender !== '' && { sender }), ...(text !== '' && { text }) };
}

function kindOf(bubble: Element, text: string, media: number): Message['kind'] {
  if (bubble.matches('.emoji-big') && text !== '') return 'text';
  if (bubble.matches('.sticker')) return 'sticker';
  if (bubble.querySelector('poll-element')) return 'poll';
  if (media > 0) return 'media';
  return text === '' ? 'other' : 'text';
}
