import type { FakeSite } from '../lib/fake-messenger.ts';
import { BLOBS, escaped, midnightOf, type Part, type Said, textOf } from './conversation.ts';
import { type FakeRow, listPage } from './virtual-list.ts';

/** A chat in WhatsApp Web. People are called in stamps by their `id`: the name in the address book, or their number. */
export interface WhatsAppChat {
  readonly title: string;
  readonly messages: readonly Said[];
  /** What the page takes for the time, milliseconds since 1970. */
  readonly now: number;
  /** Of the page: how its times and dates are written. */
  readonly locale: string;
  /** What `<html lang>` says; the locale unless told. */
  readonly lang?: string;
  /** How the page marks texts. */
  readonly texts?: 'testid' | 'class' | 'dir';
  /** What asks for older messages, on a button. */
  readonly older?: string;
  readonly live?: number;
  /** Dates of other chats, beside the conversation. */
  readonly beside?: readonly number[];
}

/** A page like WhatsApp Web's. */
export function whatsappWeb(chat: WhatsAppChat): FakeSite {
  const { title, messages, locale, lang = locale, live, older } = chat;
  const isGroup = new Set(messages.map(({ by }) => by)).size > 3;
  const rows = messages.flatMap((said, at): FakeRow[] => {
    const before = messages[at - 1];
    const isNewDay = !before || midnightOf(before.at) !== midnightOf(said.at);
    const day = `<div class="_amk4 focusable-list-item" tabindex="-1"><div class="x1"><span class="x2" dir="auto" aria-hidden="false">${dayOf(said.at, chat)}</span></div></div>`;
    const isFirst = isNewDay || before?.by !== said.by;
    return [...(isNewDay ? [{ html: day }] : []), { html: item(chat, said, isGroup && isFirst) }];
  });
  const cells = (chat.beside ?? []).map(
    (at) =>
      `<div role="row"><div role="gridcell"><span title="Somebody">Somebody</span><span>${dateOf(at, locale)}</span></div></div>`,
  );
  const body = `<div id="app"><div id="side"><div id="pane-side"><div role="grid">${cells.join('')}</div></div></div>
<div id="main"><header><div role="button"><span dir="auto" title="${escaped(title)}">${htmlOf([title])}</span></div><span>online</span></header>
<div class="x9"><div class="x10" id="front"><div role="application"></div></div></div><footer><div contenteditable="true" role="textbox"></div></footer></div></div>`;
  const head = `${BLOBS}<style>#front{height:600px;overflow-y:auto}[data-testid="selectable-text"],.selectable-text,span[dir]{white-space:pre-wrap}[data-id]{min-height:30px}</style>`;
  const list = {
    rows,
    scroller: '#front',
    list: '#front [role="application"]',
    loading: '<div class="x11"><div role="progressbar">…</div></div>',
    ...(live !== undefined && { live }),
    ...(older !== undefined && { older: `<button class="x12"><div>${escaped(older)}</div></button>` }),
  };
  const html = listPage(list, { head, body, html: `lang="${lang}" dir="ltr"` });
  return { url: 'https://web.whatsapp.com/', html, language: locale };
}

function dateOf(at: number, locale: string): string {
  return new Intl.DateTimeFormat(locale, {
    day: locale === 'en-GB' ? '2-digit' : 'numeric',
    month: locale === 'en-GB' ? '2-digit' : 'numeric',
    year: 'numeric',
    timeZone: 'UTC',
  }).format(at);
}

function clockOf(at: number, locale: string): string {
  return new Intl.DateTimeFormat(locale, { hour: 'numeric', minute: '2-digit', timeZone: 'UTC' }).format(at);
}

/** Today, yesterday, weekdays for a week, then dates, as the page has them in messages. */
function dayOf(at: number, { now, locale }: WhatsAppChat): string {
  const back = (midnightOf(now) - midnightOf(at)) / 86_400_000;
  if (back < 2) return new Intl.RelativeTimeFormat(locale, { numeric: 'auto' }).format(-back, 'day');
  if (back > 6) return dateOf(at, locale);
  return new Intl.DateTimeFormat(locale, { weekday: 'long', timeZone: 'UTC' }).format(at);
}

function item(chat: WhatsAppChat, said: Said, isFirst: boolean): string {
  const { locale, messages, texts = 'testid' } = chat;
  const { id, by, at, parts, media } = said;
  const opaque = `3EB0${id.padStart(16, 'A0')}`;
  if (!by)
    return `<div role="row"><div tabindex="-1" data-id="${opaque}"><div class="x20"><div class="x21"><span>${htmlOf(parts)}</span></div></div></div></div>`;
  const clock = clockOf(at, locale);
  const meta = `<div class="x30"><span class="x31" dir="auto">${clock}</span><span data-icon="msg-dblcheck"></span></div>`;
  const isKnown = by.id === by.name;
  const author =
    isFirst && !by.own
      ? `<div class="_ahxj" role=""><span data-testid="author" dir="auto">${isKnown ? '' : '~\u202f'}${escaped(by.name)}</span>${isKnown ? '' : `<span testid="author" role="button">\u202a${escaped(by.id)}\u202c</span>`}</div>`
      : '';
  const answered = said.answers === undefined ? undefined : messages[said.answers];
  // The words beside the quote are in the page's language: nothing can be told by them.
  const quote = answered
    ? `<div role="button" aria-label="Zitat"><div role=""><span data-testid="author" dir="auto">${escaped(answered.by?.name ?? '')}</span></div><span class="quoted-mention" dir="ltr">${htmlOf(answered.parts)}</span></div>`
    : '';
  const shown =
    media === 'image'
      ? `<div role="button"><img data-blob="${id}" alt=""></div>`
      : media === 'voice'
        ? `<div><button><span data-icon="ptt-play"></span></button><span class="x40">0:07</span><div><img src="data:image/png;base64," alt=""></div></div>`
        : '';
  const attribute = {
    testid: 'data-testid="selectable-text" dir="ltr"',
    class: 'class="_ao3e selectable-text copyable-text"',
    dir: 'dir="ltr" class="_ao3e"',
  }[texts];
  const text = textOf(parts) === '' ? '' : `<span ${attribute}><span>${htmlOf(parts)}</span></span>`;
  const stamp = `[${clock}${locale.startsWith('ar') ? '،' : ','} ${dateOf(at, locale)}] ${by.id}: `;
  const body = media
    ? `<div class="x50">${quote}${shown}${text}${meta}</div>`
    : `<div class="copyable-text" data-pre-plain-text="${escaped(stamp)}">${quote}<div class="x51">${text}</div>${meta}</div>`;
  return `<div role="row"><div tabindex="-1" class="x60" data-id="${opaque}"><div class="${by.own ? 'message-out' : 'message-in'} focusable-list-item">${author}${body}</div></div></div>`;
}

/** Emoji are pictures; newlines stand as they are. */
function htmlOf(parts: readonly Part[]): string {
  return parts
    .map((part) => {
      if (typeof part === 'string') return escaped(part);
      if ('bold' in part) return `<strong class="_ao3e selectable-text copyable-text">${escaped(part.bold)}</strong>`;
      if ('link' in part)
        return `<a class="_ao3e selectable-text copyable-text" href="${escaped(part.link)}">${escaped(part.link)}</a>`;
      return `<img class="emoji apple" alt="${part.emoji}" data-plain-text="${part.emoji}" src="data:image/gif;base64,">`;
    })
    .join('');
}
