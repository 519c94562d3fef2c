import type { Attachment, Entity, Message, Moment } from '@/utils/messengers/model';

const SENTENCES = {
  'left-out': 'Not included, change data exporting settings to download.',
  'too-large': 'Exceeds maximum size, change data exporting settings to download.',
  expired: 'Unavailable, please try again later.',
  remote: '',
  'not-found': '',
} as const;

/**
 * The pages of a chat as Telegram Desktop writes them, by their names.
 * @param perPage messages of a page; the program has 1000
 */
export function writeTelegramHtml(
  title: string,
  messages: readonly Message[],
  perPage = 1000,
): ReadonlyMap<string, string> {
  const pages = new Map<string, string>();
  const count = Math.max(1, Math.ceil(messages.length / perPage));
  let dividers = 0;
  for (let page = 0; page < count; page++) {
    const some = messages.slice(page * perPage, (page + 1) * perPage);
    const body = some.map((message, at) => {
      const before = some[at - 1];
      const divider = at === 0 ? service(--dividers, '3 January 2024') : '';
      return divider + messageDiv(message, before !== undefined && joins(before, message), pageOf(messages, perPage));
    });
    const next =
      page + 1 < count
        ? `<a class="pagination block_link" href="${pageName(page + 1)}">\nNext messages\n     </a>`
        : '';
    pages.set(pageName(page), html(title, body.join('') + next));
  }
  return pages;
}

function pageName(page: number): string {
  return `messages${page > 0 ? page + 1 : ''}.html`;
}

/** On which page a message is, by its id. */
function pageOf(messages: readonly Message[], perPage: number): (id: string) => string {
  const pages = new Map(messages.map(({ id }, at) => [id, pageName(Math.floor(at / perPage))]));
  return (id) => pages.get(id) ?? '';
}

function joins(before: Message, message: Message): boolean {
  const isPlain = before.kind !== 'system' && message.kind !== 'system' && !before.forwarded && !message.forwarded;
  return isPlain && message.sender !== null && before.sender === message.sender;
}

function html(title: string, body: string): string {
  return `<!DOCTYPE html>
<html>
 <head>
  <meta charset="utf-8"/>
<title>Exported Data</title>
  <link href="css/style.css" rel="stylesheet"/>
 </head>
 <body onload="CheckLocation();">
  <div class="page_wrap">
${div('page_header', div('content', div('text bold', escaped(title))))}
   <div class="page_body chat_page">
    <div class="history">${body}
    </div>
   </div>
  </div>
 </body>
</html>`;
}

function div(classes: string, content: string, attributes = ''): string {
  return `\n     <div class="${classes}"${attributes}>\n${content}\n     </div>\n`;
}

function service(id: number | string | null, content: string): string {
  return div('message service', div('body details', content), ` id="message${id ?? ''}"`);
}

function messageDiv(message: Message, isJoined: boolean, page: (id: string) => string): string {
  const { id, kind, time, sender, replyTo, forwarded, reactions = [] } = message;
  const link =
    replyTo?.id === undefined ? '' : `<a href="${page(replyTo.id)}#go_to_message${replyTo.id}">this message</a>`;
  if (kind === 'system') return service(id, `${escaped(message.text)}${link && ` ${link}`}`);
  const name = isJoined ? '' : div('from_name', `${sender === null ? 'Deleted Account' : escaped(sender)} `);
  const reply = replyTo ? div('reply_to details', `In reply to ${link}`) : '';
  const content = `${reply}${(message.attachments ?? []).map((one) => mediaDiv(one)).join('')}${textDiv(message)}`;
  const original =
    forwarded &&
    `${escaped(forwarded.from ?? '')} <span class="date details" title="${date(forwarded.at ?? null)}"> then</span>`;
  const inner =
    original === undefined
      ? content
      : `${div('pull_left forwarded userpic_wrap', '')}${div('forwarded body', div('from_name', original) + content)}`;
  const body = div(
    'body',
    `${div('pull_right date details', '19:07', ` title="${date(time)}"`)}${name}${inner}${reactionSpans(reactions)}`,
  );
  const userpic = isJoined ? '' : div('pull_left userpic_wrap', div('userpic', div('initials', 'A')));
  return div(`message default clearfix${isJoined ? ' joined' : ''}`, userpic + body, ` id="message${id ?? ''}"`);
}

