import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Format } from '@/utils/messengers/format';
import { imessageHtml } from '@/utils/messengers/imessage/html-format';
import { imessageText } from '@/utils/messengers/imessage/text-format';
import { awkwardText } from '../lib/awkward-text';
import { find, memoryFile, only, readAll } from '../lib/read';
import { type AppleMessage, guidOf, stamp, writeApplePage, writeAppleText } from '../writers/imessage';

const FILES = ['attachments/1/2.jpg', 'attachments/1/3.mov', '/Users/x/Library/Messages/Attachments/aa/10/GUID/x.pdf'];

// An empty line and a time, or what the exporter itself writes, cannot be told from text; nor an empty last line from none.
const text = awkwardText().filter((one) => !/\r|\n$|Mar 01/.test(one));
const message: fc.Arbitrary<AppleMessage> = fc.record({
  at: fc.integer({ min: 1_500_000_000, max: 1_800_000_000 }),
  sender: fc.constantFrom('Me', '+15550001111', 'Ann & <Lee>'),
  text,
  earlier: fc.oneof(
    { weight: 3, arbitrary: fc.constant([]) },
    { weight: 1, arbitrary: fc.array(text, { minLength: 1, maxLength: 2 }) },
  ),
  tapbacks: fc.uniqueArray(
    fc.record({ emoji: fc.constantFrom('Loved', '☕️'), by: fc.constantFrom('Me', 'Ann & <Lee>') }),
    {
      maxLength: 2,
      selector: ({ by }) => by,
    },
  ),
  files: fc.uniqueArray(fc.constantFrom(...FILES), { maxLength: 2 }),
  isRead: fc.boolean(),
  hasEffect: fc.boolean(),
  answers: fc.constant(null),
});

/** Messages at different times, of which some answer one before that answers none. */
const chat = fc
  .tuple(
    fc.uniqueArray(message, { minLength: 1, maxLength: 6, selector: ({ at }) => at }),
    fc.array(fc.nat({ max: 5 }), { minLength: 6, maxLength: 6 }),
  )
  .map(([messages, targets]) => {
    const linked: AppleMessage[] = [];
    for (const [at, one] of messages.toSorted((a, b) => a.at - b.at).entries()) {
      const target = targets[at] ?? 0;
      const canAnswer = target < at && linked[target]?.answers === null;
      linked.push(canAnswer ? { ...one, answers: target } : one);
    }
    return linked;
  });

function expected(
  one: AppleMessage,
  messages: readonly AppleMessage[],
  isPage: boolean,
  there: ReadonlySet<string>,
): object {
  const answered = one.answers === null ? undefined : messages[one.answers];
  const emoji = [...new Set(one.tapbacks.map((tapback) => tapback.emoji))];
  const quoted = answered?.text.slice(0, 500);
  return {
    id: isPage ? guidOf(one, messages) : null,
    time: { ms: one.at * 1000, zone: null, precision: 'second' },
    sender: one.sender,
    kind: one.files.length > 0 ? 'media' : 'text',
    text: one.text,
    ...(one.files.length > 0 && {
      attachments: one.files.map((path) => ({
        kind: path.endsWith('jpg') ? 'image' : path.endsWith('mov') ? 'video' : 'file',
        name: path.split('/').at(-1),
        ...(there.has(path) ? { path: `out/${path}` } : { path: null, missing: 'not-found' }),
      })),
    }),
    ...(emoji.length > 0 && {
      reactions: emoji.map((name) => {
        const by = one.tapbacks.filter((tapback) => tapback.emoji === name).map((tapback) => tapback.by);
        return { emoji: name, count: by.length, by };
      }),
    }),
    ...(one.earlier.length > 0 && { edited: { at: null, earlier: one.earlier } }),
    ...(answered && {
      replyTo: {
        ...(isPage && { id: guidOf(answered, messages) }),
        sender: answered.sender,
        ...(quoted !== '' && { text: quoted }),
      },
    }),
  };
}

async function read(format: Format, name: string, content: string, others: readonly string[] = []) {
  const [found] = await find(format, [memoryFile(name, content), ...others.map((path) => memoryFile(path, 'x'))]);
  if (!found) throw new Error('not recognised');
  const events = await readAll(found);
  return {
    found,
    chat: only(events, 'chat').at(-1)?.chat,
    messages: only(events, 'message').map(({ message: { chat: _, seq: __, ...one } }) => one),
    unparsed: only(events, 'unparsed').map(({ unparsed }) => [unparsed.line, unparsed.reason]),
    people: new Map(only(events, 'participant').map(({ participant, me }) => [participant.id, me])),
  };
}

