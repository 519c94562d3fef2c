import type { Row } from '../reader';
import { textOf } from '../text-of';
import { bodyOf, cutLabel, textsIn } from './messenger-message';
import type { MessengerSides } from './messenger-sides';
import type { MessengerTimes } from './messenger-time';

/** What is needed to read the rows of one conversation. */
export interface MessengerReading {
  readonly log: Element;
  readonly times: MessengerTimes;
  readonly sides: MessengerSides;
}

/** A message in the page, read but for who wrote it: for that all have to be looked at. */
interface Pending {
  /** What the page calls who wrote it; null: it does not. */
  readonly called: string | null;
  row(called: string | null): Row;
}

/** Messages that have a label, `At 8:59 AM, Bea: text`, and mostly an id. */
const LABELLED = '[data-message-id], [aria-roledescription][data-scope="messages_table"]';
const HEADINGS = 'h1, h2, h3, h4, h5, h6, [role="heading"]';

/** Whether there is anything in a conversation that can be a message. */
export function hasMessages(log: Element): boolean {
  return log.querySelector(`${LABELLED}, [role="row"]`) !== null;
}

/** The rows of a conversation, oldest first. */
export function messengerRows(reading: MessengerReading): readonly Row[] {
  const { log } = reading;
  const labelled = [...log.querySelectorAll(LABELLED)].filter((message) => !message.querySelector(LABELLED));
  const pending = labelled.length > 0 ? labelled.map((message) => labelledMessage(message, reading)) : inRows(reading);
  return pending.map((one) => ('kind' in one ? one : one.row(one.called)));
}

function labelledMessage(message: Element, reading: MessengerReading): Pending | Row {
  const { log, times, sides } = reading;
  const id = message.getAttribute('data-message-id') || null;
  const { head, element } = cutLabel(message.getAttribute('aria-label') ?? '', textsIn(message));
  const timed = times.at(head);
  if (!timed) return { kind: 'unread', id, check: 'time' };
  // Where the text is not to be found, it is what the label has.
  const [, called = '', text = ''] = /^([^:：]*)(?:[:：]\s*([^]*))?$/u.exec(timed.rest) ?? [];
  const sender = (element ? timed.rest : called).trim();
  if (sender === '') return { kind: 'unread', id, check: 'sender' };
  const body = bodyOf(message, element, text);
  sides.look(sender, element ?? message.querySelector('img, video, audio') ?? message, log);
  return {
    called: sender,
    row: () => ({ kind: 'message', id, sender: sides.sender(sender), time: timed.moment, ...body }),
  };
}

/**
 * The rows of the older page: each a message, or a time that stands over those that come after it. The first message of
 * each who writes has a heading with the name.
 */
function inRows({ log, times, sides }: MessengerReading): readonly (Pending | Row)[] {
  const rows = [...log.querySelectorAll('[role="row"]')].filter((row) => !row.querySelector('[role="row"]'));
  let time: Extract<Row, { kind: 'message' }>['time'] = 'same';
  return rows.flatMap((row): (Pending | Row)[] => {
    const texts = ownTexts(row);
    const heading = [...row.querySelectorAll(HEADINGS)].map((one) => textOf(one).trim()).find(Boolean) ?? '';
    const body = bodyOf(row, texts.at(-1) ?? null, '');
    if (texts.length === 0 && body.media.length === 0) {
      const timed = times.at(heading || textOf(row));
      if (timed) time = timed.moment;
      return timed ? [{ kind: 'day', day: timed.day }] : [];
    }
    const own = time;
    time = 'same';
    const bubble = texts.at(-1) ?? row.querySelector('img, video, audio');
    if (heading !== '' && bubble) sides.look(heading, bubble, log);
    const called = heading || null;
    return [
      {
        called,
        row: () => ({
          kind: 'message',
          id: null,
          sender: called === null ? 'same' : sides.sender(called),
          time: own,
          ...body,
        }),
      },
    ];
  });
}

/** The outer ones of a row's texts; where some are marked as a message's own, those. */
function ownTexts(row: Element): readonly Element[] {
  const texts = textsIn(row).filter((text) => textOf(text) !== '');
  const outer = texts.filter((text) => !texts.some((other) => other !== text && other.contains(text)));
  const marked = outer.filter((text) => text.getAttribute('role') === 'none');
  return marked.length > 0 ? marked : outer;
}
