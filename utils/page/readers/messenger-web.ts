import { checkRows } from '../check-rows';
import { PageError } from '../page-error';
import type { OpenChat, Page, PageReader } from '../reader';
import { scrollerOf } from '../scroller-of';
import { textOf } from '../text-of';
import { hasMessages, messengerRows } from './messenger-rows';
import { MessengerSides, SELF } from './messenger-sides';
import { MessengerTimes } from './messenger-time';

/** `/t/<id>`, `/e2ee/t/<id>`; below `/messages` at Facebook. */
const PLACE = /^(?:\/messages)?\/(?:e2ee\/)?t\/([^/]+)/;

/**
 * Messenger in the browser, at messenger.com and facebook.com/messages. Its classes mean nothing, and its words are in the user's
 * language; roles are what lasts. As public code has it that reads this page, it exists in two ways: a `role=log` with
 * messages that have `data-message-id`, and labels that tell time, sender and text (2025-2026); and a `role=grid` of rows, where
 * times stand between messages and names above them (2021-2025).
 */
export const messengerWeb: PageReader = {
  client: 'messenger-web',
  exports: false,
  isHere: ({ url: { hostname, pathname } }) =>
    /^(?:www\.)?messenger\.com$/.test(hostname) ||
    (/^(?:www\.|web\.)?facebook\.com$/.test(hostname) && /^\/messages(?:\/|$)/.test(pathname)),
  open,
};

function open(page: Page): OpenChat {
  const { document, url } = page;
  const id = PLACE.exec(url.pathname)?.[1];
  if (id === undefined) throw new PageError('none', 'thread');
  const log = logIn(document);
  if (!log) {
    const isChat = document.querySelector('[role="main"] [role="textbox"]') !== null;
    throw new PageError(isChat ? 'changed' : 'none', 'log');
  }
  const times = new MessengerTimes(page);
  const sides = new MessengerSides();
  const rows = () => {
    const now = logIn(document);
    return now ? messengerRows({ log: now, times, sides }) : [];
  };
  const first = rows();
  checkRows(first);
  if (!first.some(({ kind }) => kind === 'message') && hasText(log)) throw new PageError('changed', 'message');
  const title = titleOf(document, log, id);
  return {
    chat: { id, title, kind: sides.others.length > 1 ? 'group' : sides.others[0] === title ? 'direct' : 'unknown' },
    me: SELF,
    scroller: () => {
      const now = logIn(document);
      return now && (scrollsIn(now) ?? scrollerOf(now));
    },
    rows,
    isAtTop: () => false,
    isLoading: () => Boolean(logIn(document)?.querySelector('[role="progressbar"], [aria-busy="true"]')),
    pressOlder: () => false,
    pressNewest: () => false,
    unseen: ['edits', 'reactions', 'replies', 'seconds', 'times'],
  };
}

/** The conversation: of the lists in the page the one that is no list of chats, and not beside the page. */
function logIn(document: Document): Element | null {
  const lists = [...document.querySelectorAll('[role="main"] :is([role="log"], [role="grid"])')];
  const own = lists.filter((list) => !list.closest('[role="navigation"], [role="complementary"]'));
  return own.find(hasMessages) ?? own.find((list) => list.getAttribute('role') === 'log') ?? null;
}

function hasText(log: Element): boolean {
  return textOf(log).trim() !== '';
}

/** What scrolls in a list: the outermost that does, above its messages. */
function scrollsIn(log: Element): Element | null {
  const first = log.querySelector('[data-message-id], [data-scope="messages_table"], [role="row"]');
  const around: Element[] = [];
  for (let at = first; at && at !== log.parentElement; at = at.parentElement) around.push(at);
  return around.findLast((element) => /auto|scroll|overlay/.test(getComputedStyle(element).overflowY)) ?? null;
}

/**
 * The name of the chat: of what stands in headings, and in the chat's own link in the list, the longest that the label of the
 * conversation has in it, in whatever language.
 */
function titleOf(document: Document, log: Element, id: string): string {
  const label = log.getAttribute('aria-label') ?? log.closest('[aria-label]')?.getAttribute('aria-label') ?? '';
  const links = [...document.querySelectorAll('a[href*="/t/"]')].filter((link) =>
    link.getAttribute('href')?.split('/').includes(id),
  );
  const named = [
    ...document.querySelectorAll('[role="main"] :is(h1, h2, h3, [role="heading"]), [role="main"] :is(h1, h2, h3) span'),
    ...links.flatMap((link) => [...link.querySelectorAll('[dir]')]),
  ].filter((element) => !log.contains(element));
  const names = named.map((element) => textOf(element).trim()).filter((name) => name !== '' && name.length <= 200);
  const inLabel = names.filter((name) => label.includes(name)).toSorted((a, b) => b.length - a.length);
  return inLabel[0] ?? names[0] ?? '';
}
