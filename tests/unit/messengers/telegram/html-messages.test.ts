import type { Message } from '@/utils/messengers/model';
import { telegramHtml } from '@/utils/messengers/telegram/html-format';
import { describe, expect, test } from 'vitest';
import { find, memoryFile, only, readAll } from '../lib/read';
import { writeTelegramHtml } from '../writers/telegram-html';

const HEAD =
  '<html><head><title>Exported Data</title></head><body><div class="page_wrap"><div class="page_header"><div class="content"><div class="text bold">\nT </div></div></div><div class="page_body chat_page"><div class="history">';
const FOOT = '</div></div></div></body></html>';

async function read(pages: Readonly<Record<string, string>>) {
  const files = Object.entries(pages).map(([path, html]) => memoryFile(path, html, 64));
  const found = await find(telegramHtml, files);
  return await readAll(found[0] as (typeof found)[number]);
}

async function messagesOf(body: string) {
  const events = await read({ 'messages.html': HEAD + body + FOOT });
  expect(only(events, 'unparsed')).toEqual([]);
  return only(events, 'message').map(({ message }) => message);
}

function message(id: number, body: string, { from = 'Ann', classes = 'default clearfix' } = {}): string {
  const name = from === '' ? '' : `<div class="from_name">\n${from} </div>`;
  return `<div class="message ${classes}" id="message${id}"><div class="body"><div class="pull_right date details" title="03.12.2025 19:07:28">19:07</div>${name}${body}</div></div>`;
}

function media(classes: string, lines: Readonly<Record<string, string>>, href?: string): string {
  const written = Object.entries(lines).map(([name, text]) => `<div class="${name}">\n${text}\n </div>`);
  const [open, close] = href === undefined ? ['<div', '</div>'] : [`<a href="${href}"`, '</a>'];
  return `<div class="media_wrap clearfix">${open} class="media clearfix pull_left ${classes}"><div class="fill pull_left"></div><div class="body">${written.join('')}</div>${close}</div>`;
}

test.each([
  [
    media('media_call success', { 'title bold': 'Bo', 'status details': 'Outgoing (5 seconds)' }),
    { kind: 'call', text: 'Outgoing (5 seconds)' },
  ],
  [
    media('media_contact', { 'title bold': 'Bo Li', 'status details': '+00 1' }),
    { kind: 'contact', text: 'Bo Li\n+00 1' },
  ],
  [
    media('media_location', { 'title bold': 'Location', 'status details': '1.5, -2' }, 'https://maps.google.com/'),
    { kind: 'location', text: '1.5, -2' },
  ],
  [
    media('media_venue', { 'title bold': 'Café', description: 'Street 1' }),
    { kind: 'location', text: 'Café\nStreet 1' },
  ],
  [
    media('media_game', { 'title bold': 'Go', description: 'Stones' }),
    { kind: 'other', nativeKind: 'media_game', text: 'Go\nStones' },
  ],
  [media('media_new', { 'title bold': 'New' }), { kind: 'other', text: 'New' }],
  [
    '<div class="media_wrap clearfix"><div class="media_poll"><div class="question bold">\nWhen?\n</div><div class="details">\nAnonymous poll\n</div><div class="answer">\n- Now <span class="details">2 votes</span>\n</div><div class="answer">\n- - Later\n</div><div class="total details">\n2 votes\n</div></div></div>',
    { kind: 'poll', text: 'When?\nNow\n- Later' },
  ],
  [
    media('media_photo', {
      'title bold': 'Sticker',
      'status details': '👍, 5 KB',
      description: 'Not included, change data exporting settings to download.',
    }),
    { kind: 'sticker', attachments: [{ kind: 'sticker', name: '', path: null, missing: 'left-out' }] },
  ],
  [
    media('media_photo', { 'title bold': 'Self-destructing photo', 'status details': 'Expired' }),
    { attachments: [{ missing: 'expired' }] },
  ],
  [
    '<div class="media_wrap"><a class="sticker_wrap" href="stickers/a.webp"><img class="sticker" src="stickers/a.webp_thumb.png"/></a></div>',
    { kind: 'sticker', attachments: [{ kind: 'sticker', name: 'a.webp', missing: 'not-found' }] },
  ],
  ['<div class="reply_to details">In reply to a message in another chat</div>', { replyTo: {} }],
  [
    '<div class="text">Hi <a href="https://t.me/bo">@bo</a> <a href="" onclick="return ShowHashtag(&quot;x&quot;)">#x</a></div>',
    { text: 'Hi @bo #x', entities: [{ kind: 'mention' }, { kind: 'hashtag' }] },
  ],
  [
    '<div class="text"><a href="mailto:a@example.org">a@example.org</a></div>',
    { entities: [{ kind: 'link', start: 0, length: 13 }] },
  ],
  ['<div class="signature details">Bo</div>', { kind: 'text', text: '' }],
])('%s', async (body, expected) => {
  expect(await messagesOf(message(1, body))).toMatchObject([expected]);
});

