import { kindByName } from '@/utils/messengers/reading/attachment-kind';
import type { Moment, Participant } from '@/utils/messengers/model';
import { momentOf } from '@/utils/messengers/time/iso';
import { markedTextOf } from '../marked-text';
import { nameInAddress } from '../name-in-address';
import type { Row, RowMedia, RowTime } from '../reader';
import { textOf } from '../text-of';

const HEADING = '[role="heading"][data-message-id], [role="heading"][data-member-id]';
/** `jsname`s change every few months; the others have been seen instead. */
const BODY = '[jsname="bgckF"], [data-message-text], [data-message-body]';
/** Files that were sent, and what is shown of them. */
const FILES =
  'a[href*="/get_hangouts_attachment_url"], a[href*="/get_attachment_url"], [data-attachment-id] img[src], img[src*="//chat.googleusercontent.com/"]';
/** What is on a message beside its text, by what it is for: names, times, buttons (reactions among them), hints. */
const AROUND_TEXT = `[role="heading"], [data-member-id], [data-absolute-timestamp], [role="tooltip"], button, [role="button"], [role="list"], [role="toolbar"], [role="menu"], [aria-hidden="true"], ${FILES}`;

/**
 * A message of Google Chat: an element with `data-id` in a `c-wiz[data-topic-id]`, which in spaces with threads has several.
 * Its text is in an element that only a generated name marks: without that, it is what is left of the message. Of messages of
 * one sender that follow each other the first alone may have name and time.
 * @param topic what the message is in, or is itself
 */
export function googleChatRow(message: Element, topic: Element): Row {
  const heading = message.querySelector(HEADING);
  const id =
    message.getAttribute('data-id') || heading?.getAttribute('data-message-id') || topic.getAttribute('data-topic-id');
  const named = message.querySelector('[data-member-id][data-name], [data-hovercard-id][data-name]') ?? heading;
  const sender = named && senderOf(named, message, topic);
  const media = mediaIn(message);
  const bodies = [...message.querySelectorAll(BODY)].filter((body) => !body.parentElement?.closest(BODY));
  const [body] = bodies.length === 1 ? bodies : [];
  const marked = body ? markedTextOf(body) : null;
  const joined = bodies.map((one) => textOf(one)).join('\n');
  const text = marked?.text ?? (bodies.length > 0 ? joined : textOf(message, AROUND_TEXT).trim());
  if (!id) return { kind: 'unread', id: null, check: 'id' };
  if (sender?.name === '') return { kind: 'unread', id, check: 'sender' };
  if (text === '' && media.length === 0) return { kind: 'unread', id, check: 'text' };
  const time = timeOf(message, topic, heading !== null);
  if (time === null) return { kind: 'unread', id, check: 'time' };
  return {
    kind: 'message',
    id,
    sender: sender ?? 'same',
    time,
    message: {
      kind: media.length > 0 ? 'media' : 'text',
      text,
      ...(marked && marked.entities.length > 0 && { entities: marked.entities }),
    },
    media,
  };
}

/** By the e-mail address, as Takeout's export has people, where the page tells it. Oneself may be called "You". */
function senderOf(named: Element, message: Element, topic: Element): Participant {
  const card = named.getAttribute('data-hovercard-id') ?? '';
  const account =
    message.getAttribute('data-user-id') ||
    named.getAttribute('data-member-id') ||
    topic.getAttribute('data-creator-id');
  const shown = textOf(named, '[data-absolute-timestamp], [role="tooltip"]').trim().split('\n')[0] ?? '';
  const name = named.getAttribute('data-name') || shown;
  return { id: card.includes('@') ? card : account || name, name };
}

/** Its own; that of a topic is that of its first message. */
function timeOf(message: Element, topic: Element, isFirst: boolean): RowTime {
  const own = momentIn(message.querySelector('[data-absolute-timestamp]'), 'data-absolute-timestamp');
  if (own) return own;
  const isTopics = message === topic || topic.querySelector('[data-id]') === message;
  const topics = isTopics ? momentIn(topic, 'data-local-sort-time-msec') : null;
  return topics ?? (isFirst ? null : 'same');
}

/** Milliseconds since 1970, with or without a fraction. */
function momentIn(element: Element | null, attribute: string): Moment | null {
  const ms = /^(\d{12,14})(?:\.\d*)?$/.exec(element?.getAttribute(attribute) ?? '')?.[1];
  return ms === undefined ? null : momentOf(Number(ms), 0, 'millisecond');
}

function mediaIn(message: Element): readonly RowMedia[] {
  const all = [...message.querySelectorAll(FILES)];
  // A picture in a link to it is one file.
  return all.flatMap((element) => {
    if (all.some((other) => other !== element && other.contains(element))) return [];
    const image = element.matches('img') ? element : element.querySelector('img');
    const source = element.getAttribute('href') ?? element.getAttribute('src');
    const label = image?.getAttribute('alt') || element.getAttribute('title') || element.textContent?.trim() || '';
    const name = label || nameInAddress(source ?? '');
    const kind = kindByName(name);
    return { kind: image && (kind === 'unknown' || kind === 'file') ? 'image' : kind, name, source };
  });
}
