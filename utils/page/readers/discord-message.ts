import { kindByName } from '@/utils/messengers/reading/attachment-kind';
import type { Message, Moment, Participant, Reaction, Reply } from '@/utils/messengers/model';
import { momentOf, parseIso } from '@/utils/messengers/time/iso';
import { type MarkedText, markedTextOf } from '../marked-text';
import { nameInAddress } from '../name-in-address';
import type { Row, RowMedia } from '../reader';
import { textOf } from '../text-of';

/** The quoted message above a reply: it has the other's name and text, in elements like the message's own. */
const QUOTE = '[id^="message-reply-context-"]';
/** Beside the sender's name: the `: ` or `—` of the compact view, badges, pictures of roles. */
const BESIDE_NAME = 'i, [class*="separator"], [class*="botTag"], [class*="clanTag"], [class*="roleIcon"]';
/** In the text: "(edited)", with the time of it. */
const EDITED = '[class*="edited"]';
const BESIDE_TEXT = `${EDITED}, time:has(${EDITED})`;

/**
 * A message of Discord: `li#chat-messages-<channel>-<message>`. Classes have hashes behind their names, which change; ids
 * do not: `message-username-<id>`, `message-timestamp-<id>`, `message-content-<id>`, `message-accessories-<id>`,
 * `message-reply-context-<id>`. A message of the same group as the one above has no name.
 * @param id the message's own, a snowflake
 */
export function discordRow(item: Element, id: string): Row {
  const own = (selector: string) => [...item.querySelectorAll(selector)].find((found) => !found.closest(QUOTE)) ?? null;
  const isSystem = own('[class*="systemMessage"]') !== null;
  const content = item.querySelector(`[id="message-content-${id}"]`);
  const extras = item.querySelector(`[id="message-accessories-${id}"]`);
  const head = own(`[id="message-username-${id}"]`) ?? own('h3 [class*="username"]');
  const name = head && nameIn(head);
  if (!isSystem && (name === '' || (name === null && own('h3') !== null))) {
    return { kind: 'unread', id, check: 'sender' };
  }
  const media = mediaIn(item);
  const isBot = own('[class*="botTag"]') !== null;
  const { text, entities } = isSystem ? systemText(item) : textIn(content, extras, isBot, media);
  if (text === '' && media.length === 0 && (isSystem || !content)) return { kind: 'unread', id, check: 'text' };
  const reply = replyIn(item);
  const reactions = reactionsIn(item);
  return {
    kind: 'message',
    id,
    sender: isSystem ? null : name === null ? 'same' : { id: accountIn(own('img[class*="avatar"]')) ?? name, name },
    time: timeOf(own(`time[id="message-timestamp-${id}"]`) ?? own('time[datetime]'), id),
    message: {
      kind: isSystem ? 'system' : kindOf(text, media),
      text,
      ...(entities.length > 0 && { entities }),
      ...(reply && { replyTo: reply }),
      ...(reactions.length > 0 && { reactions }),
      ...(content?.querySelector(EDITED) && { edited: { at: editedAt(content) } }),
    },
    media,
  };
}

/** The name as it is shown, without what stands beside it. */
function nameIn(head: Element): string {
  const inner = [...head.querySelectorAll('[class*="username"]')].at(-1);
  return textOf(inner ?? head, BESIDE_NAME).trim();
}

/** The id of an account in the address of its picture: `/avatars/<id>/…`, `/users/<id>/…`; null: it has none of its own. */
function accountIn(picture: Element | null): Participant['id'] | null {
  return /\/(?:avatars|users)\/(\d{15,20})\//.exec(picture?.getAttribute('src') ?? '')?.[1] ?? null;
}

/** When it was written: as the page says; the id, a snowflake, has it too (discord.com/developers, "Snowflakes"). */
function timeOf(time: Element | null, id: string): Moment | null {
  const shown = parseIso(time?.getAttribute('datetime') ?? '');
  return shown ?? momentOf(Number((BigInt(id) >> 22n) + 1_420_070_400_000n), 0, 'millisecond');
}

