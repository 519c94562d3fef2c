import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { headerOf, timeOf } from '@/utils/messengers/element/text-header';
import { elementText } from '@/utils/messengers/element/text-format';
import { awkwardText } from '../lib/awkward-text';
import { find, memoryFile, only, readAll } from '../lib/read';
import { type TextLine, writeElementText } from '../writers/element';

const NAME = 'Element - My - Room - Chat Export - 2024-01-04T10-00-00.000Z.txt';
const LANGUAGES = ['en-US', 'en-GB', 'de', 'ja', 'ko', 'zh-TW', 'ar-EG', 'th', 'fa'];

/** The events of a text. */
async function read(text: string, answer?: boolean) {
  const [found] = await find(elementText, [memoryFile(NAME, text)]);
  const answers = new Map(answer === undefined ? [] : [['My - Room', { dayFirst: answer }]]);
  return await readAll(found ?? expect.fail(), { answers });
}

describe('Element, plain text', () => {
  test('what was written is read, with dates in any language', async () => {
    const plain = awkwardText().filter(
      (text) =>
        !/\r/.test(text) && !text.startsWith('<@') && !/ \([^()]*\)$/.test(text) && !text.split('\n').some(isHeader),
    );
    const line: fc.Arbitrary<TextLine> = fc.record({
      at: fc.integer({ min: 1_000_000_000, max: 1_900_000_000 }).map((seconds) => seconds * 1000),
      sender: fc.constantFrom('Ann', 'Bob ü', '<b>'),
      text: plain,
    });
    const happened = { sender: null, text: 'Ann joined the room' };
    // The thirteenth of a month says which number is the day.
    const first = { at: Date.UTC(2001, 1, 13, 4, 5, 6), sender: 'Ann', text: 'hello' };
    await fc.assert(
      fc.asyncProperty(
        fc.array(
          fc.oneof(
            line,
            line.map(({ at }) => ({ at, ...happened })),
          ),
          { maxLength: 6 },
        ),
        fc.constantFrom(...LANGUAGES),
        fc.integer({ min: 1, max: 300 }),
        async (lines, language, block) => {
          const model = [first, ...lines.toSorted((a, b) => a.at - b.at)];
          const [found] = await find(elementText, [memoryFile(NAME, writeElementText(model, language), block)]);
          expect(found).toMatchObject({ messenger: 'element', variant: 'text' });
          const events = await readAll(found ?? expect.fail());
          expect(only(events, 'unparsed')).toEqual([]);
          expect(only(events, 'chat')[0]?.chat).toMatchObject({ id: 'My - Room', title: 'My - Room' });
          const told = only(events, 'message').map(({ message: { time, sender, text, kind } }) => ({
            time,
            sender,
            text,
            kind,
          }));
          expect(told).toEqual(
            model.map(({ at, sender, text }) => ({
              time: { ms: at, zone: null, precision: 'second' },
              sender,
              text,
              kind: sender === null ? 'system' : 'text',
            })),
          );
        },
      ),
      { numRuns: 60 },
    );
  });

  const isHeader = (line: string): boolean => {
    const header = headerOf(line);
    return header !== null && timeOf(header, true) !== null;
  };

  test('day or month first is asked where the file does not tell', async () => {
    const text = '1/2/2024, 3:04:05 AM - Ann: hi\n1/3/2024, 3:04:05 AM - Ann: ho\n';
    const guessed = await read(text);
    expect(only(guessed, 'chat')[0]?.chat.dayFirst?.by).toBe('guess');
    for (const answer of [true, false]) {
      const events = await read(text, answer);
      expect(only(events, 'chat')[0]?.chat.dayFirst).toEqual({ value: answer, by: 'answer' });
      const [event] = only(events, 'message');
      expect(event?.message.time?.ms).toBe(answer ? Date.UTC(2024, 1, 1, 3, 4, 5) : Date.UTC(2024, 0, 2, 3, 4, 5));
    }
  });

  test('files, emotes and answers', async () => {
    const events = await read(
      [
        '2024-01-02, 03:04:05 - Ann: hi',
        '2024-01-02, 03:04:06 - Ann sent an image. (Media omitted)',
        '2024-01-02, 03:04:07 - * Ann waves',
        '2024-01-02, 03:04:08 - Bob: <@ann:example.org "hi"> ho: ho',
        '2024-01-02, 03:04:09 - Ann changed the topic to "x".',
        '',
      ].join('\n'),
    );
    expect(
      only(events, 'message').map(({ message: { sender, kind, text, attachments } }) => [
        sender,
        kind,
        text,
        attachments?.length,
      ]),
    ).toEqual([
      ['Ann', 'text', 'hi', undefined],
      ['Ann', 'media', '', 1],
      ['Ann', 'text', 'waves', undefined],
      ['Bob', 'text', 'ho: ho', undefined],
      [null, 'system', 'Ann changed the topic to "x".', undefined],
    ]);
    expect(only(events, 'message')[3]?.message.replyTo).toEqual({ sender: '@ann:example.org', text: 'hi' });
  });

  test.each([
    '12/31/20, 11:59 PM - Ann: WhatsApp has no seconds\n12/31/20, 11:59 PM - Ann: x\n',
    '[31/12/2020, 23:59:59] Ann: neither\n',
    '2024-01-02 03:04:05 - no colon anywhere\n',
    'a - b: c\n',
    '',
  ])('%j is none', async (text) => {
    expect(await find(elementText, [memoryFile('a.txt', text)])).toEqual([]);
  });
});
