import { checkRows } from '../check-rows';
import { isShown, press } from '../is-shown';
import { PageError } from '../page-error';
import type { OpenChat, Page, PageReader, Row } from '../reader';
import { scrollerOf } from '../scroller-of';
import { textOf } from '../text-of';
import { Rows } from './whatsapp-rows';

/** What was learnt of the conversation that was open last: pages show names and dates here and there. */
const known = new WeakMap<Document, { readonly title: string; readonly rows: Rows }>();

/** Calls and polls alone, with no text among them. */
const MOST_OTHERS = 3;

const MESSAGE = '[data-id]';
const STAMP = '[data-pre-plain-text]';

/**
 * WhatsApp Web (web.whatsapp.com), as public code and notes have it that read this page (2024-2026): `#main` is the
 * conversation, each message has a `data-id` and, where it has a text, a `data-pre-plain-text` with its time and sender in
 * the page's language. Classes have no names but `message-in` and `message-out`.
 */
export const whatsappWeb: PageReader = {
  client: 'whatsapp-web',
  exports: false,
  isHere: ({ url }) => url.hostname === 'web.whatsapp.com',
  open,
};

function open({ document, now }: Page): OpenChat {
  const main = document.querySelector('#main');
  if (!main)
    throw new PageError(document.querySelector(`${STAMP}, .message-in, .message-out`) ? 'changed' : 'none', 'chat');
  const title = titleOf(main);
  if (title === '') throw new PageError('changed', 'title');
  const before = known.get(document);
  const rows = before?.title === title ? before.rows : new Rows(title, document.documentElement.lang, now);
  const list = (): Element | null => {
    const current = document.querySelector('#main');
    return current && titleOf(current) === title ? listOf(current) : null;
  };
  const read = (): readonly Row[] => {
    const found = list();
    return found ? rows.read(found) : [];
  };
  if (rows !== before?.rows) {
    rows.days.learnBeside(datesBeside(document));
    check(main, read());
    known.set(document, { title, rows });
  }
  return {
    chat: { id: title, title, kind: rows.kind, dayFirst: rows.days.dayFirst },
    me: rows.own,
    scroller: list,
    rows: read,
    isAtTop: () => false,
    isLoading: () => [...(list()?.querySelectorAll('[role="progressbar"], progress') ?? [])].some(isOfList),
    pressOlder: () => press(olderIn(list())),
    pressNewest: () => press(newestIn(document)),
    unseen: ['edits', 'reactions', 'seconds'],
  };
}

function titleOf(main: Element): string {
  const names = [
    '[data-testid="conversation-info-header-chat-title"]',
    'header span[dir="auto"][title]',
    'header span[dir="auto"]',
  ];
  for (const name of names) {
    const title = [...main.querySelectorAll(name)].map((element) => textOf(element).trim()).find((text) => text !== '');
    if (title !== undefined) return title;
  }
  return '';
}

function listOf(main: Element): Element | null {
  const named = main.querySelector('[data-testid="conversation-panel-messages"]');
  const found = scrollerOf(named ?? main.querySelector(MESSAGE));
  if (found && main.contains(found)) return found;
  return [...main.querySelectorAll('div')].find((element) => scrollerOf(element) === element) ?? null;
}

/** @throws PageError the rows are not what they were known as */
function check(main: Element, rows: readonly Row[]): void {
  const list = listOf(main);
  if (!list) throw new PageError('changed', 'list');
  if (!list.querySelector(MESSAGE) && textOf(list).trim() !== '') throw new PageError('changed', 'message');
  checkRows(rows);
  const others = rows.filter((row) => row.kind === 'message' && row.message.kind === 'other');
  if (others.length > MOST_OTHERS && !list.querySelector(STAMP)) throw new PageError('changed', 'pre-plain-text');
}

/** Dates in the list of chats. */
function datesBeside(document: Document): readonly string[] {
  const cells = [...document.querySelectorAll('#pane-side span, #pane-side [role="gridcell"]')];
  return cells.filter((cell) => cell.children.length === 0).map((cell) => cell.textContent.trim());
}

/** A wheel that turns in the list, and not in a message. */
function isOfList(wheel: Element): boolean {
  return !wheel.closest(MESSAGE) && isShown(wheel);
}

/**
 * "Get older messages from your phone", in whatever language: the only button above the first message. Where there are more
 * they ask something else of the user.
 */
function olderIn(list: Element | null): Element | null {
  const first = list?.querySelector(MESSAGE);
  if (!list || !first) return null;
  const above = [...list.querySelectorAll('button, [role="button"]')].filter(
    (button) =>
      !button.closest(MESSAGE) &&
      !button.querySelector('button, [role="button"]') &&
      (button.compareDocumentPosition(first) & Node.DOCUMENT_POSITION_FOLLOWING) !== 0 &&
      isShown(button),
  );
  return above.length === 1 ? (above[0] ?? null) : null;
}

function newestIn(document: Document): Element | null {
  const signs = [...document.querySelectorAll('#main [data-icon="down"], #main [data-icon="chevron-down"]')];
  const sign = signs.find((one) => !one.closest(MESSAGE));
  return sign?.closest('button, [role="button"]') ?? null;
}
