import { kindByName } from '@/utils/messengers/reading/attachment-kind';
import type { Participant, Reaction, Reply } from '@/utils/messengers/model';
import { momentOfTs } from '@/utils/messengers/slack/timestamp';
import { type MarkedText, markedTextOf } from '../marked-text';
import { nameInAddress } from '../name-in-address';
import type { Row, RowMedia } from '../reader';
import { textOf } from '../text-of';

const EDITED = '.c-message__edited_label, [data-qa="message_edited_label"]';
/** Cards below the text: previews of links, messages shared from elsewhere, what apps show. */
const CARDS = '.c-message__attachments, .c-message_attachment';
/** For screen readers alone, or beside the text. */
const BESIDE_TEXT = `[hidden], .sr-only, .offscreen, [data-stringify-ignore], ${EDITED}, ${CARDS}`;
/** Of what people write, and of what apps and older messages have in its place. */
const BODIES = ['[data-qa="message-text"]', '.c-message_kit__blocks', '.p-block_kit_renderer', '.c-message__body'];
const PARAGRAPH_BREAK = '.c-mrkdwn__br, [data-stringify-type="paragraph-break"]';
const AUTOMATED = '.c-message__body--automated, .c-message_kit__message--automated, [data-qa="message_system"]';

/**
 * A message of Slack: `[data-qa="message_container"]`. Messages of one sender that follow each other have the name once.
 * @param ts the message's own timestamp, which is its id: seconds since 1970, a dot, six digits
 */
export function slackRow(container: Element, ts: string): Row {
  const head = container.querySelector(
    '[data-qa="message_sender_name"], .c-message__sender_button, .c-message__sender_link',
  );
  const sender = head && senderOf(head);
  const isDeleted = container.querySelector('.c-message_kit__tombstone') !== null;
  const automated = container.querySelector(AUTOMATED);
  const body = automated ?? BODIES.map((one) => container.querySelector(one)).find((one) => one !== null);
  const media = mediaIn(container);
  const written = body ? wordsOf(body, BESIDE_TEXT) : null;
  const { text, entities } = written && written.text.trim() !== '' ? written : cardsIn(container);
  const isHeaded = container.querySelector('[data-qa="message_sender"], .c-message__sender') !== null;
  if (sender?.name === '' || (!sender && isHeaded)) return { kind: 'unread', id: ts, check: 'sender' };
  if (!isDeleted && text === '' && media.length === 0) return { kind: 'unread', id: ts, check: 'text' };
  const reply = replyIn(container);
  const reactions = reactionsIn(container);
  return {
    kind: 'message',
    id: ts,
    sender: sender ?? 'same',
    time: momentOfTs(ts),
    message: {
      kind: isDeleted ? 'deleted' : automated ? 'system' : media.length > 0 ? 'media' : 'text',
      text: isDeleted ? '' : text,
      ...(!isDeleted && entities.length > 0 && { entities }),
      ...(reply && { replyTo: reply }),
      ...(reactions.length > 0 && { reactions }),
      ...(container.querySelector(EDITED) && { edited: { at: null } }),
    },
    media,
  };
}

/** Text of an element with Slack's blank lines. Emoji are pictures whose `alt` has their names: `:wave:`. */
function wordsOf(element: Element, leaveOut: string): MarkedText {
  return markedTextOf(element, { leaveOut, instead: (one) => (one.matches(PARAGRAPH_BREAK) ? '\n\n' : null) });
}

/** What apps show in cards, or was shared from elsewhere without a word. */
function cardsIn(container: Element): MarkedText {
  const cards = [...container.querySelectorAll(CARDS)].filter((card) => !card.parentElement?.closest(CARDS));
  const texts = cards.map((card) => wordsOf(card, '[hidden], .sr-only').text.trim());
  return { text: texts.filter((text) => text !== '').join('\n'), entities: [] };
}

function senderOf(head: Element): Participant {
  const name = textOf(head, '[hidden], .sr-only').trim();
  const account = head.closest('[data-message-sender]') ?? head.querySelector('[data-message-sender]');
  return { id: account?.getAttribute('data-message-sender') || name, name };
}

/** Of an answer in a thread that was sent to the channel as well: what stands above it, "replied to a thread: …". */
function replyIn(container: Element): Reply | null {
  const link = container.querySelector(
    'a.c-message__broadcast_preamble_link, [data-qa="message_broadcast_preamble"] a',
  );
  if (!link) return null;
  const thread = /[?&]thread_ts=(\d+\.\d+)/.exec(link.getAttribute('href') ?? '')?.[1];
  const text = textOf(link).trim();
  return { ...(thread !== undefined && { id: thread }), ...(text !== '' && { text }) };
}

function reactionsIn(container: Element): readonly Reaction[] {
  return [...container.querySelectorAll('.c-reaction')].flatMap((reaction) => {
    const emoji = (reaction.querySelector('img')?.getAttribute('alt') ?? '').replace(/^:(.*):$/, '$1');
    const count = Number.parseInt(reaction.querySelector('.c-reaction__count')?.textContent ?? '', 10);
    return emoji === '' ? [] : { emoji, count: Number.isNaN(count) ? 1 : count };
  });
}

/** Files have ids such as F08UA1WNERY in their addresses: files.slack.com/files-pri/<team>-<file>/…, /files/<user>/<file>/…. */
const FILE = /^https:\/\/(?:[\w-]+\.)*slack\.com\/(?:files-(?:pri|tmb)\/\w+-|files\/\w+\/)(F[A-Z0-9]{6,})\b/;

function mediaIn(container: Element): readonly RowMedia[] {
  const found = new Map<string, RowMedia>();
  // The link to the whole file comes before what is shown of it.
  for (const element of container.querySelectorAll('a[href], video[src], audio[src], img[src]')) {
    const source = element.getAttribute('href') ?? element.getAttribute('src') ?? '';
    const id = FILE.exec(source)?.[1];
    if (id === undefined || found.has(id) || element.closest(CARDS)) continue;
    const title = element.querySelector('.c-pillow_file__title')?.textContent?.trim();
    const name = title || nameInAddress(source);
    found.set(id, { kind: kindByName(name), name, source });
  }
  return [...found.values()];
}
