import type { Chat, Moment, Participant } from '@/utils/messengers/model';
import { checkRows } from '../check-rows';
import { PageError } from '../page-error';
import type { OpenChat, Page, PageReader, Row } from '../reader';
import { textOf } from '../text-of';
import { converseMedia } from './converse-media';
import { fetchOlder, isFetching, meet } from './converse-older';

/**
 * Converse.js, which anybody can host under any address: known by its elements. Facts: Converse.js 14,
 * src/shared/chat/templates/message.js, message-history.js and chat-content.js; src/plugins/mam-views.
 *
 * The list holds about a hundred messages and moves by five with each scroll event near an end.
 */
const CHATS = 'converse-chat.chatbox, converse-muc.chatbox';
const HEADING = 'converse-chat-heading[jid], converse-muc-heading[jid]';
const SCROLLER = '.chat-content__messages';
/** Converse draws a message some time after its place in the list. */
const NOT_DRAWN = 'converse-chat-message:not(:has(*))';
/** What stands among the messages and is none: days, "New messages", more to load, an upload that is under way. */
const NO_MESSAGE = '.date-separator, .separator, .mam-placeholder, :has(progress)';

export const converse: PageReader = {
  client: 'converse',
  exports: false,
  isHere: ({ document }) => document.querySelector('converse-root, converse-chats') !== null,
  open(page) {
    const box = openBox(page);
    const chat = chatOf(box);
    const known = namesIn(box, chat);
    const scroller = () => (isShown(box) ? box.querySelector(SCROLLER) : null);
    const rows = () => {
      const at = scroller();
      if (at) meet(at);
      return readRows(box, chat, known);
    };
    if (chosen.get(page.document) !== box) checkRows(rows());
    chosen.set(page.document, box);
    const own = box.querySelector('.chat-msg[data-from]:has(.chat-msg__content--me)');
    return {
      chat,
      me: own && senderOf(own, chat, known),
      scroller,
      rows,
      // The list does not show whether what it holds begins with the first message.
      isAtTop: () => false,
      isLoading() {
        const at = scroller();
        return at !== null && (at.querySelector(NOT_DRAWN) !== null || isFetching(at));
      },
      pressOlder() {
        const at = scroller();
        return at !== null && fetchOlder(at);
      },
      pressNewest: () => false,
      unseen: ['edits', 'reactions'],
    } satisfies OpenChat;
  },
};

/** Who writes in a chat, by address: most messages have no heading with the name. */
const names = new WeakMap<Element, Map<string, string>>();

function namesIn(box: Element, chat: Chat): Map<string, string> {
  const known = names.get(box) ?? new Map<string, string>(chat.kind === 'direct' ? [[chat.id, chat.title]] : []);
  names.set(box, known);
  return known;
}

/** The chat that is read, also when another window of the page is written in. */
const chosen = new WeakMap<Document, Element>();

/** In the full screen one chat is shown; as windows several may be: the one in which the user writes, else the first. */
function openBox({ document }: Page): Element {
  const shown = [...document.querySelectorAll(CHATS)].filter(isShown);
  const before = shown.find((one) => one === chosen.get(document));
  const box = before ?? shown.find((one) => one.contains(document.activeElement)) ?? shown[0];
  if (!box) throw new PageError('none', 'chat');
  if (!box.querySelector(SCROLLER)) throw new PageError('changed', 'messages');
  return box;
}

function isShown(box: Element): boolean {
  return !box.classList.contains('hidden') && box.checkVisibility();
}

function chatOf(box: Element): Chat {
  const id = box.querySelector(HEADING)?.getAttribute('jid') ?? '';
  if (id === '') throw new PageError('changed', 'address');
  const title = box.querySelector('.chatbox-title__text');
  if (!title) throw new PageError('changed', 'title');
  return { id, title: textOf(title).trim(), kind: box.localName === 'converse-muc' ? 'group' : 'direct' };
}

function readRows(box: Element, chat: Chat, known: Map<string, string>): Row[] {
  const found = [...box.querySelectorAll(`${SCROLLER} .message`)].filter((element) => !element.matches(NO_MESSAGE));
  for (const element of found) learnName(element, chat, known);
  return found.flatMap((element) =>
    element.matches('.chat-info') ? readNotice(element) : readMessage(element, chat, known),
  );
}