function date(time: Moment | null): string {
  if (!time) return '';
  const iso = new Date(time.ms + (time.zone ?? 0) * 60_000).toISOString();
  const clock = `${iso.slice(8, 10)}.${iso.slice(5, 7)}.${iso.slice(0, 4)} ${iso.slice(11, 19)}`;
  if (time.zone === null) return clock;
  const minutes = Math.abs(time.zone);
  const [hour, minute] = [Math.floor(minutes / 60), minutes % 60].map((part) => String(part).padStart(2, '0'));
  return `${clock} UTC${time.zone < 0 ? '-' : '+'}${hour}:${minute}`;
}

function mediaDiv({ kind, name, path, missing }: Attachment): string {
  const href = path === null ? missing === 'not-found' && `photos/${name}` : path.replace(/^Export\//, '');
  const link = href === false ? '' : ` href="${escaped(href)}"`;
  if (kind === 'image' && link !== '')
    return div(
      'media_wrap clearfix',
      `<a class="photo_wrap clearfix pull_left"${link}><img class="photo" src="x_thumb.jpg"/></a>`,
    );
  const [classes, title] = { image: ['media_photo', 'Photo'], voice: ['media_voice_message', 'Voice message'] }[
    kind as string
  ] ?? ['media_file', name || 'File'];
  const lines = `${div('title bold', escaped(title ?? ''))}${missing ? div('description', SENTENCES[missing]) : ''}${div('status details', '1 KB')}`;
  const tag = link === '' ? 'div' : 'a';
  const media = `<${tag} class="media clearfix pull_left block_link ${classes}"${link}>${div('fill pull_left', '')}${div('body', lines)}</${tag}>`;
  return div('media_wrap clearfix', media);
}

function textDiv({ text, entities = [] }: Message): string {
  if (text === '') return '';
  let at = 0;
  let written = '';
  for (const entity of entities) {
    const end = entity.start + entity.length;
    written += escaped(text.slice(at, entity.start)) + entityTag(entity, escaped(text.slice(entity.start, end)));
    at = end;
  }
  return div('text', written + escaped(text.slice(at)));
}

function entityTag({ kind, value }: Entity, words: string): string {
  if (kind === 'spoiler')
    return `<span class="spoiler hidden" onclick="ShowSpoiler(this)"><span aria-hidden="true">${words}</span></span>`;
  if (kind === 'link') return `<a href="${escaped(value ?? '')}">${words}</a>`;
  const tag = {
    bold: 'strong',
    italic: 'em',
    underline: 'u',
    strike: 's',
    code: 'code',
    pre: 'pre',
    quote: 'blockquote',
  }[kind as string];
  return `<${tag}>${words}</${tag}>`;
}

function reactionSpans(reactions: NonNullable<Message['reactions']>): string {
  const spans = reactions.map(({ emoji, count, by = [] }) => {
    const people = by.map(
      (one) => `<div class="userpic" title="${escaped(one)}, 03.01.2024 10:00:00"><div class="initials">A</div></div>`,
    );
    return `<span class="reaction"><span class="emoji">\n${emoji}\n</span><span class="userpics">${people.join('')}</span><span class="count">\n${count}\n</span></span>`;
  });
  return spans.length > 0 ? `<span class="reactions">${spans.join('')}</span>` : '';
}

function escaped(text: string): string {
  const names: Readonly<Record<string, string>> = {
    '\n': '<br>',
    '"': '&quot;',
    '&': '&amp;',
    "'": '&apos;',
    '<': '&lt;',
    '>': '&gt;',
  };
  const reference = (one: string): string => `&#x${one.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')};`;
  return Array.from(text, (one) => names[one] ?? (one < ' ' ? reference(one) : one)).join('');
}
