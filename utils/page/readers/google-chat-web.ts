import type { Chat, Participant } from '@/utils/messengers/model';
import { checkRows } from '../check-rows';
import { PageError } from '../page-error';
import type { OpenChat, Page, PageReader, Row } from '../reader';
import { scrollerOf } from '../scroller-of';
import { googleChatRow } from './google-chat-message';

/** Beside the conversation: a thread. */
const ELSEWHERE = '[role="complementary"]';
const TOPIC = 'c-wiz[data-topic-id][data-is-user-topic="true"]';
/** Of a title or a label that is looked at. UTF-16 units. */
const LONGEST = 500;
const MESSAGE = '[data-id][data-user-id], [role="group"][data-id], [data-id][data-message-multiplat-item-id]';

/**
 * Google Chat at chat.google.com, as public code has it that reads this page (2021-2026); its makers generate all names but
 * those of `data-` attributes. Not certain, and taken as little as may be: how the page shows that nothing older comes (so no
 * progress is the end), what it quotes, that a message was edited, and what Chat itself writes (topics that are not users'), which
 * are not read. In Gmail the chat is in a frame of another site, which cannot be read.
 */
export const googleChatWeb: PageReader = {
  client: 'google-chat-web',
  exports: false,
  isHere: ({ url }) => url.hostname === 'chat.google.com',
  open,
};

function open({ document, url }: Page): OpenChat {
  const group = /\/(?:chat|room|dm|space)\/(?:(?:space|dm)\/)?([\w-]{5,})/.exec(url.pathname + url.hash)?.[1];
  if (group === undefined) throw new PageError('none', 'chat');
  const topics = () => topicsIn(document);
  if (topics().length === 0) {
    const isChat = document.querySelector('[data-is-room-compose-postbar], [role="main"] [role="textbox"]') !== null;
    throw new PageError(isChat ? 'changed' : 'none', 'topics');
  }
  const rows = () => rowsOf(topics());
  checkRows(rows());
  return {
    chat: { id: group, ...titleOf(document, group) },
    me: accountIn(document),
    scroller: () => scrollerOf(topics()[0]?.parentElement ?? null),
    rows,
    isAtTop: () => false,
    isLoading: () => isLoading(topics()),
    pressOlder: () => false,
    pressNewest: () => false,
    unseen: ['edits', 'reactions', 'replies'],
  };
}

function topicsIn(document: Document): readonly Element[] {
  return [...document.querySelectorAll(TOPIC)].filter((topic) => !topic.closest(ELSEWHERE));
}

/** Messages that a topic shows twice, as those of a thread with its preview, count once. */
function rowsOf(topics: readonly Element[]): readonly Row[] {
  const seen = new Set<string>();
  return topics.flatMap((topic) => {
    const messages = [...topic.querySelectorAll(MESSAGE)].filter((one) => !one.parentElement?.closest(MESSAGE));
    const rows = (messages.length > 0 ? messages : [topic]).map((message) => googleChatRow(message, topic));
    return rows.filter((row) => {
      if (row.kind === 'day' || row.id === null) return true;
      return !seen.has(row.id) && seen.add(row.id);
    });
  });
}

function isLoading(topics: readonly Element[]): boolean {
  const signs = scrollerOf(topics[0] ?? null)?.querySelectorAll('[role="progressbar"]') ?? [];
  return [...signs].some((sign) => sign.getClientRects().length > 0);
}

/** From the chat's entry in the list of all, `data-group-id="dm/…"` or `"space/…"`; or else from the tab, `Name - Chat`. */
function titleOf(document: Document, group: string): Pick<Chat, 'title' | 'kind'> {
  const entry = document.querySelector(`[data-group-id="dm/${group}"], [data-group-id="space/${group}"]`);
  const people = entry?.querySelectorAll('[data-member-id][data-name]') ?? [];
  const isDirect = entry?.getAttribute('data-group-id')?.startsWith('dm/');
  const named = entry?.querySelector('[role="presentation"][title]')?.getAttribute('title');
  const tab = /^(?:\(\d+\)\s*)?(.*\S)\s+-\s+[^-]*$/.exec(document.title.slice(0, LONGEST))?.[1];
  return {
    title: named || (people.length === 1 && people[0]?.getAttribute('data-name')) || tab || '',
    kind: isDirect ? 'direct' : entry ? 'group' : 'unknown',
  };
}

/** Who is signed in: `Google Account: Name (address)` on the picture above, in whatever language. */
function accountIn(document: Document): Participant | null {
  const label = document.querySelector('a[href*="SignOutOptions"][aria-label*="@"]')?.getAttribute('aria-label') ?? '';
  const [, name, id] = /[:：]\s*(\S[^(]*?)\s*\(([^()\s]+@[^()\s]+)\)/.exec(label.slice(0, LONGEST)) ?? [];
  return name !== undefined && id !== undefined ? { id, name } : null;
}
