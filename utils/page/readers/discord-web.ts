import type { Chat } from '@/utils/messengers/model';
import { checkRows } from '../check-rows';
import { PageError } from '../page-error';
import type { OpenChat, Page, PageReader, Row } from '../reader';
import { scrollerOf } from '../scroller-of';
import { discordRow } from './discord-message';

const ITEM = 'li[id^="chat-messages-"]';

/**
 * Discord in the browser, at /channels/<server or @me>/<channel>, as public code has it that reads this page (2024-2026):
 * `ol[data-list-id="chat-messages"]` with about 50 messages at a time, which are replaced as one scrolls, and placeholders
 * before them while there are older ones; the chat's beginning has a heading there instead.
 */
export const discordWeb: PageReader = {
  client: 'discord-web',
  exports: false,
  isHere: ({ url }) =>
    /^(?:(?:ptb|canary)\.)?discord\.com$/.test(url.hostname) && url.pathname.startsWith('/channels/'),
  open,
};

function open({ document, url }: Page): OpenChat {
  const place = /^\/channels\/([^/]+)\/(?:\d+\/threads\/)?(\d+)/.exec(url.pathname);
  const [, server, channel] = place ?? [];
  if (server === undefined || channel === undefined) throw new PageError('none', 'channel');
  const list = () => listOf(document, channel);
  if (!list()) {
    // Forums, voice and settings have addresses like chats, but nowhere to write.
    const isChat = document.querySelector(`main [role="textbox"], ${ITEM}`) !== null;
    throw new PageError(isChat ? 'changed' : 'none', 'list');
  }
  const rows = () => rowsOf(list(), channel);
  checkRows(rows());
  return {
    chat: { id: channel, ...titleOf(document, server) },
    me: null,
    scroller: () => scrollerOf(list()),
    rows,
    isAtTop: () => before(list()).some((element) => element.querySelector('h1, h2, h3, [class*="emptyChannelIcon"]')),
    isLoading: () => isLoading(list()),
    pressOlder: () => false,
    pressNewest: () => press(document.querySelector('[class*="jumpToPresentBar"]')),
    unseen: ['edits', 'reactions'],
  };
}

/** The list of a channel: a thread beside it has one of its own. null: none, or another channel has taken its place. */
function listOf(document: Document, channel: string): Element | null {
  const lists = [...document.querySelectorAll('ol[data-list-id="chat-messages"]')];
  const own = lists.find((list) => list.querySelector(`li[id^="chat-messages-${channel}-"]`));
  return own ?? lists.find((list) => !/^chat-messages-\d+-\d+$/.test(list.querySelector(ITEM)?.id ?? '')) ?? null;
}

function rowsOf(list: Element | null, channel: string): readonly Row[] {
  return [...(list?.querySelectorAll(`${ITEM}, li:has([role="article"])`) ?? [])].map((item) => {
    const [, place, id] = /^chat-messages-(\d+)-(\d{1,20})$/.exec(item.id) ?? [];
    return place === channel && id !== undefined ? discordRow(item, id) : { kind: 'unread', id: null, check: 'id' };
  });
}

/** What stands before the first message, save dividers. */
function before(list: Element | null): readonly Element[] {
  const children = [...(list?.children ?? [])];
  const first = children.findIndex((child) => child.matches(ITEM));
  return children.slice(0, Math.max(0, first)).filter((child) => !child.matches('li'));
}

/** Placeholders in sight are about to be replaced by older messages. */
function isLoading(list: Element | null): boolean {
  const top = scrollerOf(list)?.getBoundingClientRect().top ?? 0;
  return before(list).some((element) => {
    const { bottom, height } = element.getBoundingClientRect();
    return height >= 40 && bottom > top && element.textContent?.trim() === '' && element.childElementCount > 0;
  });
}

function press(bar: Element | null): boolean {
  const button = bar?.querySelector('button, [role="button"]') ?? bar;
  if (!(button instanceof HTMLElement)) return false;
  button.click();
  return true;
}

/** `Discord | #general | Server`, `Discord | @friend`, with what is unread before it: `(3) `, `• `. */
function titleOf(document: Document, server: string): Pick<Chat, 'title' | 'kind'> {
  const shown = /^(?:\(\d+\)\s*|•\s*)*Discord \| ([^|]*\S)/.exec(document.title.slice(0, 500))?.[1] ?? '';
  const head = document.querySelector('section[class*="title"] :is(h1, h2, h3)')?.textContent?.trim() ?? '';
  const title = head || shown.replace(/^[#@]/, '');
  if (server !== '@me') return { title, kind: 'channel' };
  return { title, kind: shown.startsWith('@') ? 'direct' : shown === '' ? 'unknown' : 'group' };
}
