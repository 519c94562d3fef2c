import { telegramJson } from '@/utils/messengers/telegram/json-format';
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { find, memoryFile, only, readAll } from '../lib/read';
import { writeTelegramJson } from '../writers/telegram-json';
import { FILES, writtenChat } from './generated';

const others = FILES.map((path) => memoryFile(path, ''));

async function eventsOf(json: string, block: number) {
  const found = await find(telegramJson, [memoryFile('Export/result.json', json, block), ...others]);
  expect(found.map(({ path }) => path)).toEqual(['Export']);
  return await readAll(found[0] as (typeof found)[number]);
}

describe('what Telegram Desktop writes as JSON is read back', () => {
  test('one chat, of new and old programs', async () => {
    const chat = fc.boolean().chain((old) => fc.tuple(writtenChat(7, old), fc.constant(old)));
    await fc.assert(
      fc.asyncProperty(chat, fc.integer({ min: 1, max: 500 }), async ([written, old], block) => {
        const events = await eventsOf(writeTelegramJson([written], { old }), block);
        expect(only(events, 'unparsed')).toEqual([]);
        expect(only(events, 'chat').at(-1)?.chat).toEqual(written.chat);
        expect(only(events, 'message').map(({ message }) => message)).toEqual(written.messages);
        const wrote = new Set(written.messages.map(({ sender }) => sender));
        const people = only(events, 'participant').map(({ participant }) => participant);
        expect(people.toSorted((a, b) => (a.id < b.id ? -1 : 1))).toEqual(
          written.people.filter(({ id }) => wrote.has(id)),
        );
      }),
      { numRuns: 100 },
    );
  });

  test('a whole account, whose maker is known', async () => {
    await fc.assert(
      fc.asyncProperty(writtenChat(7, false), writtenChat(8, false), async (one, two) => {
        const me = { id: 'user70', name: 'Me' };
        const events = await eventsOf(writeTelegramJson([one, two], { me }), 100);
        expect(only(events, 'unparsed')).toEqual([]);
        expect(only(events, 'chat').map(({ chat }) => chat)).toEqual([one.chat, two.chat]);
        expect(only(events, 'message').map(({ message }) => message)).toEqual([...one.messages, ...two.messages]);
        for (const event of only(events, 'participant'))
          expect(event.me).toBe(event.participant.id === me.id ? 'sure' : undefined);
      }),
      { numRuns: 30 },
    );
  });
});
