import type { Chat } from '@/utils/messengers/model';
import { checkRows } from '../check-rows';
import { PageError } from '../page-error';
import type { OpenChat, Page, PageReader, Row } from '../reader';
import { scrollerOf } from '../scroller-of';
import { slackRow } from './slack-message';

/** Beside the conversation: a thread, which is another; the list of channels. */
const ELSEWHERE =
  '[data-qa="threads_flexpane"], [data-qa="thread_view"], .p-threads_flexpane, .p-flexpane, .p-channel_sidebar, .p-tab_rail';
const ITEM = '[data-qa="virtual-list-item"][data-item-key]';
const MESSAGE = '[data-qa="message_container"]';
/** Rows that Slack has not drawn yet. */
const PLACEHOLDER = `${MESSAGE}[data-qa-placeholder="true"]`;

/**
 * Slack in the browser, at /client/<team>/<conversation>, as public code has it that reads this page (2021-2026): a
 * virtual list whose items have keys, of messages their timestamps. Answers in threads are not in it, save those that were sent
 * to the channel as well.
 */
export const slackWeb: PageReader = {
  client: 'slack-web',
  exports: false,
  isHere: ({ url }) => url.hostname === 'app.slack.com' && url.pathname.startsWith('/client/'),
  open,
};

function open({ document, url }: Page): OpenChat {
  const channel = /^\/client\/[TE]\w+\/([CDG][A-Z0-9]+)(?:\/|$)/.exec(url.pathname)?.[1];
  if (channel === undefined) throw new PageError('none', 'channel');
  const list = () => listOf(document, channel);
  if (!list()) {
    const isChat = document.querySelector(`[data-qa="message_input"], ${MESSAGE}`) !== null;
    throw new PageError(isChat ? 'changed' : 'none', 'list');
  }
  const rows = () => rowsOf(list());
  checkRows(rows());
  return {
    chat: { id: channel, title: titleOf(document), kind: kindOf(channel) },
    me: null,
    scroller: () => scrollerOf(list()),
    rows,
    isAtTop: () => Boolean(list()?.querySelector('[class*="p-message_pane__foreword"]')),
    isLoading: () => Boolean(list()?.querySelector(PLACEHOLDER)),
    pressOlder: () => false,
    pressNewest: () => false,
    unseen: ['edits', 'reactions', 'replies'],
  };
}

/** The list of a conversation; null: none, or another conversation has taken its place. */
function listOf(document: Document, channel: string): Element | null {
  const lists = [...document.querySelectorAll('.c-virtual_list__scroll_container, [data-qa="slack_kit_list"]')];
  const list = lists.find((one) => !one.closest(ELSEWHERE) && one.closest('.p-message_pane, [data-qa="message_pane"]'));
  const shown = list?.querySelector('[data-msg-channel-id]')?.getAttribute('data-msg-channel-id') ?? channel;
  return list && shown === channel ? list : null;
}

function rowsOf(list: Element | null): readonly Row[] {
  return [...(list?.querySelectorAll(ITEM) ?? [])].flatMap((item): readonly Row[] => {
    const container = item.querySelector(MESSAGE);
    const key = item.getAttribute('data-item-key') ?? '';
    // Keys of dividers name the conversation; the spaces above and below have words.
    if (!container && !/^\d{9,}\.\d{6}$/.test(key)) return [];
    if (!container) return [{ kind: 'unread', id: null, check: 'message' }];
    if (container.matches(PLACEHOLDER)) return [];
    const ts = [key, container.getAttribute('data-msg-ts') ?? ''].find((one) => /^\d{1,12}\.\d{3,9}$/.test(one));
    return [ts === undefined ? { kind: 'unread', id: null, check: 'key' } : slackRow(container, ts)];
  });
}

function kindOf(channel: string): Chat['kind'] {
  return channel.startsWith('D') ? 'direct' : channel.startsWith('G') ? 'group' : 'channel';
}

/** As the head of the conversation has it; the tab says `general (Channel) - Acme - Slack`. */
function titleOf(document: Document): string {
  const head = document.querySelector('[data-qa="channel_name"], .p-view_header__channel_title')?.textContent?.trim();
  return head || (/^[!*]?\s*(.+?) \([^()]*\) - /.exec(document.title.slice(0, 500))?.[1] ?? '');
}
