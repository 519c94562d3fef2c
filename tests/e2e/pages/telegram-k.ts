import type { FakeSite } from '../lib/fake-messenger.ts';
import { BLOBS, escaped, midnightOf, type Part, type Person, type Said, textOf } from './conversation.ts';
import { type FakeRow, listPage } from './virtual-list.ts';

/** A chat in Telegram Web K. */
export interface TelegramKChat {
  readonly peer: Person;
  readonly messages: readonly Said[];
  readonly live?: number;
}

/** A page like Telegram Web K's: a chat that was opened before lies behind the one in front. */
export function telegramK({ peer, messages, live }: TelegramKChat): FakeSite {
  const isGroup = peer.id.startsWith('-');
  const body = `<div class="chats-container">
<div class="chat tabs-tab"><div class="bubbles"><div class="scrollable scrollable-y"><div class="bubbles-inner">
${bubble({ id: '9', by: peer, at: 0, parts: ['Of another chat'] }, peer, false, true)}</div></div></div></div>
<div class="chat tabs-tab active">
<div class="topbar"><div class="chat-info"><div class="avatar person-avatar" data-peer-id="${peer.id}"></div>
<div class="user-title"><span class="peer-title" data-peer-id="${peer.id}" dir="auto">${escaped(peer.name)}</span></div>
<div class="info"><span class="i18n">last seen recently</span></div></div></div>
<div class="bubbles"><div class="scrollable scrollable-y" id="front"><div class="bubbles-inner"></div></div></div></div></div>`;
  const rows = messages.flatMap((said, at): FakeRow[] => {
    const before = messages[at - 1];
    const isNewDay = !before || midnightOf(before.at) !== midnightOf(said.at);
    const day = `<div class="bubble service is-date"><div class="bubble-content"><div class="service-msg"><span class="i18n">${dayOf(said.at)}</span></div></div></div>`;
    if (!said.by) return [...(isNewDay ? [{ html: day }] : []), { html: service(said, peer) }];
    const isFirst = isNewDay || before?.by !== said.by;
    const html = bubble(said, peer, isGroup, isFirst, said.answers === undefined ? undefined : messages[said.answers]);
    const picture =
      isGroup && !said.by.own
        ? `<div class="avatar bubbles-group-avatar user-avatar" data-peer-id="${said.by.id}"></div>`
        : '';
    const group = `<div class="bubbles-group">${picture}</div>`;
    return [...(isNewDay ? [{ html: day }, { html: day.replace('is-date', 'is-date is-fake') }] : []), { html, group }];
  });
  const list = { rows, scroller: '#front', list: '#front .bubbles-inner', ...(live !== undefined && { live }) };
  const head = `${BLOBS}<style>.scrollable{height:600px;overflow-y:auto}.chat:not(.active){display:none}.message{white-space:pre-wrap}.bubble{min-height:30px}</style>`;
  return {
    url: 'https://web.telegram.org/k/',
    html: listPage({ ...list, loading: '<div class="preloader">…</div>' }, { head, body }),
  };
}

function dayOf(at: number): string {
  return new Intl.DateTimeFormat('en', { month: 'long', day: 'numeric', timeZone: 'UTC' }).format(at);
}

function service({ id, at, parts }: Said, peer: Person): string {
  return `<div class="bubble service" data-mid="${id}" data-peer-id="${peer.id}" data-timestamp="${at / 1000}"><div class="bubble-content-wrapper"><div class="bubble-content"><div class="service-msg">${htmlOf(parts)}</div></div></div></div>`;
}

function bubble(said: Said, peer: Person, isGroup: boolean, isFirst: boolean, answered?: Said): string {
  const { id, by, at, parts, media } = said;
  const clock = new Date(at).toISOString().slice(11, 16);
  const time = `<span class="time"><span class="tgico"></span><span class="i18n">${clock}</span><div class="time-inner"><span class="i18n">${clock}</span></div></span>`;
  const name =
    isGroup && isFirst && !by?.own
      ? `<div class="name"><span class="peer-title" data-peer-id="${by?.id}">${escaped(by?.name ?? '')}</span></div>`
      : '';
  const reply = answered
    ? `<div class="reply"><div class="reply-content"><div class="reply-title"><span class="peer-title">${escaped(answered.by?.name ?? '')}</span></div><div class="reply-subtitle">${htmlOf(answered.parts)}</div></div></div>`
    : '';
  const picture =
    media === 'image'
      ? `<div class="attachment media-container"><img class="media-photo" data-blob="${id}" alt="a photo"></div>`
      : '';
  const voice =
    media === 'voice'
      ? `<div class="document-container"><audio-element class="audio is-voice"><div class="audio-time">0:07</div></audio-element></div>`
      : '';
  const reactions =
    Number(id) % 6 === 0
      ? `<reactions-element class="reactions"><reaction-element class="reaction"><span class="reaction-counter">12</span></reaction-element></reactions-element>`
      : '';
  const text = textOf(parts) === '' ? '' : `<span class="translatable-message">${htmlOf(parts)}</span>`;
  const classes = [
    'bubble',
    by?.own ? 'is-out' : 'is-in',
    name === '' && 'hide-name',
    isFirst && 'is-group-first',
    media === 'image' && 'photo',
  ];
  return `<div class="${classes.filter(Boolean).join(' ')}" data-mid="${id}" data-peer-id="${peer.id}" data-timestamp="${at / 1000}"><div class="bubble-content-wrapper"><div class="bubble-content">${name}${reply}${picture}<div class="message spoilers-container">${text}${voice}<span class="clearfix"></span>${reactions}${time}</div></div></div></div>`;
}

/** Emoji are pictures, or text in an element of their own; newlines stand as they are. */
function htmlOf(parts: readonly Part[]): string {
  return parts
    .map((part, at) => {
      if (typeof part === 'string') return escaped(part);
      if ('bold' in part) return `<strong>${escaped(part.bold)}</strong>`;
      if ('link' in part) return `<a class="anchor-url" href="${escaped(part.link)}">${escaped(part.link)}</a>`;
      return at % 2 === 0
        ? `<span class="emoji emoji-native">${part.emoji}</span>`
        : `<img class="emoji emoji-image" alt="${part.emoji}" src="">`;
    })
    .join('');
}