describe('senders', () => {
  test('are carried to joined messages, and end with a deleted account', async () => {
    const joined = { from: '', classes: 'default clearfix joined' };
    const body = [
      message(1, '', { from: 'Ann via @bot' }),
      message(2, '', joined),
      '<div class="message service" id="message3"><div class="body details">x</div></div>',
      message(4, '', { from: 'Deleted Account' }),
      message(5, '', joined),
    ];
    expect((await messagesOf(body.join(''))).map(({ sender }) => sender)).toEqual(['Ann', 'Ann', null, null, null]);
  });

  test('of forwarded messages are no senders', async () => {
    const forwarded =
      '<div class="pull_left forwarded userpic_wrap"></div><div class="forwarded body"><div class="from_name">\nNews <span class="date details" title="02.01.2024 10:00:00 UTC+02:00"> x</span></div><div class="text">\na\n </div></div>';
    const again = '<div class="forwarded body"><div class="text">\nb\n </div></div>';
    const messages = await messagesOf(
      message(1, forwarded) + message(2, again, { from: '', classes: 'default clearfix joined' }),
    );
    expect(messages).toMatchObject([
      { sender: 'Ann', text: 'a', forwarded: { from: 'News', at: { zone: 120 } }, time: { zone: null } },
      { sender: 'Ann', text: 'b', forwarded: { from: 'News' } },
    ]);
  });
});

test('lines that name a day are no messages, messages of a group before it grew are', async () => {
  const service = (id: number, text: string) =>
    `<div class="message service" id="message${id}"><div class="body details">\n${text}\n</div></div>`;
  const unsupported = service(
    9,
    'This message is not supported by this version of Telegram Desktop. Please update the application.',
  );
  const messages = await messagesOf(
    service(-1, '3 January 2024') + service(-999_999_990, 'Ann joined') + service(-2, '4 January') + unsupported,
  );
  expect(messages).toMatchObject([
    { id: '-999999990', kind: 'system', text: 'Ann joined', time: null, sender: null },
    { id: '9', kind: 'other', nativeKind: 'unsupported', text: '' },
  ]);
});

test('a picture that a service message is about is its file', async () => {
  const body =
    '<div class="message service" id="message1"><div class="body details">Ann changed group photo</div><div class="userpic_wrap"><a class="userpic_link" href="photos/p.jpg"><img class="userpic" src="x"/></a></div></div>';
  expect(await messagesOf(body)).toMatchObject([{ kind: 'system', attachments: [{ kind: 'image', name: 'p.jpg' }] }]);
});

test('messages inside of another, as old programs wrote them after buttons, are read each', async () => {
  const count = 1500;
  const body = Array.from(
    { length: count },
    (_, at) =>
      `<div class="message default clearfix" id="message${at}"><div class="body"><div class="from_name">A</div><div class="text">\n${at}\n</div><table class="bot_buttons_table"><div class="bot_button">`,
  ).join('');
  const messages = only(await read({ 'messages.html': HEAD + body + FOOT }), 'message');
  expect(messages.map(({ message: { text } }) => text)).toEqual(Array.from({ length: count }, (_, at) => String(at)));
});

test('a page that ends in the middle gives what it has, and says so', async () => {
  const events = await read({
    'messages.html': `${HEAD}${message(1, '<div class="text">\nall\n</div>')}\n<div class="message default" id="message2"><div class="text">\nhal`,
  });
  expect(only(events, 'message').map((event) => event.message.text)).toEqual(['all', 'hal']);
  expect(only(events, 'unparsed').map(({ unparsed }) => [unparsed.reason, unparsed.line])).toEqual([['cut-short', 7]]);
});

test('an account: chats of one name stay apart, kinds are as its list has them, files lie beside the chats', async () => {
  const page =
    HEAD +
    message(
      1,
      '<div class="media_wrap"><a class="photo_wrap" href="../../chats/chat_001/photos/p%20q.jpg"></a></div>',
    ) +
    FOOT;
  const entry = (href: string, kind: string) =>
    `<a class="entry block_link clearfix" href="../${href}#allow_back"><div class="body"><div class="pull_right info details">\n${kind}\n</div></div></a>`;
  const events = await read({
    'D/lists/chats.html': `<html>${entry('chats/chat_001/messages.html', 'private')}${entry('chats/chat_002/messages.html', 'channel')}</html>`,
    'D/chats/chat_001/messages.html': page,
    'D/chats/chat_001/photos/p q.jpg': '',
    'D/chats/chat_002/messages.html': page,
    'D/chats/chat_003/messages.html': page,
  });
  expect(only(events, 'chat').map(({ chat }) => chat)).toEqual([
    { id: 'T', title: 'T', kind: 'direct' },
    { id: 'T (2)', title: 'T', kind: 'channel' },
    { id: 'T (3)', title: 'T', kind: 'unknown' },
  ]);
  expect(only(events, 'message')[0]?.message.attachments?.[0]?.path).toBe('D/chats/chat_001/photos/p q.jpg');
});

test('a page that others lead to and that is not there is told', async () => {
  const pages = writeTelegramHtml('T', messagesLike(3), 1);
  const given = (...names: string[]) =>
    read(Object.fromEntries(names.map((page) => [`x/${page}`, pages.get(page) ?? ''])));
  expect(only(await given('messages.html', 'messages2.html', 'messages3.html'), 'unparsed')).toEqual([]);
  const events = await given('messages.html', 'messages2.html');
  expect(only(events, 'message')).toHaveLength(2);
  const told = { file: 'x/messages3.html', line: null, reason: 'unreadable', excerpt: '' };
  expect(only(events, 'unparsed').map(({ unparsed }) => unparsed)).toEqual([told]);
});

function messagesLike(count: number): Message[] {
  return Array.from({ length: count }, (_, seq) => ({
    chat: 'T',
    id: String(seq),
    seq,
    time: null,
    sender: 'A',
    kind: 'text',
    text: '',
  }));
}
