import { type FakeRow, listPage } from './virtual-list.ts';

/** A message of a fake Messenger. */
export interface MessengerLine {
  readonly id: string | null;
  /** null: whoever is signed in. */
  readonly from: string | null;
  /** On the page's clock, read as UTC. Milliseconds since 1970. */
  readonly at: number;
  /** As it is written; emoji are drawn as images. */
  readonly text: string;
  /** What it answers, shown above it. */
  readonly quote?: string;
  /** Address of a picture. */
  readonly picture?: string;
  readonly reaction?: string;
}

/** How a page says things. */
export interface MessengerLanguage {
  readonly html: string;
  readonly you: string;
  /** What stands before the name of the chat in the label of the conversation, and before a time. */
  readonly titled: string;
  readonly before: string;
  readonly comma: string;
  /** Between a day and a clock where the day is one of the last. */
  readonly at: string;
  readonly yesterday: string;
}

export const ENGLISH: MessengerLanguage = {
  html: 'lang="en"',
  you: 'You',
  titled: 'Messages in conversation titled',
  before: 'At',
  comma: ', ',
  at: ' at ',
  yesterday: 'Yesterday',
};
export const GERMAN: MessengerLanguage = {
  html: 'lang="de"',
  you: 'Du',
  titled: 'Nachrichten in der Unterhaltung mit dem Namen',
  before: 'Um',
  comma: ', ',
  at: ' um ',
  yesterday: 'Gestern',
};
export const ARABIC: MessengerLanguage = {
  html: 'lang="ar" dir="rtl"',
  you: 'أنت',
  titled: 'الرسائل في المحادثة بعنوان',
  before: 'في',
  comma: '، ',
  at: ' في ',
  yesterday: 'أمس',
};

/** A whole page. */
export interface MessengerPage {
  /** Of the thread. */
  readonly id: string;
  readonly title: string;
  readonly language: MessengerLanguage;
  /** Milliseconds since 1970. */
  readonly now: number;
  readonly lines: readonly MessengerLine[];
  /** `rows`: as it was until 2025. */
  readonly build: 'labelled' | 'rows';
  /** Changes what the page's makers would. */
  readonly change?: (html: string) => string;
}

const DAY = 86_400_000;
const STYLE = `<style>
  body { margin: 0; display: flex; height: 100vh; font: 15px sans-serif }
  [role=navigation] { width: 260px; overflow: hidden } [role=main] { flex: 1; display: flex; flex-direction: column }
  .xlog { flex: 1; min-height: 0 } .xscroll { height: 100%; overflow-y: auto }
  .xline { display: flex; padding: 2px 12px } .xown { justify-content: flex-end }
  .xbubble { max-width: 55%; padding: 6px 10px; background: #ddd; white-space: pre-wrap; overflow-wrap: anywhere }
  .xphoto { width: 120px; height: 90px } .xsmall { width: 16px; height: 16px } .xhidden { position: absolute; opacity: 0 }
</style>`;

/** A picture of nothing, of any size. */
const DOT = 'data:image/gif;base64,R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7';

/** A page of Messenger with an open chat. */
export function messengerPage(page: MessengerPage): string {
  const { id, title, language, build, change = (html: string) => html } = page;
  const rows = build === 'labelled' ? labelledRows(page) : gridRows(page);
  const role = build === 'labelled' ? 'log' : 'grid';
  const chat = `<div role="row"><a href="/t/${id}/" role="link"><span dir="auto">${escaped(title)}</span>
    <span dir="auto">${escaped(title)} · 2h</span></a></div>`;
  const body = `
    <div role="navigation"><div role="grid" aria-label="Chats">${chat}<div role="row"><a href="/t/9/" role="link">
      <span dir="auto">Somebody else</span></a></div></div></div>
    <div role="main"><div><h2><span dir="auto">${escaped(title)}</span></h2></div>
      <div class="xlog" role="${role}" aria-label="${language.titled} ${escaped(title)}"><div class="xscroll"><div class="xlist"></div></div></div>
      <div role="textbox" contenteditable="true" aria-label="${language.before} ${escaped(title)}"></div></div>`;
  const list = {
    rows: rows.map(({ html }) => ({ html: change(html) })),
    scroller: '.xscroll',
    list: '.xlist',
    live: 45,
    page: 25,
    loading: '<div role="progressbar"></div>',
  };
  return listPage(list, { head: STYLE, html: language.html, body: change(body) });
}

