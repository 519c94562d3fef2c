import type { Chat } from '@/utils/messengers/model';
import { checkRows } from '../check-rows';
import { isShown, press } from '../is-shown';
import { PageError } from '../page-error';
import type { OpenChat, Page, PageReader, Row } from '../reader';
import { scrollerOf } from '../scroller-of';
import { textOf } from '../text-of';
import { bubbleRow } from './telegram-k-bubble';
import { namesIn, OWN } from './telegram-people';

/**
 * Telegram Web K (web.telegram.org/k/; github.com/morethanwords/tweb and public notes on its DOM, 2026): each chat that was
 * opened has its `.chat`, the one in front is `.active`; `.bubbles-inner` holds a `.bubbles-date-group` a day with
 * `.bubbles-group`s of one sender, and `.bubble`s with their ids and times in data attributes.
 */
export const telegramK: PageReader = {
  client: 'telegram-k',
  exports: false,
  isHere: ({ url }) => url.hostname === 'web.telegram.org' && /^\/k(?:\/|$)/.test(url.pathname),
  open,
};

/** Days, which stand twice; advertisements; what the client itself puts in. */
const NOT_MESSAGES = '.is-date, .is-fake, .is-sponsored, .bot-description, .is-system:not([data-mid])';

function open({ document }: Page): OpenChat {
  const front = chatOf(document);
  if (!front) throw new PageError(document.querySelector('.bubble, .bubbles') ? 'changed' : 'none', 'chat');
  const head = front.querySelector('.topbar .peer-title, .chat-info .peer-title');
  const peer = peerOf(front);
  if (!head || peer === null) throw new PageError('changed', head ? 'peer' : 'title');
  const chat: Chat = { id: peer, title: textOf(head).trim(), kind: kindOf(front, peer) };
  const current = (): Element | null => {
    const now = chatOf(document);
    return now && peerOf(now) === peer ? now : null;
  };
  const list = (): Element | null => current()?.querySelector('.bubbles-inner') ?? null;
  const inner = list();
  if (!inner) throw new PageError('changed', 'bubbles');
  const rows = (): readonly Row[] => bubblesIn(list()).map((bubble) => bubbleRow(bubble, chat, namesIn(document)));
  if (bubblesIn(inner).length === 0 && isFilled(inner)) throw new PageError('changed', 'bubble');
  checkRows(rows());
  return {
    chat,
    me: OWN,
    scroller: () => scrollerOf(list()),
    rows,
    isAtTop: () => false,
    isLoading: () => shownIn(current(), '.bubbles .preloader, .bubbles .preloader-container') !== undefined,
    pressOlder: () => false,
    pressNewest: () => press(shownIn(current(), '.bubbles-go-down')),
    unseen: ['edits', 'reactions'],
  };
}

function chatOf(document: Document): Element | null {
  return document.querySelector('.chat.active') ?? document.querySelector('.chats-container > .chat:not(.hide)');
}

/** The id of the chat's person, group or channel: negative for the latter two. */
function peerOf(front: Element): string | null {
  const named = front.querySelector('.topbar [data-peer-id], .chat-info [data-peer-id], .bubble[data-peer-id]');
  const id = named?.getAttribute('data-peer-id') ?? '';
  return /^-?\d{1,20}$/.test(id) ? id : null;
}

function kindOf(front: Element, peer: string): Chat['kind'] {
  if (!peer.startsWith('-')) return 'direct';
  if (front.querySelector('.bubble.channel-post:not(.forwarded)')) return 'channel';
  return front.querySelector('.bubble.is-in') ? 'group' : 'unknown';
}

function bubblesIn(list: Element | null): readonly Element[] {
  return [...(list?.querySelectorAll('.bubble') ?? [])].filter((bubble) => !bubble.matches(NOT_MESSAGES));
}

/** There is something to read, but it is not as it was known: more than the days. */
function isFilled(list: Element): boolean {
  return textOf(list, '.is-date, .is-sponsored, .bot-description').trim() !== '';
}

function shownIn(front: Element | null, selector: string): Element | undefined {
  return [...(front?.querySelectorAll(selector) ?? [])].find(isShown);
}
