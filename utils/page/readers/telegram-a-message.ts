import type { Message, Moment, Participant, Reply } from '@/utils/messengers/model';
import { markedTextOf } from '../marked-text';
import type { Row, RowMedia } from '../reader';
import { textOf } from '../text-of';

/** Beside the text in a `.text-content`: its time, and reactions; what the client says of code. */
const BESIDE_TEXT = '.MessageMeta, .Reactions, .translation-animation, .code-overlay';
const QUOTE = '.EmbeddedMessage';

/** A `.Message` of Telegram Web A, as its `renderContent` has it. @param shown its time as the page shows it */
export function messageRow(
  item: Element,
  id: string,
  sender: Participant | 'same',
  time: Moment | null,
  shown: string,
): Row {
  const body = item.querySelector('.text-content');
  const marked = body && markedTextOf(body, { leaveOut: BESIDE_TEXT, instead: emojiOf });
  const text = marked?.text.trimEnd() || bigEmoji(item);
  const media = mediaIn(item);
  if (text === '' && media.length === 0 && !item.querySelector('.message-content')) {
    return { kind: 'unread', id, check: 'text' };
  }
  const entities = (marked?.entities ?? []).filter(({ start, length }) => start + length <= text.length);
  const reply = replyIn(item);
  const origin = originOf(item);
  // "edited" stands before the clock; `PM` behind it.
  const isEdited = /^\P{N}*\p{L}{3,}/u.test(shown);
  return {
    kind: 'message',
    id,
    sender,
    time,
    message: {
      kind: kindOf(item, text, media),
      text,
      ...(entities.length > 0 && { entities }),
      ...(reply && { replyTo: reply }),
      ...(isEdited && { edited: { at: null } }),
      ...(origin && { forwarded: { from: titleOf(item) || null } }),
    },
    media,
  };
}

/** What a message has that is forwarded: its title is the name of who wrote it first. */
export function originOf(item: Element): Element | null {
  return item.querySelector('.forwarded-message, .forward-title-container');
}

/** The name above a message; '' where there is none. */
export function titleOf(item: Element): string {
  const titles = [...item.querySelectorAll('.message-title .sender-title, .message-title .message-title-name')];
  const title = titles.find((one) => !one.closest(QUOTE));
  return title ? textOf(title, '.forward-title-container, .admin-title').trim() : '';
}

/** Emoji that move are drawn: the picture below says which one it is. */
function emojiOf(element: Element): string | null {
  return element.matches('.custom-emoji, .CustomEmoji')
    ? (element.querySelector('img')?.alt ?? element.textContent)
    : null;
}

function bigEmoji(item: Element): string {
  const big = item.querySelector('.AnimatedEmoji, .AnimatedCustomEmoji');
  return big?.querySelector('img')?.alt ?? big?.getAttribute('data-emoji') ?? '';
}

function replyIn(item: Element): Reply | null {
  const quote = item.querySelector(QUOTE);
  if (!quote) return null;
  const [name, words] = ['.embedded-sender, .message-title', '.embedded-text-wrapper, .message-text p'].map(
    (selector) => quote.querySelector(selector),
  );
  const sender = name ? textOf(name).trim() : '';
  const text = words ? markedTextOf(words, { instead: emojiOf }).text.trim() : '';
  return sender === '' && text === '' ? null : { ...(sender !== '' && { sender }), ...(text !== '' && { text }) };
}

function mediaIn(item: Element): readonly RowMedia[] {
  const own = (selector: string): Element[] =>
    [...item.querySelectorAll(selector)].filter((element) => !element.closest(`${QUOTE}, .WebPage, .Avatar`));
  const source = (element: Element, selector: string): string | null =>
    element.querySelector(selector)?.getAttribute('src') ?? null;
  const files = own('.File').map((file): RowMedia => {
    const name = file.querySelector('.file-title')?.textContent.trim() ?? '';
    return { kind: 'file', name, source: null };
  });
  const sounds = own('.Audio').map((audio): RowMedia => {
    const name = audio.querySelector('.title')?.textContent.trim() ?? '';
    return { kind: name === '' ? 'voice' : 'audio', name, source: source(audio, 'audio') };
  });
  const stickers = own('.Sticker, .sticker-media')
    .slice(0, 1)
    .map((sticker): RowMedia => {
      return { kind: 'sticker', name: '', source: source(sticker, 'img, video') };
    });
  const shown = own('.media-inner:not(.Sticker), .RoundVideo').map((media): RowMedia => {
    const isVideo = media.querySelector('video, .message-media-duration') !== null || media.matches('.RoundVideo');
    return { kind: isVideo ? 'video' : 'image', name: '', source: source(media, 'video[src], img.full-media') };
  });
  return [...shown, ...stickers, ...sounds, ...files];
}

function kindOf(item: Element, text: string, media: readonly RowMedia[]): Message['kind'] {
  if (media.some(({ kind }) => kind === 'sticker')) return 'sticker';
  if (media.length > 0) return 'media';
  const [kind] = KINDS.find(([, selector]) => item.querySelector(selector)) ?? [];
  return kind ?? (text === '' ? 'other' : 'text');
}

const KINDS = [
  ['poll', '.Poll'],
  ['contact', '.Contact'],
  ['location', '.Location'],
  ['call', '.MessagePhoneCall'],
] as const;
