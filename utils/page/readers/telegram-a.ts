import type { Chat } from '@/utils/messengers/model';
import { checkRows } from '../check-rows';
import { isShown, press } from '../is-shown';
import { PageError } from '../page-error';
import type { OpenChat, Page, PageReader } from '../reader';
import { scrollerOf } from '../scroller-of';
import { textOf } from '../text-of';
import { namesIn, OWN } from './telegram-people';
import { Groups } from './telegram-a-groups';

/**
 * Telegram Web A (web.telegram.org/a/; github.com/Ajaxy/telegram-tt, 2022-2026): a `.MessageList` for each list that was
 * looked at, the one in front being the last that is not of pinned messages; in it a `.message-date-group` a day. Of a long
 * chat it has a slice: the last message in the page need not be the newest.
 */
export const telegramA: PageReader = {
  client: 'telegram-a',
  exports: false,
  isHere: ({ url }) => url.hostname === 'web.telegram.org' && /^\/a(?:\/|$)/.test(url.pathname),
  open,
};

function open({ document, now }: Page): OpenChat {
  const place = placeOf(document);
  const inner = listOf(document)?.querySelector('.messages-container');
  if (!inner) {
    const isChat = listOf(document) !== null || document.querySelector('[data-message-id]') !== null;
    throw new PageError(isChat ? 'changed' : 'none', isChat ? 'list' : 'chat');
  }
  const head = document.querySelector('.MiddleHeader .ChatInfo :is(.fullName, .title h3, h3), .MiddleHeader .title');
  if (!head) throw new PageError('changed', 'title');
  const chat: Chat = { id: place || textOf(head).trim(), title: textOf(head).trim(), kind: kindOf(place) };
  const groups = new Groups(chat, document.documentElement.lang, now, namesIn(document));
  const list = (): Element | null => (placeOf(document) === place ? listOf(document) : null);
  const first = groups.rows(inner);
  if (first.length === 0 && textOf(inner, '.sticky-date, .sponsored-message, .bot-info').trim() !== '')
    throw new PageError('changed', 'message');
  checkRows(first);
  groups.checkDays(inner);
  return {
    chat,
    me: OWN,
    scroller: () => scrollerOf(list()),
    rows: () => {
      const container = list()?.querySelector('.messages-container');
      return container ? groups.rows(container) : [];
    },
    isAtTop: () => false,
    isLoading: () => [...(list()?.querySelectorAll('.Loading, .Spinner') ?? [])].some(isLoadingList),
    pressOlder: () => false,
    pressNewest: () => press(downIn(document)),
    unseen: ['edits', 'reactions', 'seconds'],
  };
}

/** `#123`, `#-100123`, `#-100123_45` (a topic), `#@name`: what names the chat in the address. */
function placeOf(document: Document): string {
  return /^#(@?[\w-]+)/.exec(new URL(document.URL).hash)?.[1] ?? '';
}

function kindOf(place: string): Chat['kind'] {
  return /^\d+$/.test(place) ? 'direct' : 'unknown';
}

function listOf(document: Document): Element | null {
  return [...document.querySelectorAll('.MessageList:not(.type-pinned)')].at(-1) ?? null;
}

function isLoadingList(spinner: Element): boolean {
  return !spinner.closest('.message-list-item') && isShown(spinner);
}

/** Classes beside it have no names: it is the button with this sign. */
function downIn(document: Document): Element | null {
  const sign = document.querySelector(
    '#MiddleColumn button > .icon-arrow-down, .middle-column button > .icon-arrow-down',
  );
  return sign?.closest('button') ?? null;
}
