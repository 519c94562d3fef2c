import type { FakeSite } from '../lib/fake-messenger.ts';
import { BLOBS, escaped, midnightOf, type Part, type Person, type Said, textOf } from './conversation.ts';
import { type FakeRow, listPage } from './virtual-list.ts';

/** A chat in Telegram Web A. */
export interface TelegramAChat {
  readonly peer: Person;
  readonly messages: readonly Said[];
  /** What the page takes for the time, milliseconds since 1970. */
  readonly now: number;
  readonly live?: number;
  /** The page opens at this message, with a button that leads to the newest. */
  readonly lastShown?: number;
  readonly hours?: 12 | 24;
  /** The page's language. */
  readonly locale?: string;
}

/** A page like Telegram Web A's: lists that were looked at before, and that of pinned messages, are in it as well. */
export function telegramA(chat: TelegramAChat): FakeSite {
  const { peer, messages, live, locale = 'en' } = chat;
  const places: number[] = [];
  const rows = messages.map((said, at): FakeRow => {
    places.push(at);
    const day = `<div class="message-date-group"><div class="sticky-date interactive"><span dir="auto">${dayOf(said.at, chat.now, locale)}</span></div></div>`;
    return { html: item(chat, at), group: day };
  });
  const other = item({ ...chat, messages: [{ id: '9', by: peer, at: 0, parts: ['Of another list'] }] }, 0);
  const aside = `<div class="messages-container"><div class="message-date-group"><div class="sticky-date"><span>Today</span></div>${other}</div></div>`;
  const body = `<div id="MiddleColumn"><div class="MiddleHeader"><div class="ChatInfo"><div class="info"><div class="title"><h3 dir="auto" class="fullName">${escaped(peer.name)}</h3></div><span class="status">last seen recently</span></div></div></div>
<div class="MessageList custom-scroll">${aside}</div><div class="MessageList custom-scroll" id="front"><div class="messages-container"></div></div><div class="MessageList custom-scroll type-pinned">${aside}</div></div>`;
  const head = `${BLOBS}<style>.MessageList{height:100px;overflow-y:auto}#front{height:600px}.text-content{white-space:pre-wrap}.message-list-item{min-height:30px}</style>`;
  const list = {
    rows,
    scroller: '#front',
    list: '#front .messages-container',
    loading: '<div class="Loading"><div class="Spinner">…</div></div>',
    newest: '<div class="x1"><button class="Button round"><i class="icon icon-arrow-down"></i></button></div>',
    ...(live !== undefined && { live }),
    ...(chat.lastShown !== undefined && { lastShown: chat.lastShown }),
  };
  const html = listPage(list, { head, body, html: `lang="${locale}"` });
  return { url: `https://web.telegram.org/a/#${peer.id}`, html, language: locale };
}

/** As `formatHumanDate` has it: today, yesterday, weekdays, and days, with the year where it is another one. */
function dayOf(at: number, now: number, locale: string): string {
  const back = (midnightOf(now) - midnightOf(at)) / 86_400_000;
  const relative = new Intl.RelativeTimeFormat(locale, { numeric: 'auto' });
  if (back < 2) return relative.format(-back, 'day');
  const isThisYear = new Date(at).getUTCFullYear() === new Date(now).getUTCFullYear();
  const form: Intl.DateTimeFormatOptions =
    back < 7 ? { weekday: 'long' } : { month: 'long', day: 'numeric', ...(!isThisYear && { year: 'numeric' }) };
  return new Intl.DateTimeFormat(locale, { ...form, timeZone: 'UTC' }).format(at);
}

function item(chat: TelegramAChat, at: number): string {
  const { messages, peer, hours = 24 } = chat;
  const said = messages[at] as Said;
  const { id, by, parts, media } = said;
  if (!by)
    return `<div id="message-${id}" class="ActionMessage message-list-item" data-message-id="${id}"><span class="action-message-content">${htmlOf(parts)}</span></div>`;
  const isGroup = peer.id.startsWith('-');
  const isWith = (other: Said | undefined): boolean => other?.by === by && midnightOf(other.at) === midnightOf(said.at);
  const [isFirst, isLast] = [!isWith(messages[at - 1]), !isWith(messages[at + 1])];
  const clock = new Intl.DateTimeFormat('en-US', {
    hour: hours === 12 ? 'numeric' : '2-digit',
    minute: '2-digit',
    hourCycle: hours === 12 ? 'h12' : 'h23',
    timeZone: 'UTC',
  }).format(said.at);
  const meta = `<span class="MessageMeta" dir="ltr"><span class="message-time">${clock}</span><div class="MessageOutgoingStatus"></div></span>`;
  const picture =
    isGroup && isLast && !by.own
      ? `<div class="Avatar size-small peer-color-3" data-peer-id="${by.id}"><div class="inner"><img class="Avatar__media" alt="${escaped(by.name)}"></div></div>`
      : '';
  // Above pictures no name is shown.
  const title =
    isGroup && isFirst && !by.own && media !== 'image'
      ? `<div class="message-title" dir="ltr"><span class="message-title-name-container interactive"><span class="message-title-name"><span class="sender-title">${escaped(by.name)}</span></span></span></div>`
      : '';
  const answered = said.answers === undefined ? undefined : messages[said.answers];
  const reply = answered
    ? `<div class="message-subheader"><div class="EmbeddedMessage"><div class="message-text"><p class="embedded-text-wrapper">${htmlOf(answered.parts)}</p><div class="message-title"><span class="embedded-sender">${escaped(answered.by?.name ?? '')}</span></div></div></div></div>`
    : '';
  const shown =
    media === 'image'
      ? `<div class="media-inner interactive"><canvas class="thumbnail"></canvas><img class="full-media" data-blob="${id}" alt=""></div>`
      : media === 'voice'
        ? '<div class="Audio"><button></button><div class="content"><div class="waveform"></div><p class="voice-duration">0:07</p></div></div>'
        : '';
  const hasText = textOf(parts) !== '';
  const reactions =
    Number(id) % 6 === 0 ? '<div class="Reactions"><button class="message-reaction">12</button></div>' : '';
  const text = hasText
    ? `<div class="text-content clearfix with-meta" dir="auto">${htmlOf(parts)}${reactions}${meta}</div>`
    : '';
  const classes = [
    'Message',
    'message-list-item',
    by.own && 'own',
    isFirst && 'first-in-group',
    isLast && 'last-in-group',
    'open',
    'shown',
  ];
  return `<div id="message-${id}" class="${classes.filter(Boolean).join(' ')}" data-message-id="${id}"><div class="bottom-marker" data-message-id="${id}"></div>${picture}<div class="message-content-wrapper"><div class="message-content text" dir="auto"><div class="content-inner" dir="auto">${title}${reply}${shown}${text}</div>${hasText ? '' : meta}</div></div></div>`;
}

/** Emoji are pictures, and some of them move; newlines are elements. */
function htmlOf(parts: readonly Part[]): string {
  return parts
    .map((part, at) => {
      if (typeof part === 'string') return escaped(part).replaceAll('\n', '<br>');
      if ('bold' in part) return `<strong data-entity-type="MessageEntityBold">${escaped(part.bold)}</strong>`;
      if ('link' in part)
        return `<a class="text-entity-link" href="${escaped(part.link)}" data-entity-type="MessageEntityUrl">${escaped(part.link)}</a>`;
      return at % 2 === 0
        ? `<div class="x9 custom-emoji emoji"><img class="x3" alt="${part.emoji}" src=""></div>`
        : `<img class="emoji emoji-small" alt="${part.emoji}" src="">`;
    })
    .join('');
}