describe.each([
  { kind: 'text', format: imessageText, end: 'txt', write: writeAppleText },
  { kind: 'html', format: imessageHtml, end: 'html', write: writeApplePage },
])('imessage-exporter, $kind', ({ kind, format, end, write }) => {
  test('what was written is read', async () => {
    await fc.assert(
      fc.asyncProperty(chat, fc.integer({ min: 1, max: 99 }), fc.boolean(), async (messages, block, isThere) => {
        const there = new Set(isThere ? FILES.slice(0, 2) : []);
        const announcement = { at: 1_400_000_000, announcement: 'You named the conversation Trip' };
        const [found] = await find(format, [
          memoryFile(`out/Trip.${end}`, write([announcement, ...messages]), block),
          ...[...there].map((path) => memoryFile(`out/${path}`, 'x')),
        ]);
        expect(found).toMatchObject({
          messenger: 'imessage',
          variant: kind,
          path: isThere ? 'out' : `out/Trip.${end}`,
        });
        if (!found) return;
        const events = await readAll(found);
        expect(only(events, 'unparsed')).toEqual([]);
        expect(only(events, 'message').map(({ message: { chat: _, seq: __, ...one } }) => one)).toEqual([
          {
            id: null,
            time: { ms: 1_400_000_000_000, zone: null, precision: 'second' },
            sender: null,
            kind: 'system',
            text: announcement.announcement,
          },
          ...messages.map((one) => expected(one, messages, kind === 'html', there)),
        ]);
        const me = only(events, 'participant').filter((event) => event.me);
        expect(me.length).toBe(messages.some(({ sender }) => sender === 'Me') ? 1 : 0);
      }),
      { numRuns: 60 },
    );
  });

  test('a reply whose own place was not exported is a message', async () => {
    const base = { earlier: [], tapbacks: [], files: [], isRead: false, hasEffect: false } as const;
    const asked: AppleMessage = { ...base, at: 1_600_000_000, sender: 'Me', text: 'who?', answers: null };
    const reply: AppleMessage = { ...base, at: 1_600_000_100, sender: 'Ann', text: 'I', answers: 0 };
    const whole = write([asked, reply]);
    const cut =
      kind === 'text'
        ? whole.slice(0, whole.lastIndexOf(stamp(reply.at)))
        : whole.slice(0, whole.indexOf('<div class="message" id="r-'));
    const { messages } = await read(format, `Ann.${end}`, cut);
    expect(messages.map(({ text: one, replyTo }) => [one, replyTo?.text])).toEqual([
      ['who?', undefined],
      ['I', 'who?'],
    ]);
  });

  test('all chats of a folder are one export', async () => {
    const one = write([{ at: 1_600_000_000, announcement: 'You left the conversation.' }]);
    const two = write([
      {
        at: 1_600_000_000,
        sender: 'Me',
        text: 'x',
        earlier: [],
        tapbacks: [],
        files: [],
        isRead: false,
        hasEffect: false,
        answers: null,
      },
    ]);
    const found = await find(format, [
      memoryFile(`out/a@b.com.${end}`, two),
      memoryFile(`out/A, B.${end}`, two + one),
      memoryFile(`out/notes.${end}`, 'hello\n'),
    ]);
    expect(found.map(({ path, files }) => [path, files.length])).toEqual([['out', 2]]);
    const events = found[0] ? await readAll(found[0]) : [];
    expect(new Map(only(events, 'chat').map(({ chat: { title, kind: is } }) => [title, is]))).toEqual(
      new Map([
        ['a@b.com', 'direct'],
        ['A, B', 'group'],
      ]),
    );
  });
});

