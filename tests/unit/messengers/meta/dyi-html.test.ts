import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { metaDyi } from '@/utils/messengers/meta/dyi-format';
import type { Message } from '@/utils/messengers/model';
import { isoOf } from '@/utils/messengers/time/iso';
import { find, memoryFile, only, readAll } from '../lib/read';
import { type MetaMessage, type MetaThread, writeDyiHtml } from '../writers/meta';
import { expectedReactions, threads } from './threads';

const PLACE = 'your_activity_across_facebook/messages/inbox/ann_1';

const ENGLISH = new Intl.DateTimeFormat('en-US', { dateStyle: 'medium', timeStyle: 'medium', timeZone: 'UTC' });

async function readPage(page: string, block = 50, path = `${PLACE}/message_1.html`) {
  const [found] = await find(metaDyi, [memoryFile(path, page, block), memoryFile(`${PLACE}/photos/a.jpg`, 'x')]);
  if (!found) throw new Error('not recognised');
  expect(found).toMatchObject({ messenger: 'messenger', variant: 'dyi-html' });
  const events = await readAll(found);
  return { events, messages: only(events, 'message').map(({ message }) => message) };
}

/** Pages have no seconds' fractions, no halves of characters, and no text of spaces alone; names have no spaces around. */
function asShown(thread: MetaThread): MetaThread {
  const name = (text: string) => text.replaceAll('\r', '').trim();
  const messages = thread.messages.map((message): MetaMessage => ({
    ...message,
    sender: name(message.sender),
    ms: Math.floor((Math.abs(message.ms) % 3e12) / 1000) * 1000,
    text: message.text.trim() === '' ? '' : message.text.replaceAll('\r', ''),
    kind: 'text',
    isEdited: false,
    reactions: message.reactions.map(({ emoji, by }) => ({ emoji, by: name(by.replaceAll('(', '')) })),
  }));
  return { ...thread, folder: 'ann_1', title: name(thread.title), messages };
}

function expected(written: MetaMessage, seq: number): Message {
  const { sender, ms, text, photos } = written;
  const reactions = expectedReactions(written);
  const attachments = photos.map((name) => ({
    kind: 'image' as const,
    name,
    ...(name === 'a.jpg' ? { path: `${PLACE}/photos/a.jpg` } : { path: null, missing: 'not-found' as const }),
  }));
  return {
    chat: 'ann_1',
    seq,
    id: null,
    time: { ms, zone: null, precision: 'second' },
    sender,
    kind: photos.length > 0 ? 'media' : text === '' ? 'other' : 'text',
    text,
    ...(attachments.length > 0 && { attachments }),
    ...(reactions.length > 0 && { reactions }),
  };
}