function editedAt(content: Element): Moment | null {
  const time = content.querySelector(`time:has(${EDITED}), ${EDITED} time`);
  return parseIso(time?.getAttribute('datetime') ?? '');
}

/** What was written; what bots show in boxes, which of people are previews of links; what is of a kind that is not known. */
function textIn(
  content: Element | null,
  extras: Element | null,
  isBot: boolean,
  media: readonly RowMedia[],
): MarkedText {
  const written = content ? markedTextOf(content, { leaveOut: BESIDE_TEXT }) : { text: '', entities: [] };
  if (written.text !== '' && !isBot) return written;
  const boxes = [...(extras?.querySelectorAll('article') ?? [])].map((box) => textOf(box));
  const text = [written.text, ...boxes].filter((part) => part !== '').join('\n');
  if (text !== '' || media.length > 0 || !extras) return { ...written, text };
  return { text: textOf(extras, '[id^="message-reactions-"], button, [role="button"]').trim(), entities: [] };
}

function systemText(item: Element): MarkedText {
  const leaveOut = `${QUOTE}, time, [class*="timestamp"], [id^="message-accessories-"]`;
  return { text: textOf(item, leaveOut).trim(), entities: [] };
}

function kindOf(text: string, media: readonly RowMedia[]): Message['kind'] {
  if (media.length === 0) return text === '' ? 'other' : 'text';
  return media.every(({ kind }) => kind === 'sticker') ? 'sticker' : 'media';
}

function replyIn(item: Element): Reply | null {
  const quote = item.querySelector(QUOTE);
  if (!quote) return null;
  const content = quote.querySelector('[id^="message-content-"]');
  const name = quote.querySelector('[class*="username"]');
  const id = /^message-content-(\d+)$/.exec(content?.id ?? '')?.[1];
  const sender = name ? nameIn(name).replace(/^@/, '') : '';
  const text = content ? textOf(content, BESIDE_TEXT) : '';
  if (id === undefined && sender === '' && text === '') return null;
  return { ...(id !== undefined && { id }), ...(sender !== '' && { sender }), ...(text !== '' && { text }) };
}

function reactionsIn(item: Element): readonly Reaction[] {
  return [...item.querySelectorAll('[class*="reactionInner"]')].flatMap((inner) => {
    const emoji = inner.querySelector('img')?.getAttribute('alt') ?? '';
    const count = Number.parseInt(inner.querySelector('[class*="reactionCount"]')?.textContent ?? '', 10);
    return emoji === '' ? [] : { emoji, count: Number.isNaN(count) ? 1 : count };
  });
}

/** Files that were sent lie below `/attachments/`, stickers below `/stickers/`; all else is of previews. */
function mediaIn(item: Element): readonly RowMedia[] {
  const found = new Map<string, RowMedia>();
  // The link to the whole file comes before what is shown of it.
  for (const element of item.querySelectorAll('a[href], video[src], audio[src], source[src], img[src]')) {
    const source = element.getAttribute('href') ?? element.getAttribute('src') ?? '';
    const path =
      /^https:\/\/(?:[a-z]+\.)?discord(?:app)?\.(?:com|net)(\/(?:ephemeral-)?(attachments|stickers)\/[^?#]+)/.exec(
        source,
      );
    if (!path?.[1] || found.has(path[1])) continue;
    const name = nameInAddress(source);
    const isSticker = path[2] === 'stickers';
    const label = isSticker ? (element.getAttribute('alt') ?? name) : name;
    found.set(path[1], { kind: isSticker ? 'sticker' : kindOfFile(name), name: label, source });
  }
  return [...found.values()];
}

function kindOfFile(name: string): RowMedia['kind'] {
  return name === 'voice-message.ogg' ? 'voice' : kindByName(name);
}