describe('imessage-exporter, text', () => {
  const at = 'May 17, 2022  5:29:42 PM';
  test.each([
    [
      `${at}\nMe\nMe unsent this message part 3 seconds after sending!\n\n`,
      { kind: 'deleted', text: '', nativeKind: 'unsent' },
    ],
    [`${at}\nMe\nSharePlay Message\nEnded\n\n`, { kind: 'other', nativeKind: 'SharePlay' }],
    [`${at}\nMe\nStarted sharing location!\n\n`, { kind: 'location', text: '' }],
    [`${at}\nMe\nThis message was deleted from the conversation!\nHello\n\n`, { kind: 'text', text: 'Hello' }],
    [
      `${at}\nMe\nAttachment missing!\n\n`,
      { kind: 'media', attachments: [{ kind: 'unknown', name: '', path: null, missing: 'not-found' }] },
    ],
    [
      `${at}\nMe\nOutline Sticker from Me: attachments/1/o.heic (App: Free People)\n\n`,
      { kind: 'sticker', attachments: [{ kind: 'sticker', name: 'o.heic', path: null, missing: 'not-found' }] },
    ],
    [
      `${at}\nMe\nhi\nReactions:\nLoved by Ann\nSticker from Bob: attachments/1/s.heic\n\n\n`,
      {
        text: 'hi',
        reactions: [
          { emoji: 'Loved', count: 1, by: ['Ann'] },
          { emoji: 'Sticker', count: 1, by: ['Bob'] },
        ],
      },
    ],
    [`${at}\nMe\nTapbacks:\nare what?\n\n`, { text: 'Tapbacks:\nare what?' }],
    [
      `${at}\nMe\n${at} first\nEdited 5 seconds later: second\nline\n\n`,
      { text: 'second\nline', edited: { at: null, earlier: ['first'] } },
    ],
  ])('%j', async (content, wanted) => {
    const { messages, people } = await read(imessageText, '+15550001111.txt', content);
    expect(messages).toHaveLength(1);
    expect(messages[0]).toMatchObject(wanted);
    expect(people.get('Me')).toBe('sure');
  });

  test('announcements: what somebody took back is of whom it was', async () => {
    const { messages } = await read(
      imessageText,
      'x.txt',
      `${at}\nMe\nhi\n\n${at} You unsent a message!\n\n${at} Ann left the conversation.\n\nUnable to format announcement!\n\n`,
    );
    expect(messages.map(({ kind, sender, text: one }) => [kind, sender, one])).toEqual([
      ['text', 'Me', 'hi'],
      ['deleted', 'Me', ''],
      ['system', null, 'Ann left the conversation.'],
      ['system', null, 'Unable to format announcement!'],
    ]);
  });

  test.each([
    '',
    'hello\n',
    `${at} only an announcement\n`,
    `${at}\n`,
    'Mar 1, 2023 2:05 PM\nMe\nhi\n',
    `x\n${at}\nMe\nhi\n`,
  ])('not recognised: %j', async (content) =>
    expect(await find(imessageText, [memoryFile('a.txt', content)])).toEqual([]),
  );
});

describe('imessage-exporter, html', () => {
  const page = (inside: string, class_ = 'received') =>
    `<html><body><div class="message"><div class="${class_}"><p><span class="timestamp">Oct 17, 2021 10:31:49 PM</span><span class="sender">Ann</span></p>${inside}</div></div></body></html>`;
  test.each([
    [
      '<hr><div class="message_part"><span class="attachment_error">Unable to locate attachment: x.jpg</span></div>',
      { kind: 'media', attachments: [{ kind: 'image', name: 'x.jpg', path: null, missing: 'not-found' }] },
    ],
    [
      '<hr><div class="message_part"><p>Unknown attachment type: attachments/1/x.zzz (1.00 KB)</p></div>',
      { attachments: [{ name: 'x.zzz' }] },
    ],
    ['<hr><div class="message_part"><div class="sticker"><img src="a/s.heic"></div></div>', { kind: 'sticker' }],
    [
      '<hr><div class="message_part"><div class="app"><a href="https://a.b/c"><div class="app_header"><img src="https://a.b/i.png">\n<div class="name">Site</div></div>\n<div class="app_footer">Title</div></a></div></div>',
      { kind: 'text', text: 'Site\nTitle', nativeKind: 'app' },
    ],
    [
      '<span class="shareplay"><hr>SharePlay Message Ended</span>',
      { kind: 'other', nativeKind: 'SharePlay', text: '' },
    ],
    ['<span class="shared_location"><hr>Started sharing location!</span>', { kind: 'location', text: '' }],
    [
      '<hr><div class="message_part"><span class="unsent">Ann unsent this message part!</span></div>',
      { kind: 'deleted', text: '' },
    ],
    [
      '<div class="message_part"><span class="bubble">a<br>b</span></div><div class="reactions"><hr><p>Reactions:</p><div class="reaction"><img src="a/s.png"><span class="reaction"> from Me</span></div><p><span class="reaction"><b>Liked</b> by Bob</span></p></div>',
      {
        text: 'a\nb',
        reactions: [
          { emoji: 'Sticker', by: ['Me'] },
          { emoji: 'Liked', by: ['Bob'] },
        ],
        attachments: [{ kind: 'sticker' }],
      },
    ],
    ['<div class="message_part">something new</div>', { text: 'something new' }],
  ])('%s', async (inside, wanted) => {
    const { messages } = await read(imessageHtml, 'a.html', page(inside));
    expect(messages).toHaveLength(1);
    expect(messages[0]).toMatchObject({ sender: 'Ann', time: { ms: Date.UTC(2021, 9, 17, 22, 31, 49) }, ...wanted });
  });

  test('whoever sent is who exported, by whatever name', async () => {
    expect([...(await read(imessageHtml, 'a.html', page('', 'sent iMessage'))).people]).toEqual([['Ann', 'sure']]);
  });

  test.each([
    '',
    '<html><div class="message">x</div>',
    '<div class="announcement"><span class="timestamp">yesterday</span></div>',
  ])('not recognised: %j', async (content) =>
    expect(await find(imessageHtml, [memoryFile('a.html', content)])).toEqual([]),
  );
});
