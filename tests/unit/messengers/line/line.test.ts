import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { lineDesktop } from '@/utils/messengers/line/desktop-format';
import { line } from '@/utils/messengers/line/format';
import type { Format } from '@/utils/messengers/format';
import { awkwardText } from '../lib/awkward-text';
import { find, memoryFile, only, readAll } from '../lib/read';
import { LINE_LOCALES, type LineLocale, type LineMessage, writeLine } from '../writers/line';

async function read(text: string, format: Format = line, name = 'chat.txt', dayFirst?: boolean) {
  const [found] = await find(format, [memoryFile(name, text)]);
  if (!found) throw new Error('not recognised');
  const [first] = await readAll(found);
  const id = first?.type === 'chat' ? first.chat.id : '';
  const events = await readAll(found, dayFirst === undefined ? {} : { answers: new Map([[id, { dayFirst }]]) });
  const people = new Map(only(events, 'participant').map(({ participant, me }) => [participant.id, me]));
  return {
    found,
    chat: only(events, 'chat').at(-1)?.chat,
    messages: only(events, 'message').map(({ message }) => message),
    unparsed: only(events, 'unparsed').map(({ unparsed }) => [unparsed.line, unparsed.reason]),
    people,
  };
}

const at = (iso: string) => ({ ms: Date.parse(`${iso}Z`), zone: null, precision: 'minute' });

