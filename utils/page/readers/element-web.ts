import type { Participant } from '@/utils/messengers/model';
import { checkRows } from '../check-rows';
import { parseClock } from '../clock';
import { parseDay } from '../day';
import { PageError } from '../page-error';
import type { OpenChat, Page, PageReader, Row, RowTime } from '../reader';
import { scrollerOf } from '../scroller-of';
import { textOf } from '../text-of';
import { awaitClocks, clockOf } from './element-clocks';
import { elementRow, noteRow, personIn } from './element-tile';

/** Beside the conversation: threads, search results. */
const LIST = '.mx_RoomView_timeline .mx_RoomView_MessageList';
const TILE = '.mx_EventTile[data-event-id]';
/** The first day that is shown of a room, rows of several events in one, and dividers. */
const ROWS = `${TILE}, .mx_GenericEventListSummary, .mx_TimelineSeparator, .mx_DateSeparator`;

/**
 * Element, wherever it is hosted: element-hq/element-web, RoomView, MessagePanel, ScrollPanel and EventTile (2021-2026). Times
 * are clocks, days are on dividers. Its own export of a chat has more.
 */
export const elementWeb: PageReader = {
  client: 'element-web',
  exports: true,
  isHere: ({ document }) => document.querySelector('#matrixchat .mx_MatrixChat, #matrixchat.mx_MatrixChat') !== null,
  open,
};

function open(page: Page): OpenChat {
  const { document, url } = page;
  const room = /^#\/room\/([^/?]+)/.exec(url.hash)?.[1];
  if (!document.querySelector('.mx_RoomView') || room === undefined) throw new PageError('none', 'room');
  const list = () => document.querySelector(LIST);
  const tiles = () => [...(list()?.querySelectorAll(TILE) ?? [])];
  if (!list()) {
    const isChat = document.querySelector('.mx_MessageComposer') !== null && !isBusy(document);
    throw new PageError(isChat ? 'changed' : 'none', 'list');
  }
  const rows = () => rowsOf(page, list());
  checkRows(rows());
  return {
    chat: { id: decodeURIComponent(room), title: titleOf(document), kind: 'unknown' },
    me: meIn(tiles()),
    scroller: () => scrollerOf(list()),
    rows,
    isAtTop: () => Boolean(list()?.querySelector('.mx_NewRoomIntro, .mx_HistoryTile, .mx_CreateEvent')),
    isLoading: () => isBusy(document) || awaitClocks(tiles()),
    pressOlder: () => false,
    pressNewest: () =>
      press(document.querySelector('.mx_JumpToBottomButton:not([inert]) .mx_JumpToBottomButton_scrollDown')),
    unseen: ['edits', 'reactions', 'replies'],
  };
}

function rowsOf(page: Page, list: Element | null): readonly Row[] {
  const locale = page.document.documentElement.lang || navigator.language;
  return [...(list?.querySelectorAll(ROWS) ?? [])].flatMap((row): readonly Row[] => {
    if (row.matches(TILE)) {
      const clock = parseClock(clockOf(row), locale);
      const time: RowTime = clock && { clock };
      return [elementRow(row, time)];
    }
    if (row.matches('.mx_GenericEventListSummary')) return summaryRow(row);
    const heading = row.querySelector('h1, h2, h3');
    if (!heading) return [];
    const day = parseDay(heading.textContent ?? '', locale, page.now);
    // With the day before it every time below would be wrong.
    if (!day) throw new PageError('changed', 'day');
    return [{ kind: 'day', day }];
  });
}

/** What several events in a row come to: "Alice and Bob joined". Opened, it has their tiles instead. */
function summaryRow(summary: Element): readonly Row[] {
  const shown = summary.querySelector('.mx_GenericEventListSummary_summary');
  if (!shown || summary.querySelector(TILE)) return [];
  // It grows upwards: its newest event is what it is known by.
  const id = (summary.getAttribute('data-scroll-tokens') ?? '').split(',').at(-1) || null;
  return [noteRow(id, textOf(shown, '.mx_BaseAvatar'), 'same')];
}

/** Older messages are coming: a wheel above the list, or in place of it. */
function isBusy(document: Document): boolean {
  return (
    document.querySelector(`.mx_RoomView_messagePanelSpinner, ${LIST} > li > .mx_Spinner, ${LIST} > .mx_Spinner`) !==
    null
  );
}

/** Who has written what Element calls one's own. */
function meIn(tiles: readonly Element[]): Participant | null {
  for (const tile of tiles) {
    const profile =
      tile.getAttribute('data-self') === 'true' && tile.querySelector(':scope > .mx_DisambiguatedProfile');
    if (profile) return personIn(profile, tile);
  }
  return null;
}

function press(button: Element | null): boolean {
  if (!(button instanceof HTMLElement)) return false;
  button.click();
  return true;
}

function titleOf(document: Document): string {
  const heading = document.querySelector('.mx_RoomHeader_heading, .mx_RoomHeader_nametext');
  return heading ? textOf(heading.querySelector('.mx_RoomHeader_truncated') ?? heading).trim() : '';
}