/** What Converse or the server says itself: joined, left, failed. Some say nothing. */
function readNotice(element: Element): Row[] {
  const text = textOf(element, 'a, converse-message-actions').trim();
  if (text === '') return [];
  const time = momentOf(element.getAttribute('data-isodate'));
  return [{ kind: 'message', id: null, sender: null, time, message: { kind: 'system', text }, media: [] }];
}

function readMessage(element: Element, chat: Chat, known: ReadonlyMap<string, string>): Row {
  const id = element.getAttribute('data-msgid') || null;
  const sender = senderOf(element, chat, known);
  if (!sender) return { kind: 'unread', id, check: 'sender' };
  const time = momentOf(element.getAttribute('data-isodate'));
  if (!time) return { kind: 'unread', id, check: 'time' };
  if (element.matches('.chat-msg--retracted'))
    return { kind: 'message', id, sender, time, message: { kind: 'deleted', text: '' }, media: [] };
  const body = element.querySelector('.chat-msg__text');
  if (!body) return { kind: 'unread', id, check: 'text' };
  const media = converseMedia(element);
  const reply = element.querySelector('.chat-msg__reply-context');
  const reactions = readReactions(element);
  return {
    kind: 'message',
    id,
    sender,
    time,
    message: {
      kind: media.length > 0 ? 'media' : 'text',
      text: textOfMessage(element, body),
      ...(reply && { replyTo: readReply(reply) }),
      ...(reactions.length > 0 && { reactions }),
      ...(element.querySelector('.chat-msg__edit-modal') && { edited: { at: editedAt(element, time) } }),
    },
    media,
  };
}

/** As it was sent, with `/me` and before Converse made emoji, links and styles of it. */
function textOfMessage(element: Element, body: Element): string {
  const subject = element.querySelector('.chat-msg__subject');
  const text = body.getAttribute('text') ?? textOf(body);
  return subject ? `${textOf(subject)}\n${text}` : text;
}

/** The beginning of what is answered, where Converse has it at hand. */
function readReply(reply: Element): { sender?: string; text?: string } {
  const sender = reply.querySelector('.chat-msg__reply-sender');
  const text = reply.querySelector('.chat-msg__reply-text');
  return sender && text ? { sender: textOf(sender), text: textOf(text) } : {};
}

function readReactions(element: Element): { emoji: string; count: number }[] {
  return [...element.querySelectorAll('.chat-msg__reaction')].flatMap((button) => {
    const emoji = textOf(button, '.count').trim();
    const count = Number(button.querySelector('.count')?.textContent);
    return emoji !== '' && Number.isSafeInteger(count) && count > 0 ? [{ emoji, count }] : [];
  });
}

/** The heading, which messages that follow closely have not got, shows when it was changed in the place of when it was sent. */
function editedAt(element: Element, sent: Moment): Moment | null {
  const at = momentOf(element.querySelector('.chat-msg__time')?.getAttribute('timestamp') ?? null);
  return at && at.ms > sent.ms ? at : null;
}

/** In a chat of two the address without the device; in a group the address is the group's, with the name behind it. */
function senderOf(element: Element, chat: Chat, known: ReadonlyMap<string, string>): Participant | null {
  const from = element.getAttribute('data-from') ?? '';
  const slash = from.indexOf('/');
  if (chat.kind === 'group') return slash < 1 ? null : { id: from, name: from.slice(slash + 1) };
  const id = slash < 0 ? from : from.slice(0, slash);
  return id === '' ? null : { id, name: known.get(id) ?? '' };
}

/** Messages that follow closely have no heading: who wrote them stands above another one. */
function learnName(element: Element, chat: Chat, known: Map<string, string>): void {
  const author = element.querySelector('.chat-msg__heading .chat-msg__author');
  const sender = author && senderOf(element, chat, known);
  if (sender) known.set(sender.id, textOf(author).trim());
}

/** Fractions of a second stand only in what arrived in this very page: they are left out, so that all are alike. */
function momentOf(iso: string | null): Moment | null {
  const ms = iso !== null && /^\d{4,6}-\d\d-\d\dT[\d:.]+(?:Z|[+-]\d\d:?\d\d)$/.test(iso) ? Date.parse(iso) : Number.NaN;
  return Number.isNaN(ms) ? null : { ms: Math.floor(ms / 1000) * 1000, zone: 0, precision: 'second' };
}