describe('LINE, phones', () => {
  // A text cannot be told from LINE's own where it stands in brackets, begins with a telephone, or ends a line with a quote
  // before one that looks like a message; nor quotes of LINE's own where the second line looks like a message.
  const text = awkwardText().filter(
    (one) => !/\r|^☎|^\[[^[\]\n]{1,40}\]$|"\n|^[^\n]*\n+[^\n]*\d/.test(one) && !/[\n"]$/.test(one),
  );
  const message: fc.Arbitrary<LineMessage> = fc.record({
    minute: fc.integer({ min: Date.UTC(2019, 5, 1) / 60_000, max: Date.UTC(2026, 0, 1) / 60_000 }),
    sender: fc.constantFrom('Bob', 'Ann Lee', '山田', '"Q"', null),
    text,
  });

  test.each(Object.entries(LINE_LOCALES))('what was written is read: %s', async (_, locale: LineLocale) => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(message, { minLength: 1, maxLength: 8 }),
        fc.integer({ min: 1, max: 99 }),
        fc.constantFrom('\n', '\r\n'),
        async (messages, block, end) => {
          const written = messages.map((one) =>
            one.sender === null ? { ...one, text: one.text.replaceAll('\n', ' ') } : one,
          );
          const content = writeLine('Bob', written, locale, end);
          const [found] = await find(line, [memoryFile('any.txt', content, block)]);
          expect(found).toMatchObject({ messenger: 'line', variant: 'text', path: 'any.txt' });
          if (!found) return;
          const events = await readAll(found, {
            answers: new Map([['Bob', { dayFirst: locale !== LINE_LOCALES['en'] }]]),
          });
          expect(only(events, 'unparsed')).toEqual([]);
          expect(only(events, 'chat')[0]?.chat).toMatchObject({ id: 'Bob', title: 'Bob' });
          expect(
            only(events, 'message').map(({ message: one }) => [one.time?.ms, one.sender, one.kind, one.text]),
          ).toEqual(
            written.map((one) => [one.minute * 60_000, one.sender, one.sender === null ? 'system' : 'text', one.text]),
          );
        },
      ),
      { numRuns: 25 },
    );
  });

  test('days, clocks, people and what is left out', async () => {
    const { chat, messages, people } = await read(
      '[LINE] Chat history with Bob\nSaved on: 1/3/2024, 09:00\n\nTue, 1/2/2024\n03:04\tBob\thello\n03:05AM\tAlice\t[Photo]\n03:06\t\tAlice joined\n11:59PM\tAlice\t☎ Call time 0:59\n\nWed, 1/3/2024\n00:10\tBob\t[スタンプ]\n00:11\tBob unsent a message.\n',
    );
    expect(chat).toEqual({ id: 'Bob', title: 'Bob', kind: 'direct', dayFirst: { value: false, by: 'file' } });
    expect([...people]).toEqual([
      ['Bob', undefined],
      ['Alice', 'guess'],
    ]);
    const leftOut = { name: '', path: null, missing: 'left-out' };
    expect(messages.map(({ chat: _, seq: __, id: ___, ...one }) => one)).toEqual([
      { time: at('2024-01-02T03:04:00'), sender: 'Bob', kind: 'text', text: 'hello' },
      {
        time: at('2024-01-02T03:05:00'),
        sender: 'Alice',
        kind: 'media',
        text: '',
        nativeKind: 'Photo',
        attachments: [{ kind: 'image', ...leftOut }],
      },
      { time: at('2024-01-02T03:06:00'), sender: null, kind: 'system', text: 'Alice joined' },
      { time: at('2024-01-02T23:59:00'), sender: 'Alice', kind: 'call', text: '☎ Call time 0:59' },
      {
        time: at('2024-01-03T00:10:00'),
        sender: 'Bob',
        kind: 'sticker',
        text: '',
        nativeKind: 'スタンプ',
        attachments: [{ kind: 'sticker', ...leftOut }],
      },
      { time: at('2024-01-03T00:11:00'), sender: 'Bob', kind: 'deleted', text: '' },
    ]);
  });

  test.each([
    ['[Location]', { kind: 'location' }],
    ['[投票]', { kind: 'poll' }],
    ['[Album]', { kind: 'other' }],
    ['[Contact]', { kind: 'contact', attachments: [{ kind: 'contact' }] }],
    ['[Something new]', { kind: 'media', attachments: [{ kind: 'unknown' }] }],
    ['[a] [b]', { kind: 'text' }],
    ['see [this]', { kind: 'text' }],
  ])('%s', async (text_, wanted) => {
    const { messages } = await read(`[LINE] X\n\n2024/01/02(Tue)\n10:00\tA\t${text_}\n`);
    expect(messages[0]).toMatchObject(wanted);
  });

  test('lines that look like a message or a day are text inside quotes', async () => {
    const { messages, unparsed } = await read(
      '[LINE] X\n\n2024/01/02(Tue)\n09:00\tA\t"one\n\n10:01\tB\ttwo"\n10:00\tA\t"one\ntwo\n10:01\tB\tpasted\n2024/01/03(Wed)\nthree"\n10:02\tA\t"not closed\n10:03\tB\tb\n',
    );
    expect(messages.map(({ text: one }) => one)).toEqual([
      'one\n\n10:01\tB\ttwo',
      'one\ntwo\n10:01\tB\tpasted\n2024/01/03(Wed)\nthree',
      '"not closed',
      'b',
    ]);
    expect(unparsed).toEqual([]);
  });

  test('quotes that never close swallow nothing', async () => {
    const lines = Array.from({ length: 300 }, (_, at_) => `10:01\tB\tmessage ${at_}\n`);
    const { messages } = await read(`[LINE] X\n\n2024/01/02(Tue)\n10:00\tA\t"one\ntwo\n${lines.join('')}`);
    expect(messages).toHaveLength(301);
  });

  test('a file without quotes around its texts keeps the quotes of those who wrote them', async () => {
    const { messages } = await read('[LINE] X\n2024/01/02(Tue)\n10:00\tA\tone\ntwo\n10:01\tA\t"a\n10:02\tB\tb\nc"\n');
    expect(messages.map(({ text: one }) => one)).toEqual(['one\ntwo', '"a', 'b\nc"']);
  });

  test('without a title it is known by its tabs, and named by its file', async () => {
    const { chat } = await read(
      'Chat history with Bob\nSaved on: 5\n\n2024/01/02\n10:00\tA\ta\n10:01\tB\tb\n',
      line,
      'x/[LINE] y.txt',
    );
    expect(chat?.title).toBe('Bob');
    expect((await read('2024/01/02\n10:00\tA\ta\n10:01\tB\tb\n', line, 'x/[LINE] Chat with Eve.txt')).chat?.title).toBe(
      'Eve',
    );
  });

  test('columns that are wide spaces', async () => {
    const { messages } = await read(
      '[LINE] X\n\nR7/02/11(火)\n19:12    A b    [写真]\n19:30    ケン    明天？\n19:31    gone\n',
    );
    expect(messages.map(({ sender, kind }) => [sender, kind])).toEqual([
      ['A b', 'media'],
      ['ケン', 'text'],
      [null, 'system'],
    ]);
    expect(messages[0]?.time).toEqual(at('2025-02-11T19:12:00'));
  });

  test('numbers alone leave it open which of them is the day: it is asked', async () => {
    const open = '[LINE] X\n\n1/2/2024\n10:00\tA\ta\n10:01\tB\tb\n';
    expect((await read(open)).chat?.dayFirst?.by).toBe('guess');
    const answered = await read(open, line, 'x.txt', false);
    expect(answered.chat?.dayFirst).toEqual({ value: false, by: 'answer' });
    expect(answered.messages[0]?.time).toEqual(at('2024-01-02T10:00:00'));
    const american = 'Thu, 9/5/2019\n10:00\tA\ta\n10:01\tB\tb\n';
    expect((await read(`[LINE] X\n\n${american}`)).chat?.dayFirst).toEqual({ value: false, by: 'guess' });
    const inOrder = `${open}\n12/1/2024\n10:00\tA\ta\n`;
    expect((await read(inOrder)).chat?.dayFirst).toEqual({ value: false, by: 'file' });
    const told = await read(`${open}\n25/2/2024\n10:00\tA\ta\n`);
    expect(told.chat?.dayFirst).toEqual({ value: true, by: 'file' });
    expect(told.messages.at(-1)?.time).toEqual(at('2024-02-25T10:00:00'));
  });

  test('what is no message is told', async () => {
    const { messages, unparsed } = await read('[LINE] X\nSaved\n10:00\tA\tearly\n\n2024/01/02(Tue)\n10:00\tA\ta\n');
    expect(messages.map(({ time }) => time?.ms ?? null)).toEqual([null, at('2024-01-02T10:00:00').ms]);
    expect(unparsed).toEqual([]);
    expect((await read('[LINE] X\n\n2024/01/02(Tue)\nlost\n10:00\tA\ta\n')).unparsed).toEqual([[4, 'unknown']]);
  });

  test.each([
    '',
    '[LINE] X\n',
    '# 2024/01/02\n\ntext\n',
    '2024/01/02\n10:00\tone column\n',
    '10:00\tA\ta\n10:00\tA\ta\n',
  ])('not recognised: %j', async (content) => expect(await find(line, [memoryFile('a.txt', content)])).toEqual([]));
});

