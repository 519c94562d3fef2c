import type { Message, Reply } from '@/utils/messengers/model';
import { type MarkedText, markedTextOf } from '../marked-text';
import type { RowMedia } from '../reader';
import { textOf } from '../text-of';
import { plainName } from './whatsapp-stamp';

/** What a reply quotes. */
const QUOTE = '[data-testid="quoted-message"], [aria-label="Quoted message" i], [role="button"]:has(.quoted-mention)';
/** The name above the first of a group. */
const AUTHOR = '[data-testid="author"], [testid="author"], [role=""]';
/** "Read more" below a long text. */
const MORE = '.read-more-button, [data-testid="read-more"]';

/** In the order in which they came up: each is what the older ones had become. */
const ANY_TEXT = 'span[dir]';
const TEXTS = ['[data-testid="selectable-text"]', '.selectable-text', ANY_TEXT] as const;

/** What a reader needs of a message besides who and when. */
export interface Content {
  readonly marked: MarkedText;
  readonly media: readonly RowMedia[];
  readonly reply: Reply | null;
  readonly isStamped: boolean;
  readonly isDeleted: boolean;
}

/**
 * What is in a message of WhatsApp Web.
 * @param stamped the element with `data-pre-plain-text`; null: it has none, as those without a text of their own
 * @param isClock whether a text is the clock beside it
 */
export function contentOf(item: Element, stamped: Element | null, isClock: (text: string) => boolean): Content {
  const media = mediaIn(item);
  const marked = textIn(stamped ?? item, isClock);
  return {
    // The name of a file is text as well.
    marked: stamped || media.every(({ name }) => name !== marked.text) ? marked : NO_TEXT,
    media,
    reply: replyIn(item),
    isStamped: stamped !== null,
    isDeleted: item.querySelector('[data-icon^="recalled"]') !== null,
  };
}

const NO_TEXT: MarkedText = { text: '', entities: [] };

function textIn(scope: Element, isClock: (text: string) => boolean): MarkedText {
  for (const selector of TEXTS) {
    const found = [...scope.querySelectorAll(selector)].filter((element) => !element.closest(`${QUOTE}, ${AUTHOR}`));
    // Where texts are marked by nothing else, the clock behind them is alike; a text may be a clock as well.
    if (selector === ANY_TEXT && isClock(found.at(-1)?.textContent ?? '')) found.pop();
    if (found[0]) return markedTextOf(wholeOf(found[0], scope), { leaveOut: MORE, instead: emojiOf });
  }
  return NO_TEXT;
}

/** Bold words and links are marked like the text that they stand in. */
function wholeOf(found: Element, scope: Element): Element {
  let whole = found;
  for (let at = found.parentElement; at && at !== scope; at = at.parentElement)
    if (at.matches(TEXTS.join())) whole = at;
  return whole;
}

/** Emoji are pictures, with their text beside it where `alt` is for other readers. */
function emojiOf(element: Element): string | null {
  return element.tagName === 'IMG' ? element.getAttribute('data-plain-text') : null;
}

function replyIn(item: Element): Reply | null {
  const quote = item.querySelector(QUOTE);
  if (!quote) return null;
  const words = quote.querySelector('.quoted-mention') ?? quote.querySelector('span[dir]:not([data-testid="author"])');
  const name = quote.querySelector('[data-testid="author"], [role=""] span, span[dir]');
  const text = words ? markedTextOf(words, { instead: emojiOf }).text.trim() : '';
  const sender = name && name !== words ? plainName(textOf(name)) : '';
  return text === '' && sender === '' ? null : { ...(sender !== '' && { sender }), ...(text !== '' && { text }) };
}

/** The names above a message, of who is in the address book and who is not; [] for none. */
export function authorsIn(item: Element): readonly string[] {
  const named = [...item.querySelectorAll('[data-testid="author"], [testid="author"], [role=""] span[dir]')];
  const own = named.filter((element) => !element.closest(QUOTE)).map((element) => plainName(textOf(element)));
  return [...new Set(own.filter((name) => name !== ''))];
}

/** All that a message of a kind that is not known says. */
export function restOf(item: Element, isClock: (text: string) => boolean): string {
  const lines = textOf(item, `${QUOTE}, ${AUTHOR}, button, [data-testid="msg-meta"]`).split('\n');
  return lines
    .filter((line) => line.trim() !== '' && !isClock(line))
    .join('\n')
    .trim();
}

function mediaIn(item: Element): readonly RowMedia[] {
  const own = (selector: string): Element[] =>
    [...item.querySelectorAll(selector)].filter((element) => !element.closest(`${QUOTE}, ${AUTHOR}`));
  const [file] = own('[data-icon^="doc"], [data-icon*="document"], [data-testid*="document"]');
  if (file) return [{ kind: 'file', name: fileName(item), source: null }];
  const [sound] = own('audio, [data-icon^="ptt"], [data-icon^="audio"], [data-testid*="audio"]');
  if (sound) return [{ kind: 'voice', name: '', source: sound.getAttribute('src') }];
  const [video] = own('video, [data-icon*="video"], [data-icon="media-play"], [data-icon*="gif"]');
  if (video) return [{ kind: 'video', name: '', source: video.getAttribute('src') }];
  const pictures = own('img[src^="blob:"]').map((picture): RowMedia => {
    const isSticker = picture.closest('[data-testid*="sticker"], [aria-label*="sticker" i]') !== null;
    return { kind: isSticker ? 'sticker' : 'image', name: '', source: picture.getAttribute('src') };
  });
  if (pictures.length > 0) return pictures;
  // What is not loaded has a blurred picture in its address.
  const [blurred] = own('[data-icon*="media-download"], [data-testid="image-thumb"], img[src^="data:image/jpeg"]');
  return blurred ? [{ kind: 'image', name: '', source: null }] : [];
}

function fileName(item: Element): string {
  const names = [...item.querySelectorAll('span[dir], [title]')].map((element) => element.textContent.trim());
  return names.find((name) => /\.\w{1,8}$/.test(name)) ?? '';
}

/** Of a message that has a time. */
export function kindOf({ media, isStamped, isDeleted }: Content): Message['kind'] {
  if (isDeleted) return 'deleted';
  // Calls and polls have a time, but no stamp.
  if (media.length === 0) return isStamped ? 'text' : 'other';
  return media.every(({ kind }) => kind === 'sticker') ? 'sticker' : 'media';
}