/** A page of Messenger with no chat open. */
export function messengerInbox(): string {
  return `<!doctype html><html lang="en"><body><div role="navigation"><div role="grid" aria-label="Chats"><div role="row">
    <a href="/t/9/"><span dir="auto">Somebody</span></a></div></div></div><div role="main"><h2>Select a chat</h2></div></body></html>`;
}

function labelledRows({ lines, language, now }: MessengerPage): FakeRow[] {
  return lines.flatMap((line, at) => {
    const time = timeOf(line.at, now, language);
    const who = line.from ?? language.you;
    const said = line.text === '' ? '' : `: ${line.text}`;
    const label = `${language.before} ${time}${language.comma}${who}${said}`;
    const id = line.id === null ? '' : `data-message-id="${escaped(line.id)}"`;
    const html = `<div role="article"><div class="xline${line.from === null ? ' xown' : ''}" ${id} aria-roledescription="message"
      data-scope="messages_table" aria-label="${escaped(label)}">${contentOf(line, language)}</div></div>`;
    return [...separators(lines, at, now, language).map((text) => ({ html: `<div><h4>${text}</h4></div>` })), { html }];
  });
}

function gridRows({ lines, language, now }: MessengerPage): FakeRow[] {
  return lines.flatMap((line, at) => {
    const isFirst = at === 0 || lines[at - 1]?.from !== line.from;
    const name = isFirst ? `<h5 dir="auto"><span>${escaped(line.from ?? language.you)}</span></h5>` : '';
    const html = `<div role="row"><div role="gridcell" data-scope="messages_table">${name}<div class="xline${line.from === null ? ' xown' : ''}">
      ${contentOf(line, language)}</div></div></div>`;
    const time = separators(lines, at, now, language).map((text) => ({
      html: `<div role="row"><div data-scope="date_break"><h4 dir="auto">${text}</h4></div></div>`,
    }));
    return [...time, { html }];
  });
}

/** A time over a message where an hour has passed. */
function separators(lines: readonly MessengerLine[], at: number, now: number, language: MessengerLanguage): string[] {
  const [line, before] = [lines[at], lines[at - 1]];
  return line && (!before || line.at - before.at >= DAY / 24) ? [timeOf(line.at, now, language)] : [];
}

function contentOf({ from, text, quote, picture, reaction }: MessengerLine, { you }: MessengerLanguage): string {
  const answered =
    quote === undefined
      ? ''
      : `<div dir="auto">${escaped(`${from ?? you} ↩`)}</div><div dir="auto">${drawn(quote)}</div>`;
  const face = from === null ? '' : `<img class="xsmall" alt="${escaped(from)}" src="${DOT}">`;
  const photo = picture === undefined ? '' : `<img class="xphoto" alt="" src="${picture}">`;
  const said = text === '' ? '' : `<div dir="auto" role="none">${drawn(text)}</div>`;
  const liked = reaction === undefined ? '' : `<span><img class="xsmall" alt="${reaction}" src="${DOT}">2</span>`;
  return `${face}<div class="xbubble" role="button">${answered}${photo}${said}</div>${liked}
    <div role="toolbar"><div role="button" aria-label="React"></div><span dir="auto" class="xhidden">⋯</span></div>`;
}

function drawn(text: string): string {
  return escaped(text).replace(/\p{Extended_Pictographic}\ufe0f?/gu, `<img alt="$&" class="xsmall" src="${DOT}">`);
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');
}

/** As Messenger shows times: of today only the clock, of the last days the day's name. */
function timeOf(at: number, now: number, { html, at: joint, yesterday, comma }: MessengerLanguage): string {
  const locale = /lang="(\w+)"/.exec(html)?.[1] ?? 'en';
  const shown = (options: Intl.DateTimeFormatOptions) =>
    new Intl.DateTimeFormat(locale, { ...options, timeZone: 'UTC' }).format(at);
  const clock = shown({ hour: 'numeric', minute: '2-digit' });
  const days = Math.floor(now / DAY) - Math.floor(at / DAY);
  if (days === 0) return clock;
  if (days === 1) return yesterday + joint + clock;
  if (days < 7) return shown({ weekday: 'short' }) + joint + clock;
  return shown({ year: 'numeric', month: 'long', day: 'numeric' }) + comma + clock;
}