describe('LINE, desktop', () => {
  const sample =
    '2026.07.09 Thursday\n09:15 MR.HOME KOH SAMUI hello there\n09:16 Minnie yes\nmore\n09:17 MR.HOME KOH SAMUI hello you\n09:18 Minnie no\n09:19 Gone\n\n2026.07.10 Friday\n08:00 Minnie a\nb\n';

  test('names are what comes again', async () => {
    const { found, messages, chat } = await read(sample, lineDesktop, 'Team.txt');
    expect(found.variant).toBe('desktop-text');
    expect(chat?.title).toBe('Team');
    expect(messages.map(({ sender, text }) => [sender, text])).toEqual([
      ['MR.HOME KOH SAMUI hello', 'there'],
      ['Minnie', 'yes\nmore'],
      ['MR.HOME KOH SAMUI hello', 'you'],
      ['Minnie', 'no'],
      [null, 'Gone'],
      ['Minnie', 'a\nb'],
    ]);
    expect(messages.at(-1)?.time).toEqual(at('2026-07-10T08:00:00'));
  });

  test.each([
    sample.replace('Thursday', 'Friday'),
    sample.replace('09:19', '08:19'),
    '2026.07.09 Thursday\nDear diary\n09:15 got up late\n09:20 had coffee\n',
    '09:15 Ann a\n09:16 Bob b\n',
    '',
  ])('not recognised: %#', async (content) =>
    expect(await find(lineDesktop, [memoryFile('a.txt', content)])).toEqual([]),
  );
});
