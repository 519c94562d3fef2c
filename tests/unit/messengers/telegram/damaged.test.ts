import type { Format } from '@/utils/messengers/format';
import { telegramHtml } from '@/utils/messengers/telegram/html-format';
import { telegramJson } from '@/utils/messengers/telegram/json-format';
import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { find, memoryFile, only, readAll } from '../lib/read';
import { writeTelegramHtml } from '../writers/telegram-html';
import { writeTelegramJson } from '../writers/telegram-json';
import { writtenChat } from './generated';

const part = fc.double({ min: 0, max: 1, noNaN: true });

/** Where bytes are cut out of a file, and what comes in their place. */
const damage = fc.record({
  from: part,
  length: fc.nat({ max: 60 }),
  instead: fc.uint8Array({ maxLength: 12 }),
  block: fc.integer({ min: 1, max: 300 }),
});

const formats: readonly (readonly [string, string, Format])[] = [
  ['JSON', 'result.json', telegramJson],
  ['pages', 'messages.html', telegramHtml],
];

test.each(formats)(
  'damaged %s give what is whole, in its order, and say that something is wrong',
  async (what, path, format) => {
    await fc.assert(
      fc.asyncProperty(
        writtenChat(7, false),
        damage,
        async ({ chat, people, messages }, { from, length, instead, block }) => {
          const text =
            what === 'JSON'
              ? writeTelegramJson([{ chat, people, messages }])
              : (writeTelegramHtml(chat.title, messages).get(path) ?? '');
          const bytes = new TextEncoder().encode(text);
          const at = Math.floor(from * bytes.length);
          const damaged = Uint8Array.from([...bytes.subarray(0, at), ...instead, ...bytes.subarray(at + length)]);
          for (const found of await find(format, [memoryFile(path, damaged, block)])) {
            const events = await readAll(found);
            const read = only(events, 'message').map(({ message }) => message);
            expect(read.map(({ seq }) => seq)).toEqual(read.map((_one, seq) => seq));
            expect(only(events, 'chat').length).toBeGreaterThan(0);
            const texts = new Set(messages.map((message) => message.text));
            const strange = read.filter((message) => !texts.has(message.text)).length;
            const told = only(events, 'unparsed').length;
            // What was damaged is inside of one message, unless it is told.
            if (what === 'JSON' && told === 0) expect(strange).toBeLessThanOrEqual(2);
          }
        },
      ),
      { numRuns: 150 },
    );
  },
);
