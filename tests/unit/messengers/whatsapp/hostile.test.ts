import { whatsapp } from '@/utils/messengers/whatsapp/format';
import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { find, memoryFile, only, readAll } from '../lib/read';
import { readChatText } from './read';

const CHAT = [
  '[25/1/24, 9:41:05\u202fPM] Group: \u200eencrypted\r\n',
  '\u200e[25/1/24, 9:42:00\u202fPM] Ann: see • \u200e2 pages \u200e<attached: 00000004-PHOTO-2024-01-25-09-42-01.jpg>\r\n',
  '[25/1/24, 9:43:00\u202fPM] Bob: one\ntwo \u200e<This message was edited>\r\n',
  '[25/1/24, 9:44:00\u202fPM] Bob: \u200ePOLL:\nWhere?\n\u200eOPTION: Sea (2 votes)\r\n',
].join('');

test('whatever a chat is cut into, spliced with or filled with, it is read to its end', async () => {
  const piece = fc.oneof(
    fc.record({ at: fc.nat(CHAT.length), length: fc.nat(80) }).map(({ at, length }) => CHAT.slice(at, at + length)),
    fc.string({ maxLength: 20, unit: 'binary' }),
    fc.constantFrom(
      '__proto__: ',
      '\u200e',
      '\r\n',
      '\n',
      '[',
      ' - ',
      '1/1/21, 1:00 - ',
      '99/99/99, 99:99 - ',
      '<',
      '>',
      '\0',
    ),
  );
  await fc.assert(
    fc.asyncProperty(fc.array(piece, { maxLength: 12 }), fc.integer({ min: 1, max: 300 }), async (pieces, block) => {
      const read = await readChatText(CHAT + pieces.join(''), { block });
      expect(read?.messages.length).toBeGreaterThan(2);
    }),
    { numRuns: 150 },
  );
});

test('random bytes are no chat, or one that is read to its end', async () => {
  await fc.assert(
    fc.asyncProperty(fc.uint8Array({ maxLength: 300 }), async (bytes) => {
      await readChatText(bytes);
    }),
    { numRuns: 100 },
  );
});

/** What would take super-linear time if anything did: a second and more for these sizes. */
test.each([
  ['bullets', '• \u200e'.repeat(150_000)],
  ['angle brackets', ' <a b'.repeat(150_000)],
  ['edits', ' \u200e<a b c d>'.repeat(100_000)],
  ['parentheses', ' ('.repeat(200_000)],
  ['quotes', '“'.repeat(300_000)],
  ['colons', ': '.repeat(200_000)],
  ['marks', '\u200e'.repeat(300_000)],
  ['digits', '1/'.repeat(200_000)],
  ['words', 'ab. '.repeat(200_000)],
  ['lines', '\n'.repeat(300_000)],
  ['headers without names', '\r\n[25/1/24, 9:43:00\u202fPM] x'.repeat(15_000)],
  [
    'other names in each line',
    Array.from({ length: 15_000 }, (_, at) => `\r\n[25/1/24, 9:43:00\u202fPM] N${at}: x`).join(''),
  ],
])('many %s in a message take no longer than other text', async (_, filling) => {
  const read = await readChatText(`${CHAT}[25/1/24, 9:45:00\u202fPM] Bob: ${filling}\r\n`, { block: 2 ** 20 });
  expect(read?.messages.length).toBeGreaterThan(4);
});

test('a message beyond all bounds is cut, and that is told', async () => {
  const line = 'x'.repeat(2 ** 20);
  const text = `${CHAT}[25/1/24, 9:45:00\u202fPM] Bob: ${`${line}\n`.repeat(6)}\r\n${CHAT}`;
  const read = await readChatText(text, { block: 2 ** 20 });
  expect(read?.messages).toHaveLength(9);
  expect(only(read?.events ?? [], 'unparsed')).toMatchObject([{ unparsed: { reason: 'too-long' } }]);
});

test('reading stops when it is to', async () => {
  const [found] = await find(whatsapp, [memoryFile('_chat.txt', CHAT)]);
  const stop = new AbortController();
  stop.abort();
  await expect(found?.read({}, stop.signal).next()).rejects.toMatchObject({ name: 'AbortError' });
  expect(found && only(await readAll(found), 'message')).toHaveLength(4);
});