describe('Download your information, in HTML', () => {
  test('what was written is read, in the classes of all years', async () => {
    await fc.assert(
      fc.asyncProperty(
        threads().map(([one]) => asShown(one as MetaThread)),
        fc.constantFrom(0, 1, 2),
        fc.integer({ min: 1, max: 500 }),
        async (model, year, block) => {
          const { events, messages } = await readPage(
            writeDyiHtml(model, year, (ms) => ENGLISH.format(ms)),
            block,
          );
          expect(messages).toEqual(model.messages.map(expected));
          expect(only(events, 'unparsed')).toEqual([]);
          expect(only(events, 'chat').map(({ chat }) => chat.title)).toEqual([model.title]);
        },
      ),
      { numRuns: 60 },
    );
  });

  const message = { sender: 'Ann', ms: 1_600_000_000_000, text: 'x', kind: 'text', isEdited: false } as const;
  const thread: MetaThread = {
    section: 'inbox',
    folder: 'ann_1',
    title: 'Ann',
    people: ['Me', 'Bob', 'Ann'],
    messages: [{ ...message, photos: [], reactions: [] }],
  };

  test('people who are listed above the messages are in the chat, written or not', async () => {
    const { events } = await readPage(writeDyiHtml(thread, 0, (ms) => ENGLISH.format(ms)));
    expect(only(events, 'participant').map(({ participant }) => participant.id)).toEqual(['Me', 'Bob', 'Ann']);
    expect(only(events, 'chat').map(({ chat }) => chat.kind)).toEqual(['group']);
  });

  test('a message whose date cannot be read is one without a time', async () => {
    const known = writeDyiHtml(thread, 0, () => 'once upon a time');
    expect((await readPage(known)).messages.map(({ time, text }) => [time, text])).toEqual([[null, 'x']]);
    const two = { ...thread, messages: [...thread.messages, { ...message, ms: 0, photos: [], reactions: [] }] };
    const unknown = writeDyiHtml(two, 2, (ms) => (ms === 0 ? 'once' : ENGLISH.format(ms)));
    expect((await readPage(unknown)).messages.map(({ time, text }) => [time?.ms, text])).toEqual([
      [1_600_000_000_000, 'x'],
      [undefined, 'x'],
    ]);
  });

  test('dates in numbers: the order that one of them shows, or a guess that an answer overrules', async () => {
    const days = (separator: string, ...months: number[]) => {
      const messages = months.map((ms) => ({ ...message, ms, photos: [], reactions: [] }));
      return writeDyiHtml({ ...thread, messages }, 0, (ms) => `03${separator}${ms}${separator}2024, 10:00`);
    };
    const read = async (page: string, dayFirst?: boolean) => {
      const [found] = await find(metaDyi, [memoryFile(`${PLACE}/message_1.html`, page)]);
      const answers = new Map(dayFirst === undefined ? [] : [['ann_1', { dayFirst }]]);
      const events = found ? await readAll(found, { answers }) : [];
      const times = only(events, 'message').map(({ message: { time } }) => time && isoOf(time).slice(0, 10));
      return [only(events, 'chat')[0]?.chat.dayFirst, ...times];
    };
    const guess = { value: true, by: 'guess' };
    expect(await read(days('.', 4, 5))).toEqual([guess, '2024-04-03', '2024-05-03']);
    expect(await read(days('.', 4), false)).toEqual([{ value: false, by: 'answer' }, '2024-03-04']);
    const byFile = { value: false, by: 'file' };
    expect(await read(days('/', 4, 25), true)).toEqual([byFile, '2024-03-04', '2024-03-25']);
    expect(await read(days('/', 4, 25))).toEqual([byFile, '2024-03-04', '2024-03-25']);
  });

  test('links, videos with their labels, stickers, and a date as the text of a message', async () => {
    const body = [
      '<div>see <a href="https://a.example/?a=1&amp;b">this</a></div>',
      `<div><a href="${PLACE}/videos/v.mp4"><div>Click for video:</div><video src="${PLACE}/videos/v.mp4"></video></a></div>`,
      '<div><img src="messages/stickers_used/1.png" /></div>',
      '<div>Sep 13, 2020, 12:26 PM</div>',
    ].join('');
    const page =
      '<div class="all"><div class="pam _a6-g"><h2 class="_2ph_ _a6-h">Ann</h2>' +
      `<div class="_a6-p"><div>${body}</div></div><footer class="_a6-o"><div class="_a72d">Sep 13, 2020, 12:27 PM</div></footer></div></div>`;
    const { messages } = await readPage(page);
    expect(messages).toMatchObject([
      {
        sender: 'Ann',
        time: { ms: Date.UTC(2020, 8, 13, 12, 27) },
        text: 'see this\nSep 13, 2020, 12:26 PM',
        entities: [{ kind: 'link', start: 4, length: 4, value: 'https://a.example/?a=1&b' }],
        attachments: [
          { kind: 'video', name: 'v.mp4', path: null, missing: 'not-found' },
          { kind: 'sticker', name: '1.png' },
        ],
      },
    ]);
  });

  test('what stands among messages and is none is told', async () => {
    const page = writeDyiHtml(thread, 0, (ms) => ENGLISH.format(ms)).replace(
      '</div></div></body>',
      '<p>odd</p> <p> </p></div></div></body>',
    );
    const { events, messages } = await readPage(page);
    expect(messages).toHaveLength(1);
    expect(only(events, 'unparsed').map(({ unparsed }) => unparsed)).toEqual([
      { file: `${PLACE}/message_1.html`, line: 1, reason: 'unknown', excerpt: 'odd' },
    ]);
  });

  test('other pages are not claimed', async () => {
    for (const page of ['', '<p>a</p>', '<div><div>Ann</div><div>x</div><div>y</div></div>']) {
      expect(await find(metaDyi, [memoryFile('message_1.html', page)])).toEqual([]);
      expect(await find(metaDyi, [memoryFile(`${PLACE}/message_1.html`, page)])).toEqual([]);
    }
  });
});
